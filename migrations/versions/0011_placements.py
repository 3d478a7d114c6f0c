"""Placements, their append-only timeline and their movements."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import RowId, append_only, choice

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "placements",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("seeker_id", RowId, sa.ForeignKey("seekers.id"), nullable=False),
        sa.Column("opening_id", RowId, sa.ForeignKey("openings.id"), nullable=False),
        sa.Column("employer_id", RowId, sa.ForeignKey("employers.id"), nullable=False),
        sa.Column("center_id", RowId, sa.ForeignKey("centers.id"), nullable=False),
        sa.Column("referral_id", RowId, sa.ForeignKey("referrals.id"), unique=True),
        sa.Column("registration_id", RowId, sa.ForeignKey("employer_registrations.id")),
        sa.Column(
            "status",
            choice(
                "status",
                "offered",
                "accepted",
                "started",
                "enrollment_filed",
                "enrollment_refused",
                "enrollment_confirmed",
                "retained_30",
                "retained_90",
                "retained_180",
                "ended",
                "no_show",
                "not_accepted",
                "offer_declined",
                "hired_elsewhere",
                "self_employed",
                "opening_cancelled",
                "document_expired",
            ),
            nullable=False,
        ),
        sa.Column("offered_monthly_wage_mxn", sa.BigInteger()),
        sa.Column("registered_monthly_wage_mxn", sa.BigInteger()),
        sa.Column("starts_on", sa.Date()),
        sa.Column("enrollment_due_on", sa.Date()),
        sa.Column("enrolled_on", sa.Date()),
        sa.Column("ended_on", sa.Date()),
        sa.Column("end_cause", sa.String(60)),
        sa.Column("grade", choice("grade", "A", "B", "C")),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ended_on >= starts_on", name="ends_after_start"),
    )
    op.create_index("ix_placements_center_id_status", "placements", ["center_id", "status"])
    op.create_index("ix_placements_employer_id_status", "placements", ["employer_id", "status"])
    op.create_index("ix_placements_opening_id", "placements", ["opening_id"])
    op.create_index("ix_placements_seeker_id", "placements", ["seeker_id"])
    op.create_index(
        "ix_placements_status_enrollment_due_on", "placements", ["status", "enrollment_due_on"]
    )
    op.create_index("ix_placements_updated_at_id", "placements", ["updated_at", "id"])
    rows = sa.text(
        "status IN ('offered', 'accepted', 'started', 'enrollment_filed', "
        "'enrollment_refused', 'enrollment_confirmed', 'retained_30', 'retained_90', "
        "'retained_180')"
    )
    op.create_index(
        "uq_placements_open",
        "placements",
        ["seeker_id", "opening_id"],
        unique=True,
        sqlite_where=rows,
        postgresql_where=rows,
    )
    op.create_table(
        "placement_events",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("placement_id", RowId, sa.ForeignKey("placements.id"), nullable=False),
        sa.Column("sequence", RowId, nullable=False),
        sa.Column("transition", sa.String(40), nullable=False),
        sa.Column("from_status", sa.String(40)),
        sa.Column("to_status", sa.String(40), nullable=False),
        sa.Column(
            "actor_kind",
            choice("actor_kind", "employer", "staff", "partner", "seeker", "system"),
            nullable=False,
        ),
        sa.Column("actor", sa.String(60)),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True)),
        sa.Column(
            "evidence_kind",
            choice(
                "evidence_kind",
                "consent",
                "statement",
                "written_terms",
                "rights_certificate",
                "weeks_certificate",
                "movement_receipt",
                "payment_receipt",
            ),
        ),
        sa.Column("evidence_grade", choice("evidence_grade", "A", "B", "C")),
        sa.Column("evidence_hash", sa.String(64)),
        sa.Column("code", sa.String(40)),
        sa.Column("note", sa.Text()),
        sa.Column("previous_hash", sa.String(80), nullable=False),
        sa.Column("hash", sa.String(80), nullable=False),
        sa.UniqueConstraint("placement_id", "sequence"),
    )
    op.create_table(
        "enrollments",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("placement_id", RowId, sa.ForeignKey("placements.id"), nullable=False),
        sa.Column("registration_id", RowId, sa.ForeignKey("employer_registrations.id")),
        sa.Column("movement", choice("movement", "02", "07", "08"), nullable=False),
        sa.Column("contribution_base_mxn", sa.BigInteger()),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("filed_on", sa.Date()),
        sa.Column("file_number", RowId),
        sa.Column("file_line", RowId),
        sa.Column("file_hash", sa.String(64)),
        sa.Column("receipt", sa.String(60)),
        sa.Column("replied_at", sa.DateTime(timezone=True)),
        sa.Column("reply_code", sa.String(10)),
        sa.Column("confirmed_at", sa.DateTime(timezone=True)),
        sa.Column("grade", choice("grade", "A", "B", "C")),
        sa.Column("social_security_number_sealed", sa.LargeBinary()),
        sa.Column("social_security_number_index", sa.LargeBinary(32)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("file_number", "file_line"),
    )
    op.create_index("ix_enrollments_placement_id", "enrollments", ["placement_id"])
    op.create_index(
        "ix_enrollments_social_security_number_index",
        "enrollments",
        ["social_security_number_index"],
    )
    for statement in append_only("placement_events", op.get_context().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("enrollments")
    op.drop_table("placement_events")
    op.drop_table("placements")
