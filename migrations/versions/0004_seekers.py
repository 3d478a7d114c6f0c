"""Job seekers: what could harm the person is in sealed columns."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import Json, RowId, choice

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seekers",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("center_id", RowId, sa.ForeignKey("centers.id"), nullable=False),
        sa.Column("external_id", sa.String(255)),
        sa.Column(
            "status",
            choice("status", "registered", "document_verified", "archived"),
            nullable=False,
        ),
        sa.Column("is_matchable", sa.Boolean(), nullable=False),
        sa.Column("preferred_language", sa.String(3), nullable=False),
        sa.Column("municipality", sa.String(5), nullable=False),
        sa.Column("max_commute_km", RowId, nullable=False),
        sa.Column("relocation_willing", sa.Boolean(), nullable=False),
        sa.Column("relocation_states", Json, nullable=False),
        sa.Column("household_size", RowId, nullable=False),
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
        sa.Column("schedules", Json, nullable=False),
        sa.Column("expected_monthly_wage_mxn", sa.BigInteger()),
        sa.Column("available_from", sa.Date()),
        sa.Column("return_code_index", sa.LargeBinary(32), unique=True),
        sa.Column("content_hash", sa.String(64)),
        sa.Column("erased_at", sa.DateTime(timezone=True)),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("given_names_sealed", sa.LargeBinary()),
        sa.Column("first_surname_sealed", sa.LargeBinary()),
        sa.Column("second_surname_sealed", sa.LargeBinary()),
        sa.Column("born_on_sealed", sa.LargeBinary()),
        sa.Column("sex_sealed", sa.LargeBinary()),
        sa.Column("nationality_sealed", sa.LargeBinary()),
        sa.Column("population_sealed", sa.LargeBinary()),
        sa.Column("phone_sealed", sa.LargeBinary()),
        sa.Column("email_sealed", sa.LargeBinary()),
        sa.Column("curp_sealed", sa.LargeBinary()),
        sa.Column("curp_index", sa.LargeBinary(32)),
        sa.Column("curp_kind_sealed", sa.LargeBinary()),
        sa.Column("curp_valid_until_sealed", sa.LargeBinary()),
        sa.Column("social_security_number_sealed", sa.LargeBinary()),
        sa.Column("social_security_number_index", sa.LargeBinary(32)),
        sa.Column("rfc_sealed", sa.LargeBinary()),
        sa.Column("needs_sealed", sa.LargeBinary()),
        sa.Column("profile_sealed", sa.LargeBinary()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("center_id", "external_id"),
        sa.CheckConstraint("max_commute_km >= 0", name="max_commute_km"),
        sa.CheckConstraint("household_size >= 1", name="household_size"),
    )
    op.create_index("ix_seekers_center_id_status", "seekers", ["center_id", "status"])
    op.create_index("ix_seekers_curp_index", "seekers", ["curp_index"])
    op.create_index("ix_seekers_is_matchable", "seekers", ["is_matchable"])
    op.create_index("ix_seekers_municipality", "seekers", ["municipality"])
    op.create_index(
        "ix_seekers_social_security_number_index", "seekers", ["social_security_number_index"]
    )
    op.create_index("ix_seekers_updated_at_id", "seekers", ["updated_at", "id"])
    op.create_table(
        "seeker_documents",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column(
            "seeker_id", RowId, sa.ForeignKey("seekers.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("state", sa.String(2)),
        sa.Column("transfer_states", Json, nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.Column("verified_at", sa.DateTime(timezone=True)),
        sa.Column("verified_by_id", RowId, sa.ForeignKey("staff_members.id")),
        sa.Column("kind_sealed", sa.LargeBinary()),
        sa.Column("number_sealed", sa.LargeBinary()),
        sa.Column("number_index", sa.LargeBinary(32)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_seeker_documents_number_index", "seeker_documents", ["number_index"])
    op.create_index("ix_seeker_documents_seeker_id", "seeker_documents", ["seeker_id"])
    op.create_index("ix_seeker_documents_valid_until", "seeker_documents", ["valid_until"])
    op.create_table(
        "seeker_occupations",
        sa.Column("id", RowId, primary_key=True),
        sa.Column(
            "seeker_id", RowId, sa.ForeignKey("seekers.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("position", RowId, nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("months", RowId, nullable=False),
        sa.Column("occupation", sa.String(80)),
        sa.Column("origin", choice("origin", "given", "linked", "corrected")),
        sa.Column("score", sa.Double()),
        sa.UniqueConstraint("seeker_id", "position"),
        sa.CheckConstraint("months >= 0", name="months"),
    )
    op.create_table(
        "seeker_skills",
        sa.Column("id", RowId, primary_key=True),
        sa.Column(
            "seeker_id", RowId, sa.ForeignKey("seekers.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("position", RowId, nullable=False),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("skill", sa.String(80)),
        sa.Column("origin", choice("origin", "given", "linked", "corrected")),
        sa.Column("score", sa.Double()),
        sa.UniqueConstraint("seeker_id", "position"),
    )
    op.create_table(
        "seeker_languages",
        sa.Column("id", RowId, primary_key=True),
        sa.Column(
            "seeker_id", RowId, sa.ForeignKey("seekers.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("language", sa.String(3), nullable=False),
        sa.Column(
            "level", choice("level", "basic", "intermediate", "advanced", "native"), nullable=False
        ),
        sa.UniqueConstraint("seeker_id", "language"),
    )


def downgrade() -> None:
    op.drop_table("seeker_languages")
    op.drop_table("seeker_skills")
    op.drop_table("seeker_occupations")
    op.drop_table("seeker_documents")
    op.drop_table("seekers")
