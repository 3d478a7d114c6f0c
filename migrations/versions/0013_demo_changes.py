"""What the demo altered."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import RowId

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "demo_changes",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("subject_kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(60), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.Column("reason", sa.String(120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_demo_changes_subject", "demo_changes", ["subject"])


def downgrade() -> None:
    op.drop_table("demo_changes")
