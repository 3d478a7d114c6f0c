"""Unfinished registrations."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import RowId

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "form_drafts",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("code_index", sa.LargeBinary(32), unique=True),
        sa.Column("language", sa.String(3), nullable=False),
        sa.Column("step", sa.String(40)),
        sa.Column("failed_tries", RowId, nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True)),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True)),
        sa.Column("seeker_id", RowId, sa.ForeignKey("seekers.id", ondelete="CASCADE")),
        sa.Column("answers_sealed", sa.LargeBinary()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_form_drafts_expires_at", "form_drafts", ["expires_at"])
    op.create_index("ix_form_drafts_seeker_id", "form_drafts", ["seeker_id"])


def downgrade() -> None:
    op.drop_table("form_drafts")
