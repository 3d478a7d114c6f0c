"""Answers to repeated requests are kept as the text that was sent, so a repeat is the same bytes.

JSONB orders the keys of what it keeps. Answers kept before are repeated as the same JSON.
"""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import Json

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TABLE = "idempotency_records"
UP = {
    "sqlite": "UPDATE idempotency_records SET body = json_extract(response, '$.body') "
    "WHERE response IS NOT NULL",
    "postgresql": "UPDATE idempotency_records SET body = (response->'body')::text "
    "WHERE response IS NOT NULL",
}
DOWN = {
    "sqlite": "UPDATE idempotency_records SET response = json_object('body', json(body)) "
    "WHERE body IS NOT NULL",
    "postgresql": "UPDATE idempotency_records SET response = "
    "jsonb_build_object('body', body::jsonb) WHERE body IS NOT NULL",
}


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("body", sa.Text()))
    op.execute(UP[op.get_bind().dialect.name])
    op.drop_column(TABLE, "response")


def downgrade() -> None:
    op.add_column(TABLE, sa.Column("response", Json))
    op.execute(DOWN[op.get_bind().dialect.name])
    op.drop_column(TABLE, "body")
