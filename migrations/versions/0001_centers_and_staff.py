"""Centers and the staff who work in them."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import RowId, choice

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "centers",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("code", sa.String(40), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column(
            "kind",
            choice("kind", "multiservice", "integration", "shelter", "partner", "office"),
            nullable=False,
        ),
        sa.Column("municipality", sa.String(5), nullable=False),
        sa.Column("address", sa.String(300)),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_centers_municipality", "centers", ["municipality"])
    op.create_table(
        "staff_members",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("email", sa.String(254), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", choice("role", "staff", "supervisor", "admin"), nullable=False),
        sa.Column("center_id", RowId, sa.ForeignKey("centers.id")),
        sa.Column("password_hash", sa.String(300), nullable=False),
        sa.Column("failed_logins", RowId, nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True)),
        sa.Column("last_login_at", sa.DateTime(timezone=True)),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_staff_members_center_id", "staff_members", ["center_id"])


def downgrade() -> None:
    op.drop_table("staff_members")
    op.drop_table("centers")
