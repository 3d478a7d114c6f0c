"""Openings with their skills and languages."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import Json, RowId, choice

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "openings",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("employer_id", RowId, sa.ForeignKey("employers.id"), nullable=False),
        sa.Column("external_id", sa.String(255), nullable=False),
        sa.Column(
            "status",
            choice(
                "status",
                "draft",
                "in_review",
                "published",
                "paused",
                "filled",
                "closed",
                "rejected",
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("positions", RowId, nullable=False),
        sa.Column("positions_filled", RowId, nullable=False),
        sa.Column("municipality", sa.String(5), nullable=False),
        sa.Column("latitude", sa.Double()),
        sa.Column("longitude", sa.Double()),
        sa.Column("occupation", sa.String(80)),
        sa.Column("occupation_origin", choice("occupation_origin", "given", "linked", "corrected")),
        sa.Column("occupation_score", sa.Double()),
        sa.Column(
            "schooling",
            choice(
                "schooling",
                "none",
                "literate",
                "primary",
                "secondary",
                "technical",
                "high_school",
                "higher_technical",
                "bachelor",
                "master",
                "doctorate",
            ),
        ),
        sa.Column("experience_months", RowId, nullable=False),
        sa.Column("monthly_wage_mxn", sa.BigInteger()),
        sa.Column("wage_is", choice("wage_is", "gross", "net")),
        sa.Column(
            "schedule",
            choice(
                "schedule", "full_time", "part_time", "weekends", "temporary", "rotating", "night"
            ),
        ),
        sa.Column("weekly_hours", RowId),
        sa.Column(
            "contract",
            choice(
                "contract",
                "indefinite",
                "fixed_term",
                "project",
                "seasonal",
                "hourly",
                "trial",
                "initial_training",
            ),
        ),
        sa.Column("offers", Json, nullable=False),
        sa.Column("accepts_minors", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date()),
        sa.Column("closes_on", sa.Date()),
        sa.Column("review_codes", Json, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("content_hash", sa.String(64)),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("contact_sealed", sa.LargeBinary()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("employer_id", "external_id"),
        sa.CheckConstraint("positions >= 1", name="positions"),
        sa.CheckConstraint("positions_filled BETWEEN 0 AND positions", name="positions_filled"),
        sa.CheckConstraint("experience_months >= 0", name="experience_months"),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="coordinates"),
    )
    op.create_index("ix_openings_closes_on", "openings", ["closes_on"])
    op.create_index("ix_openings_occupation", "openings", ["occupation"])
    op.create_index("ix_openings_status_municipality", "openings", ["status", "municipality"])
    op.create_index("ix_openings_updated_at_id", "openings", ["updated_at", "id"])
    op.create_table(
        "opening_skills",
        sa.Column("id", RowId, primary_key=True),
        sa.Column(
            "opening_id", RowId, sa.ForeignKey("openings.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("position", RowId, nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("skill", sa.String(80)),
        sa.Column("origin", choice("origin", "given", "linked", "corrected")),
        sa.Column("score", sa.Double()),
        sa.UniqueConstraint("opening_id", "position"),
    )
    op.create_table(
        "opening_languages",
        sa.Column("id", RowId, primary_key=True),
        sa.Column(
            "opening_id", RowId, sa.ForeignKey("openings.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("language", sa.String(3), nullable=False),
        sa.Column(
            "level", choice("level", "basic", "intermediate", "advanced", "native"), nullable=False
        ),
        sa.UniqueConstraint("opening_id", "language"),
    )


def downgrade() -> None:
    op.drop_table("opening_languages")
    op.drop_table("opening_skills")
    op.drop_table("openings")
