"""An SQLite file that is removed or replaced under a process, and who has one open."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from models.center import Center
from models.crypto import Keyring
from models.database import Database, connect, sqlite_module
from models.database_errors import DatabaseUnavailable
from models.sqlite_files import is_held
from tests.factories import make_center


@pytest.fixture
def file(sqlite_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sqlite_template, tmp_path / "puente.db"))


@pytest.fixture
def opened(file: Path, keyring: Keyring) -> Iterator[Database]:
    database = connect(f"sqlite:///{file}", keyring)
    with database.write() as session:
        make_center(session)
    yield database
    database.close()


def removed(file: Path) -> None:
    file.unlink()


def replaced(file: Path) -> None:
    shutil.copy(file, file.with_suffix(".new"))
    file.with_suffix(".new").replace(file)


def count(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Center)) or 0


@pytest.mark.parametrize("gone", [removed, replaced])
def test_nothing_is_written_to_a_file_that_has_lost_its_place(
    file: Path, opened: Database, gone: Callable[[Path], None]
) -> None:
    gone(file)

    with pytest.raises(DatabaseUnavailable, match="restart"), opened.write() as session:
        make_center(session)
    with pytest.raises(DatabaseUnavailable, match="restart"):
        opened.ping()


def test_after_closing_the_file_of_the_day_is_opened(file: Path, opened: Database) -> None:
    replaced(file)
    opened.close()

    assert count(opened) >= 0


def test_an_open_database_is_held_and_a_closed_one_is_not(file: Path, opened: Database) -> None:
    assert is_held(sqlite_module(), file)

    opened.close()

    assert not is_held(sqlite_module(), file)


def test_who_looks_takes_nothing_away(file: Path, opened: Database) -> None:
    before = count(opened)

    is_held(sqlite_module(), file)

    assert count(opened) == before
    with opened.write() as session:
        make_center(session)
    assert count(opened) == before + 1
