"""Effects outside the database, and the feed of changes."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import Json, RowId, choice

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    is_sqlite = op.get_context().dialect.name == "sqlite"
    current_transaction = sa.text("0" if is_sqlite else "(pg_current_xact_id()::text::bigint)")
    op.create_table(
        "outbox_messages",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("topic", sa.String(60), nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("dedupe_key", sa.String(200), unique=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("available_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", RowId, nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True)),
        sa.Column("lease", sa.String(36)),
        sa.Column("last_error", sa.Text()),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.Column("failed_at", sa.DateTime(timezone=True)),
    )
    rows = sa.text("done_at IS NULL AND failed_at IS NULL")
    op.create_index(
        "ix_outbox_messages_waiting",
        "outbox_messages",
        ["available_at", "id"],
        sqlite_where=rows,
        postgresql_where=rows,
    )
    op.create_table(
        "changes",
        sa.Column("sequence", RowId, primary_key=True),
        sa.Column(
            "transaction_id", sa.BigInteger(), nullable=False, server_default=current_transaction
        ),
        sa.Column("kind", choice("kind", "opening", "seeker"), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=False),
        sa.Column("operation", choice("operation", "upsert", "delete"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_changes_transaction_id_sequence", "changes", ["transaction_id", "sequence"])


def downgrade() -> None:
    op.drop_table("changes")
    op.drop_table("outbox_messages")
