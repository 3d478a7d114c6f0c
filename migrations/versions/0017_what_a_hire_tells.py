"""A timeline's details; the base a person was registered with and where they went afterwards."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import Json, choice

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TIMELINES = ("placement_events", "referral_events")
AFTER = ("another_employer", "independent", "out_of_formal_work", "unknown")


def upgrade() -> None:
    for table in TIMELINES:
        op.add_column(table, sa.Column("details", Json))
    op.add_column("placements", sa.Column("registered_base_mxn", sa.BigInteger()))
    with op.batch_alter_table("placements") as table:
        table.add_column(sa.Column("after_end", choice("after_end", *AFTER)))


def downgrade() -> None:
    with op.batch_alter_table("placements") as table:
        table.drop_constraint("after_end", type_="check")
        table.drop_column("after_end")
    op.drop_column("placements", "registered_base_mxn")
    for table in TIMELINES:
        op.drop_column(table, "details")
