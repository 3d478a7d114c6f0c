"""Bring a database's tables to the newest version."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.orm import Session

from models.database import plain_engine
from models.tables import metadata

INSTALLED = Path(__file__).parent / "migrations"
IN_CHECKOUT = Path(__file__).parents[2] / "migrations"


def upgrade(url: str, revision: str = "head") -> None:
    """Safe to call from several processes at once, and when there is nothing to do."""
    engine = plain_engine(url)
    try:
        command.upgrade(_config(engine), revision)
    finally:
        engine.dispose()


def downgrade(url: str, revision: str) -> None:
    engine = plain_engine(url)
    try:
        command.downgrade(_config(engine), revision)
    finally:
        engine.dispose()


def current(url: str) -> str | None:
    """The version a database stands at; None when it has none of our tables."""
    engine = plain_engine(url)
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def version_of(session: Session) -> str | None:
    """The same, in a session that is open: it waits for no writer."""
    if not inspect(session.connection()).has_table("alembic_version"):
        return None
    found: str | None = session.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def is_known(version: str) -> bool:
    """Whether this program has a migration of that name; one of a later program is not known."""
    script = ScriptDirectory.from_config(_config(None))
    return version in {found.revision for found in script.walk_revisions()}


@cache
def newest() -> str | None:
    """The single newest version; raises when two versions claim to be it."""
    return ScriptDirectory.from_config(_config(None)).get_current_head()


def is_current(url: str) -> bool:
    return current(url) == newest()


def drift(url: str) -> list[object]:
    """The differences between the tables of a migrated database and those of the models."""
    engine = plain_engine(url)
    with engine.connect() as connection:
        options = {"compare_server_default": False, "render_as_batch": True}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, metadata))


def _config(engine: Engine | None) -> Config:
    config = Config()
    folder = INSTALLED if INSTALLED.is_dir() else IN_CHECKOUT
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["engine"] = engine
    return config
