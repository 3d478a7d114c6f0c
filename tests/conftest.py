"""Databases for tests: SQLite and PostgreSQL, built by the migrations, clean for every test.

`database` gives each test an empty one that it may write to and commit; `session` is a write
session whose work is undone. A test that takes either runs once on each.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, text
from sqlalchemy.orm import Session

from models import migrate
from models.crypto import Keyring
from models.database import Database, connect, plain_engine
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
    engine = plain_engine(postgresql_url)
    yield engine
    engine.dispose()


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty, migrated database."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        folder: Path = request.getfixturevalue("tmp_path")
        return f"sqlite:///{shutil.copy(template, folder / 'puente.db')}"
    engine: Engine = request.getfixturevalue("postgresql_engine")
    with engine.begin() as connection:
        connection.execute(text(EMPTY))
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture
def database(database_url: str, keyring: Keyring) -> Iterator[Database]:
    opened = connect(database_url, keyring)
    yield opened
    opened.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    writing = database.write()
    yield writing.__enter__()
    writing.__exit__(Undo, Undo(), None)
