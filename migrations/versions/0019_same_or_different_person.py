"""Whether two registrations are one person; the hash of a digital document that staff saw."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import RowId, choice

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "identity_verdicts",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("first_id", RowId, sa.ForeignKey("seekers.id"), nullable=False),
        sa.Column("second_id", RowId, sa.ForeignKey("seekers.id"), nullable=False),
        sa.Column("verdict", choice("verdict", "same", "different"), nullable=False),
        sa.Column("kept_id", RowId, sa.ForeignKey("seekers.id")),
        sa.Column("merged_id", RowId, sa.ForeignKey("seekers.id"), unique=True),
        sa.Column("decided_by_id", RowId, sa.ForeignKey("staff_members.id")),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("first_id", "second_id"),
        sa.CheckConstraint("first_id < second_id", name="in_order"),
        sa.CheckConstraint(
            "(verdict = 'same') = (kept_id IS NOT NULL AND merged_id IS NOT NULL)", name="one_kept"
        ),
    )
    op.create_index("ix_identity_verdicts_second_id", "identity_verdicts", ["second_id"])
    op.create_index("ix_identity_verdicts_kept_id", "identity_verdicts", ["kept_id"])
    op.add_column("seeker_documents", sa.Column("seen_hash", sa.String(64)))


def downgrade() -> None:
    op.drop_column("seeker_documents", "seen_hash")
    op.drop_table("identity_verdicts")
