"""The audit trail: append-only, with the head of its chain."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import Json, RowId, append_only, choice

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_events",
        sa.Column("sequence", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "actor_kind",
            choice("actor_kind", "employer", "staff", "partner", "seeker", "system"),
            nullable=False,
        ),
        sa.Column("actor", sa.String(60)),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("subject_kind", sa.String(40)),
        sa.Column("subject", sa.Uuid()),
        sa.Column("details", Json, nullable=False),
        sa.Column("previous_hash", sa.String(80), nullable=False),
        sa.Column("hash", sa.String(80), nullable=False),
    )
    op.create_index("ix_audit_events_at", "audit_events", ["at"])
    op.create_index("ix_audit_events_subject", "audit_events", ["subject_kind", "subject"])
    op.create_table(
        "audit_head",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(80), nullable=False),
        sa.CheckConstraint("id = 1", name="one_row"),
    )
    for statement in append_only("audit_events", op.get_context().dialect.name):
        op.execute(statement)
    op.execute("INSERT INTO audit_head (id, sequence, hash) VALUES (1, 0, 'start')")


def downgrade() -> None:
    op.drop_table("audit_head")
    op.drop_table("audit_events")
