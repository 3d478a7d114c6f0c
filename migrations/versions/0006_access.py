"""Keys, revocable sessions, idempotency records and rate buckets."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import Json, RowId

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("prefix", sa.String(32), nullable=False, unique=True),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("scopes", Json, nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("employer_id", RowId, sa.ForeignKey("employers.id", ondelete="CASCADE")),
        sa.Column("center_id", RowId, sa.ForeignKey("centers.id", ondelete="CASCADE")),
        sa.Column("last_used_at", sa.DateTime(timezone=True)),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(employer_id IS NULL) <> (center_id IS NULL)", name="one_owner"),
    )
    op.create_index("ix_api_keys_center_id", "api_keys", ["center_id"])
    op.create_index("ix_api_keys_employer_id", "api_keys", ["employer_id"])
    op.create_table(
        "staff_sessions",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column(
            "staff_member_id",
            RowId,
            sa.ForeignKey("staff_members.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("csrf_secret", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_staff_sessions_expires_at", "staff_sessions", ["expires_at"])
    op.create_index("ix_staff_sessions_staff_member_id", "staff_sessions", ["staff_member_id"])
    op.create_table(
        "seeker_sessions",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column(
            "seeker_id", RowId, sa.ForeignKey("seekers.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("csrf_secret", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_seeker_sessions_expires_at", "seeker_sessions", ["expires_at"])
    op.create_index("ix_seeker_sessions_seeker_id", "seeker_sessions", ["seeker_id"])
    op.create_table(
        "idempotency_records",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("route", sa.String(120), nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("body_hash", sa.String(64), nullable=False),
        sa.Column("status", RowId),
        sa.Column("response", Json),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("owner", "route", "key"),
    )
    op.create_index("ix_idempotency_records_expires_at", "idempotency_records", ["expires_at"])
    op.create_table(
        "rate_buckets",
        sa.Column("name", sa.String(120), primary_key=True),
        sa.Column("tokens", sa.Double(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("rate_buckets")
    op.drop_table("idempotency_records")
    op.drop_table("seeker_sessions")
    op.drop_table("staff_sessions")
    op.drop_table("api_keys")
