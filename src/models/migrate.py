"""Bring a database's tables to the newest version."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import URL, Engine

from models.database import driver_url, plain_engine
from models.tables import metadata
from models.versions import migrations, newest

OWN = 0o600


def upgrade(url: str, revision: str = "head") -> None:
    """Safe to call from several processes at once, and when there is nothing to do."""
    _make_file(driver_url(url))
    engine = plain_engine(url)
    try:
        command.upgrade(_config(engine), revision)
    finally:
        engine.dispose()


def _make_file(url: URL) -> None:
    """A new SQLite file is its owner's alone, as what SQLite will keep beside it. Its folder is
    made, one that should hold this folder is not."""
    if url.get_backend_name() == "sqlite" and url.database:
        path = Path(url.database)
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            path.touch(mode=OWN)


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


def is_current(url: str) -> bool:
    return current(url) == newest()


def drift(url: str) -> list[object]:
    """The differences between the tables of a migrated database and those of the models."""
    engine = plain_engine(url)
    with engine.connect() as connection:
        options = {"compare_server_default": False, "render_as_batch": True}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, metadata))


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    config.attributes["engine"] = engine
    return config
