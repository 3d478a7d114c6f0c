"""The year in which a person last did a piece of work; empty: still, or not said."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import RowId

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("seeker_occupations", sa.Column("last_year", RowId))


def downgrade() -> None:
    op.drop_column("seeker_occupations", "last_year")
