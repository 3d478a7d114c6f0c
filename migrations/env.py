"""Runs the migrations over the engine that `models.migrate` puts into the configuration."""

from alembic import context
from sqlalchemy import Connection, Engine, text

from models.tables import metadata

# Two processes that start together must not migrate at the same time.
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7261048)")


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(ONE_AT_A_TIME)
        context.run_migrations()


engine: Engine = context.config.attributes["engine"]
with engine.connect() as open_connection:
    run(open_connection)
