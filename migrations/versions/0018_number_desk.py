"""People who lack a number, for the institutes' desks; names as the institute has them."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import RowId, choice

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ACTORS = ("employer", "staff", "partner", "seeker", "system")
STATUSES = ("listed", "appointed", "issued", "refused", "withdrawn")


def upgrade() -> None:
    op.create_table(
        "number_requests",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column(
            "seeker_id", RowId, sa.ForeignKey("seekers.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("center_id", RowId, sa.ForeignKey("centers.id"), nullable=False),
        sa.Column("missing", choice("missing", "social_security_number", "curp"), nullable=False),
        sa.Column("status", choice("status", *STATUSES), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "consent_channel",
            choice("consent_channel", "web", "desk", "phone", "paper", "partner"),
            nullable=False,
        ),
        sa.Column("recorded_by_kind", choice("recorded_by_kind", *ACTORS), nullable=False),
        sa.Column("recorded_by", sa.String(60)),
        sa.Column("appointment_at", sa.DateTime(timezone=True)),
        sa.Column("place", sa.String(200)),
        sa.Column("issued_on", sa.Date()),
        sa.Column("reason", sa.String(200)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("issued_on IS NULL OR status = 'issued'", name="issued"),
    )
    under_way = sa.text("status IN ('listed', 'appointed', 'refused')")
    op.create_index(
        "uq_number_requests_under_way",
        "number_requests",
        ["seeker_id", "missing"],
        unique=True,
        sqlite_where=under_way,
        postgresql_where=under_way,
    )
    op.create_index(
        "ix_number_requests_center_id_status", "number_requests", ["center_id", "status"]
    )
    op.create_index("ix_number_requests_updated_at_id", "number_requests", ["updated_at", "id"])
    op.create_table(
        "insured_names",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column(
            "seeker_id",
            RowId,
            sa.ForeignKey("seekers.id", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
        sa.Column("given_names_sealed", sa.LargeBinary()),
        sa.Column("first_surname_sealed", sa.LargeBinary()),
        sa.Column("second_surname_sealed", sa.LargeBinary()),
        sa.Column("seen_by_kind", choice("seen_by_kind", *ACTORS), nullable=False),
        sa.Column("seen_by", sa.String(60)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("insured_names")
    op.drop_table("number_requests")
