"""People who act for an employer on its pages, and their sessions."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import RowId

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "employer_members",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column(
            "employer_id", RowId, sa.ForeignKey("employers.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("email", sa.String(254), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("password_hash", sa.String(300)),
        sa.Column("invitation_hash", sa.String(64)),
        sa.Column("invited_until", sa.DateTime(timezone=True)),
        sa.Column("failed_logins", RowId, nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True)),
        sa.Column("last_login_at", sa.DateTime(timezone=True)),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_employer_members_employer_id", "employer_members", ["employer_id"])
    op.create_table(
        "employer_sessions",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column(
            "employer_member_id",
            RowId,
            sa.ForeignKey("employer_members.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("csrf_secret", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_employer_sessions_expires_at", "employer_sessions", ["expires_at"])
    op.create_index(
        "ix_employer_sessions_employer_member_id", "employer_sessions", ["employer_member_id"]
    )


def downgrade() -> None:
    op.drop_table("employer_sessions")
    op.drop_table("employer_members")
