"""Consistent copies of the database, and putting one back."""

import shutil
import subprocess
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from models import feed
from models.database import connect, driver_url, sqlite_module
from models.tables import metadata
from services.errors import N_, ConfigurationError, Conflict
from services.runtime import keyring_of, open_database
from services.settings import Settings

SQLITE_START = b"SQLite format 3\0"


class DatabaseNotEmpty(Conflict):
    code = "database_not_empty"
    message = N_("The database holds data. Restore into an empty one.")


class BackupFailed(Conflict):
    code = "backup_failed"
    message = N_("The copy could not be made: %(why)s.")


def back_up(settings: Settings, file: Path) -> None:
    """SQLite by its own online copy, PostgreSQL by pg_dump's custom format."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if settings.is_sqlite:
        source = _sqlite_path(settings)
        if not source.is_file():
            raise BackupFailed(why=f"there is no database at {source}")
        _copy_sqlite(source, file)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={file}", settings)


def put_back(settings: Settings, file: Path) -> None:
    """Raises DatabaseNotEmpty rather than lose what is there."""
    if not file.is_file():
        raise ConfigurationError(what=f"there is no file {file}")
    if settings.is_sqlite:
        target = _sqlite_path(settings)
        _check_sqlite(file)
        if target.exists() and holds_data(settings):
            raise DatabaseNotEmpty
        target.parent.mkdir(parents=True, exist_ok=True)
        for leftover in (target, *(target.with_name(target.name + it) for it in ("-wal", "-shm"))):
            leftover.unlink(missing_ok=True)
        shutil.copy(file, target)
    else:
        if holds_data(settings):
            raise DatabaseNotEmpty
        _run("pg_restore", "--clean", "--if-exists", "--no-owner", str(file), settings)
        _forget_transaction_ids(settings)


def holds_data(settings: Settings) -> bool:
    """Whether any center is stored; False too for a database without tables."""
    database = open_database(settings)
    try:
        with database.read() as session:
            names = set(_tables(session))
            if not names & set(metadata.tables):
                return False
            return session.execute(text("SELECT 1 FROM centers LIMIT 1")).first() is not None
    finally:
        database.close()


def _tables(session: Session) -> list[str]:
    names: list[str] = inspect(session.connection()).get_table_names()
    return names


def _forget_transaction_ids(settings: Settings) -> None:
    """They are another server's: the change feed would wait for them for ever."""
    database = connect(settings.database_url, keyring_of(settings))
    try:
        with database.write() as session:
            feed.rebase(session)
    finally:
        database.close()


def _sqlite_path(settings: Settings) -> Path:
    return Path(driver_url(settings.database_url).database or "")


def _check_sqlite(file: Path) -> None:
    with file.open("rb") as copy:
        if copy.read(len(SQLITE_START)) != SQLITE_START:
            raise ConfigurationError(what=f"{file} is not a copy of an embedded database")


def _copy_sqlite(source: Path, target: Path) -> None:
    module = sqlite_module()
    taken, copy = module.connect(str(source)), module.connect(str(target))
    try:
        with copy:
            taken.backup(copy)
    finally:
        copy.close()
        taken.close()


def _run(program: str, *arguments: str | Settings) -> None:
    *options, settings = arguments
    assert isinstance(settings, Settings)  # noqa: S101 - the last argument, by construction
    path = shutil.which(program)
    if path is None:
        raise BackupFailed(why=f"{program} is not installed")
    url = driver_url(settings.database_url).set(drivername="postgresql")
    # The password goes by the environment: a command line can be read by everybody on the machine.
    address = url.set(password=None).render_as_string(hide_password=False)
    done = subprocess.run(  # noqa: S603 - our own arguments
        [path, *map(str, options), f"--dbname={address}"],
        capture_output=True,
        text=True,
        check=False,
        env=settings.with_password(url.password),
    )
    if done.returncode:
        raise BackupFailed(why=done.stderr.strip().splitlines()[-1] if done.stderr else program)
