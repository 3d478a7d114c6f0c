"""Referrals and their append-only timeline."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import Json, RowId, append_only, choice

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "referrals",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("seeker_id", RowId, sa.ForeignKey("seekers.id"), nullable=False),
        sa.Column("opening_id", RowId, sa.ForeignKey("openings.id"), nullable=False),
        sa.Column("employer_id", RowId, sa.ForeignKey("employers.id"), nullable=False),
        sa.Column("center_id", RowId, sa.ForeignKey("centers.id"), nullable=False),
        sa.Column("referred_by_id", RowId, sa.ForeignKey("staff_members.id")),
        sa.Column("consent_id", RowId, sa.ForeignKey("consents.id")),
        sa.Column(
            "status",
            choice(
                "status",
                "proposed",
                "consented",
                "sent",
                "interview",
                "offered",
                "accepted",
                "hired",
                "declined_by_person",
                "not_selected",
                "no_show",
                "opening_cancelled",
                "hired_elsewhere",
                "withdrawn",
                "expired",
            ),
            nullable=False,
        ),
        sa.Column(
            "disclosure",
            choice("disclosure", "pseudonym", "contact", "interview", "hire"),
            nullable=False,
        ),
        sa.Column(
            "work_permission", choice("work_permission", "yes", "conditional", "no"), nullable=False
        ),
        sa.Column("work_permission_codes", Json, nullable=False),
        sa.Column("work_permission_reviewed_by_id", RowId, sa.ForeignKey("staff_members.id")),
        sa.Column("score", RowId),
        sa.Column("match_run_id", RowId, sa.ForeignKey("match_runs.id")),
        sa.Column("expires_on", sa.Date()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_referrals_center_id_status", "referrals", ["center_id", "status"])
    op.create_index("ix_referrals_employer_id_status", "referrals", ["employer_id", "status"])
    op.create_index("ix_referrals_expires_on", "referrals", ["expires_on"])
    op.create_index("ix_referrals_opening_id", "referrals", ["opening_id"])
    op.create_index("ix_referrals_seeker_id", "referrals", ["seeker_id"])
    op.create_index("ix_referrals_updated_at_id", "referrals", ["updated_at", "id"])
    rows = sa.text(
        "status IN ('proposed', 'consented', 'sent', 'interview', 'offered', 'accepted')"
    )
    op.create_index(
        "uq_referrals_active",
        "referrals",
        ["seeker_id", "opening_id"],
        unique=True,
        sqlite_where=rows,
        postgresql_where=rows,
    )
    op.create_table(
        "referral_events",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("referral_id", RowId, sa.ForeignKey("referrals.id"), nullable=False),
        sa.Column("channel", sa.String(40)),
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
        sa.UniqueConstraint("referral_id", "sequence"),
    )
    for statement in append_only("referral_events", op.get_context().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("referral_events")
    op.drop_table("referrals")
