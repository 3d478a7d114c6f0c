"""Audits of match runs, and proposals of who goes where."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import Json, RowId

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "match_run_audits",
        sa.Column("id", RowId, primary_key=True),
        sa.Column(
            "match_run_id",
            RowId,
            sa.ForeignKey("match_runs.id", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
        sa.Column("content", Json, nullable=False),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "assignment_runs",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("parameters", Json, nullable=False),
        sa.Column("summary", Json, nullable=False),
        sa.Column("engine_version", sa.String(60), nullable=False),
        sa.Column("catalogs_version", sa.String(60), nullable=False),
        sa.Column("requested_by", sa.String(60), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_assignment_runs_requested_by", "assignment_runs", ["requested_by"])
    op.create_index("ix_assignment_runs_made_at", "assignment_runs", ["made_at"])
    op.create_table(
        "assignment_rows",
        sa.Column("id", RowId, primary_key=True),
        sa.Column(
            "assignment_run_id",
            RowId,
            sa.ForeignKey("assignment_runs.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("seeker_id", RowId, nullable=False),
        sa.Column("opening_id", RowId),
        sa.Column("score", RowId, nullable=False),
        sa.Column("best_score", RowId, nullable=False),
        sa.UniqueConstraint("assignment_run_id", "seeker_id"),
    )


def downgrade() -> None:
    op.drop_table("assignment_rows")
    op.drop_table("assignment_runs")
    op.drop_table("match_run_audits")
