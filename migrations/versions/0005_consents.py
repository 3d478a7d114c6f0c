"""Consents: to what, when, under which text of the notice."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import RowId, choice

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consents",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column(
            "seeker_id", RowId, sa.ForeignKey("seekers.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "purpose",
            choice("purpose", "matching", "sharing_on_referral", "contact"),
            nullable=False,
        ),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("notice_version", sa.String(40), nullable=False),
        sa.Column("notice_language", sa.String(3), nullable=False),
        sa.Column("notice_hash", sa.String(64), nullable=False),
        sa.Column(
            "channel", choice("channel", "web", "desk", "phone", "paper", "partner"), nullable=False
        ),
        sa.Column(
            "recorded_by_kind",
            choice("recorded_by_kind", "employer", "staff", "partner", "seeker", "system"),
            nullable=False,
        ),
        sa.Column("recorded_by", sa.String(60)),
        sa.CheckConstraint("withdrawn_at >= given_at", name="withdrawn_after_given"),
    )
    op.create_index("ix_consents_seeker_id_purpose", "consents", ["seeker_id", "purpose"])


def downgrade() -> None:
    op.drop_table("consents")
