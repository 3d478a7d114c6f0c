"""Ranking runs that can be run again and compared."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import Json, RowId, choice

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "match_runs",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("ranked_on", sa.Date(), nullable=False),
        sa.Column("parameters", Json, nullable=False),
        sa.Column("engine_version", sa.String(60), nullable=False),
        sa.Column("weights", Json, nullable=False),
        sa.Column("catalogs_version", sa.String(60), nullable=False),
        sa.Column("feed_position", sa.String(60), nullable=False),
        sa.Column("input_digest", sa.String(64)),
        sa.Column("result_digest", sa.String(64)),
        sa.Column("requested_by", sa.String(60)),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("openings", RowId, nullable=False),
        sa.Column("seekers", RowId, nullable=False),
        sa.Column("matches", RowId, nullable=False),
    )
    op.create_index("ix_match_runs_started_at", "match_runs", ["started_at"])
    op.create_table(
        "match_run_rows",
        sa.Column("id", RowId, primary_key=True),
        sa.Column(
            "match_run_id",
            RowId,
            sa.ForeignKey("match_runs.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("opening_id", RowId, nullable=False),
        sa.Column("seeker_id", RowId, nullable=False),
        sa.Column("rank", RowId, nullable=False),
        sa.Column("score", RowId, nullable=False),
        sa.Column("components", Json, nullable=False),
        sa.Column("reasons", Json, nullable=False),
        sa.Column("permission", choice("permission", "yes", "conditional", "no"), nullable=False),
        sa.Column("permission_until", sa.Date()),
        sa.Column("permission_codes", Json, nullable=False),
    )
    op.create_index(
        "ix_match_run_rows_run",
        "match_run_rows",
        ["match_run_id", "opening_id", "rank"],
        unique=True,
    )


def downgrade() -> None:
    op.drop_table("match_run_rows")
    op.drop_table("match_runs")
