"""Tasks, follow-ups after the hire, and when daily work was last done."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import Json, RowId, choice

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ACTORS = ("employer", "staff", "partner", "seeker", "system")
TASK_KINDS = (
    "enrollment_overdue",
    "reply_overdue",
    "identity",
    "check_identity",
    "wage_check",
    "unknown_reply",
    "conflicting_reply",
    "unknown_line",
    "enrolled_without_job",
    "document_expired",
    "follow_up_overdue",
    "conflicting_answer",
    "does_not_agree",
)


def upgrade() -> None:
    op.create_table(
        "tasks",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("kind", choice("kind", *TASK_KINDS), nullable=False),
        sa.Column("status", choice("status", "open", "done", "dismissed"), nullable=False),
        sa.Column("key", sa.String(200), nullable=False, unique=True),
        sa.Column("turn", choice("turn", *ACTORS), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("placement_id", RowId, sa.ForeignKey("placements.id")),
        sa.Column("movement_id", RowId, sa.ForeignKey("enrollments.id")),
        sa.Column("center_id", RowId, sa.ForeignKey("centers.id")),
        sa.Column("employer_id", RowId, sa.ForeignKey("employers.id")),
        sa.Column("code", sa.String(40)),
        sa.Column("details", Json, nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("closed_by_kind", choice("closed_by_kind", *ACTORS)),
        sa.Column("closed_by", sa.String(60)),
        sa.Column("resolution", sa.Text()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    for name in ("placement_id", "movement_id", "employer_id"):
        op.create_index(f"ix_tasks_{name}", "tasks", [name])
    is_open = sa.text("status = 'open'")
    op.create_index(
        "ix_tasks_open",
        "tasks",
        ["center_id", "due_on"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index("ix_tasks_updated_at_id", "tasks", ["updated_at", "id"])
    op.create_table(
        "follow_ups",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("placement_id", RowId, sa.ForeignKey("placements.id"), nullable=False),
        sa.Column("day", RowId, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", choice("status", "open", "answered", "cancelled"), nullable=False),
        sa.Column("answer", choice("answer", "still_working", "ended", "not_reached")),
        sa.Column("grade", choice("grade", "A", "B", "C")),
        sa.Column("answered_by_kind", choice("answered_by_kind", *ACTORS)),
        sa.Column("answered_by", sa.String(60)),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("placement_id", "day"),
        sa.CheckConstraint("day IN (30, 90, 180)", name="day"),
    )
    op.create_index("ix_follow_ups_status_due_on", "follow_ups", ["status", "due_on"])
    op.create_index("ix_follow_ups_updated_at_id", "follow_ups", ["updated_at", "id"])
    op.create_table(
        "timed_runs",
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("ran_on", sa.Date()),
    )


def downgrade() -> None:
    for table in ("timed_runs", "follow_ups", "tasks"):
        op.drop_table(table)
