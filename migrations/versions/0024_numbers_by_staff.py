"""Which official numbers of a person staff recorded; empty: none, or not known."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import Json

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("seekers", sa.Column("numbers_by_staff", Json))


def downgrade() -> None:
    op.drop_column("seekers", "numbers_by_staff")
