"""Employers and their numbers at the institute."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import Json, RowId, choice

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "employers",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("rfc", sa.String(13), nullable=False, unique=True),
        sa.Column("legal_name", sa.String(300), nullable=False),
        sa.Column("trade_name", sa.String(300)),
        sa.Column(
            "status",
            choice("status", "unverified", "in_review", "verified", "suspended"),
            nullable=False,
        ),
        sa.Column("verified_at", sa.DateTime(timezone=True)),
        sa.Column("municipality", sa.String(5)),
        sa.Column("tags", Json, nullable=False),
        sa.Column("inm_constancia_no", sa.String(60)),
        sa.Column("inm_constancia_updated_on", sa.Date()),
        sa.Column("headcount_total", RowId),
        sa.Column("headcount_foreign", RowId),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("contact_sealed", sa.LargeBinary()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("headcount_foreign <= headcount_total", name="foreign_within_total"),
    )
    op.create_index("ix_employers_status", "employers", ["status"])
    op.create_table(
        "employer_registrations",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column(
            "employer_id", RowId, sa.ForeignKey("employers.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("number", sa.String(11), nullable=False),
        sa.Column("municipality", sa.String(5), nullable=False),
        sa.Column("subdelegation", sa.String(2)),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("employer_id", "number"),
    )


def downgrade() -> None:
    op.drop_table("employer_registrations")
    op.drop_table("employers")
