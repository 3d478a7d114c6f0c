"""Consistent copies of the database, and putting one back."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from models import feed
from models.database import connect, driver_url, sqlite_module
from models.sqlite_files import is_held
from models.tables import metadata
from services.backup_seals import flaw_of, seal, seal_of
from services.errors import N_, Conflict, Malformed, NotFound
from services.runtime import keyring_of, open_database
from services.settings import Settings

SQLITE_START = b"SQLite format 3\0"
# Work histories, places and hashes of keys stand in it without a seal.
OWN = 0o600
POSTGRESQL_START = b"PGDMP"


class DatabaseNotEmpty(Conflict):
    code = "database_not_empty"
    message = N_("The database holds data. Restore into an empty one.")


class DatabaseInUse(Conflict):
    code = "database_in_use"
    message = N_("Another process has %(file)s open. Stop puente serve and puente worker first.")


class BackupFailed(Conflict):
    code = "backup_failed"
    message = N_("The copy could not be made: %(why)s.")


class CopyNotThere(NotFound):
    code = "copy_not_there"
    message = N_("There is no file %(file)s. Nothing was restored.")


class NotACopy(Malformed):
    code = "not_a_copy"
    message = N_("%(file)s is not a copy of this kind of database. Nothing was restored.")


class CopyDamaged(Conflict):
    code = "copy_damaged"
    message = N_("%(file)s is damaged: %(why)s. Nothing was restored.")


class RestoreFailed(Conflict):
    code = "restore_failed"
    message = N_("The copy could not be restored: %(why)s.")


def back_up(settings: Settings, file: Path, *, overwrite: bool = False) -> None:
    """SQLite by its own online copy, PostgreSQL by pg_dump's custom format; sealed, and for its
    owner alone. Told to, it takes the place of an earlier copy once it is whole.

    Raises BackupFailed before anything is written: a folder that is missing may be that of a disk
    which is not there.
    """
    _check_free_for_a_copy(file, overwrite=overwrite)
    with _beside(file) as made:
        if settings.is_sqlite:
            source = sqlite_path(settings)
            if not source.is_file():
                raise BackupFailed(why=f"there is no database at {source}")
            _copy_sqlite(source, made)
        else:
            options = ("--format=custom", "--no-owner", f"--file={made}")
            _run("pg_dump", *options, _address(settings), settings=settings, failed=_not_copied)
        seal(made)


def _check_free_for_a_copy(file: Path, *, overwrite: bool) -> None:
    if not file.parent.is_dir():
        raise BackupFailed(why=f"there is no folder {file.parent}")
    if file.is_dir():
        raise BackupFailed(why=f"{file} is a folder; name a file in it")
    if file.exists() and not overwrite:
        raise BackupFailed(why=f"{file} is there already; --overwrite puts the copy in its place")


def put_back(settings: Settings, file: Path) -> bool:
    """Whether the copy was sealed; one that is not is checked as far as its format allows.

    Raises CopyNotThere, NotACopy, CopyDamaged, DatabaseInUse or DatabaseNotEmpty before anything
    is written.
    """
    if not file.is_file():
        raise CopyNotThere(file=file)
    _check_kind(file, SQLITE_START if settings.is_sqlite else POSTGRESQL_START)
    if settings.is_sqlite:
        check_free(settings)
        return _put_back_sqlite(file, sqlite_path(settings), settings)
    if holds_data(settings):
        raise DatabaseNotEmpty
    return _put_back_postgresql(file, settings)


def check_free(settings: Settings) -> None:
    """Raises DatabaseInUse: who has the file open would go on with it after it is gone."""
    path = sqlite_path(settings)
    if path.exists() and is_held(sqlite_module(), path):
        raise DatabaseInUse(file=path)


def _put_back_sqlite(file: Path, target: Path, settings: Settings) -> bool:
    if target.exists() and holds_data(settings):
        raise DatabaseNotEmpty
    is_sealed = _check_seal(file)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _beside(target) as made:
        shutil.copyfile(file, made)
        if is_sealed:
            _cut_seal(made)
        _check_sqlite(made, file)
        for leftover in sqlite_files(target):
            leftover.unlink(missing_ok=True)
    return is_sealed


def _put_back_postgresql(file: Path, settings: Settings) -> bool:
    """In one transaction: all of it or nothing."""
    is_sealed = _check_seal(file)
    # Reads every byte: a copy that ends too early is not noticed by its start.
    read = (f"--file={os.devnull}", str(file))
    _run("pg_restore", *read, settings=settings, failed=partial(_damaged, file))
    options = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
    written = (*options, _address(settings), str(file))
    _run("pg_restore", *written, settings=settings, failed=_not_restored)
    _forget_transaction_ids(settings)
    return is_sealed


def _check_kind(file: Path, start: bytes) -> None:
    with file.open("rb") as copy:
        if copy.read(len(start)) != start:
            raise NotACopy(file=file)


def _check_seal(file: Path) -> bool:
    """Whether there is one. Raises CopyDamaged."""
    said = seal_of(file)
    flaw = flaw_of(file, said) if said else None
    if flaw is not None:
        raise CopyDamaged(file=file, why=flaw)
    return said is not None


def _cut_seal(copy: Path) -> None:
    said = seal_of(copy)
    if said is not None:
        os.truncate(copy, said.length)


def _check_sqlite(made: Path, file: Path) -> None:
    """`made` has the bytes of `file`, for which it speaks."""
    module = sqlite_module()
    # Immutable: it is in the format of a write-ahead log, which would be made beside it.
    address = f"{made.resolve().as_uri()}?immutable=1"
    try:
        with closing(module.connect(address, uri=True)) as connection:
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except module.DatabaseError as error:
        raise CopyDamaged(file=file, why=error) from error
    if found != "ok":
        raise CopyDamaged(file=file, why=str(found).replace("\n", " "))


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A file to write, its owner's alone, which takes the place of `file` at the end, or goes."""
    made = file.with_name(f"{file.name}.part")
    made.unlink(missing_ok=True)
    try:
        made.touch(mode=OWN, exist_ok=False)
        yield made
        with made.open("rb") as written:
            os.fsync(written.fileno())
        made.replace(file)
    finally:
        made.unlink(missing_ok=True)


def sqlite_files(path: Path) -> tuple[Path, ...]:
    """The database and what SQLite keeps beside it."""
    return (path, *(path.with_name(path.name + it) for it in ("-wal", "-shm")))


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


def sqlite_path(settings: Settings) -> Path:
    return Path(driver_url(settings.database_url).database or "")


def _copy_sqlite(source: Path, target: Path) -> None:
    module = sqlite_module()
    with (
        closing(module.connect(str(source))) as taken,
        closing(module.connect(str(target))) as copy,
        copy,
    ):
        taken.backup(copy)


def _address(settings: Settings) -> str:
    # The password goes by the environment: a command line can be read by everybody on the machine.
    url = driver_url(settings.database_url).set(drivername="postgresql")._replace(password=None)
    return f"--dbname={url.render_as_string(hide_password=False)}"


def _not_copied(why: str) -> Conflict:
    return BackupFailed(why=why)


def _not_restored(why: str) -> Conflict:
    return RestoreFailed(why=why)


def _damaged(file: Path, why: str) -> Conflict:
    return CopyDamaged(file=file, why=why)


def _run(
    program: str, *arguments: str, settings: Settings, failed: Callable[[str], Conflict]
) -> None:
    path = shutil.which(program)
    if path is None:
        raise failed(f"{program} is not installed")
    password = driver_url(settings.database_url).password
    done = subprocess.run(  # noqa: S603 - our own arguments
        [path, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=settings.with_password(password),
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise failed(said[-1] if said else program)
