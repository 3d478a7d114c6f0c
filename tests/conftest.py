"""Databases for tests: SQLite and PostgreSQL, built by the migrations, clean for every test.

`database` gives each test an empty one that it may write to and commit; `session` is a write
session whose work is undone. A test that takes either runs once on each.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, delete, text
from sqlalchemy.orm import Session

from models import migrate
from models.crypto import Keyring
from models.database import Database, connect, driver_url, sqlite_module
from models.tables import metadata
from tests import postgres

BACKENDS = ("sqlite", "postgresql")
EMPTY = "; ".join(
    [
        # As a replica the server runs no triggers: append-only rows go too.
        "SET lock_timeout = '10s'; SET session_replication_role = replica",
        *(str(delete(table)) for table in metadata.sorted_tables),
        "INSERT INTO audit_head (id, sequence, hash) VALUES (1, 0, 'start')",
    ]
)


class Undo(Exception):
    """Leaves a write session so that it rolls back."""


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    return Keyring.from_secret("a secret for tests only, of no worth")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "puente.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    with postgres.server() as url:
        migrate.upgrade(url)
        yield url


@pytest.fixture(scope="session")
def postgresql_engine(postgresql_url: str) -> Iterator[Engine]:
    engine = create_engine(driver_url(postgresql_url), pool_size=1)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_url(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    copy = shutil.copy(sqlite_template, tmp_path_factory.mktemp("sqlite") / "puente.db")
    return f"sqlite:///{copy}"


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty, migrated database."""
    if request.param == "sqlite":
        url: str = request.getfixturevalue("sqlite_url")
        empty_sqlite(request.getfixturevalue("sqlite_template"), Path(url[len("sqlite:///") :]))
    else:
        url = request.getfixturevalue("postgresql_url")
        empty_postgresql(request.getfixturevalue("postgresql_engine"))
    return url


def empty_sqlite(template: Path, path: Path) -> None:
    """Copies the template's pages over the file, which may be open."""
    dbapi = sqlite_module()
    with closing(dbapi.connect(template)) as source, closing(dbapi.connect(path)) as target:
        target.execute("PRAGMA synchronous = OFF")
        source.backup(target)


def empty_postgresql(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text(EMPTY))


@pytest.fixture(scope="session")
def databases(keyring: Keyring) -> Iterator[Callable[[str], Database]]:
    """One engine a database for the whole run, so that each statement is compiled once."""
    with ExitStack() as opened:

        @cache
        def open_once(url: str) -> Database:
            database = connect(url, keyring)
            opened.callback(database.close)
            return database

        yield open_once


@pytest.fixture
def database(database_url: str, databases: Callable[[str], Database]) -> Database:
    return databases(database_url)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    writing = database.write()
    yield writing.__enter__()
    writing.__exit__(Undo, Undo(), None)
