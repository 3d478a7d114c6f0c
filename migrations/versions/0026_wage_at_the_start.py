"""What the start of a hire told of its wage, beside the offer; a task where that is lower."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

KINDS = (
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
NEW = "wage_below_offer"


def upgrade() -> None:
    op.add_column("placements", sa.Column("starting_monthly_wage_mxn", sa.BigInteger()))
    _allow(*KINDS, NEW)


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM tasks WHERE kind = :new").bindparams(new=NEW))
    _allow(*KINDS)
    op.drop_column("placements", "starting_monthly_wage_mxn")


def _allow(*kinds: str) -> None:
    with op.batch_alter_table("tasks") as table:
        table.drop_constraint("kind", type_="check")
        table.create_check_constraint("kind", sa.column("kind").in_(kinds))
