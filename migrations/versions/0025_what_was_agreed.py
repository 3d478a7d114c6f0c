"""What a hire was agreed on stays with it; hires that there are take it from their opening."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import choice

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

CONTRACTS = (
    "indefinite", "fixed_term", "project", "seasonal", "hourly", "trial", "initial_training",
)  # fmt: skip
COPIED = ("title", "municipality", "contract", "wage_is")


def upgrade() -> None:
    with op.batch_alter_table("placements") as table:
        table.add_column(sa.Column("title", sa.String(300)))
        table.add_column(sa.Column("municipality", sa.String(5)))
        table.add_column(sa.Column("contract", choice("contract", *CONTRACTS)))
        table.add_column(sa.Column("wage_is", choice("wage_is", "gross", "net")))
    for name in COPIED:
        op.execute(
            f"UPDATE placements SET {name} ="  # noqa: S608 names from this file
            f" (SELECT {name} FROM openings WHERE openings.id = placements.opening_id)"
        )
    with op.batch_alter_table("placements") as table:
        table.alter_column("title", existing_type=sa.String(300), nullable=False)
        table.alter_column("municipality", existing_type=sa.String(5), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("placements") as table:
        for name in ("contract", "wage_is"):
            table.drop_constraint(name, type_="check")
        for name in COPIED:
            table.drop_column(name)
