"""Engines and sessions. Transactions end here and nowhere else.

`db.write()` commits at exit and rolls back on any error; its transaction begins with the first
statement. On SQLite it is BEGIN IMMEDIATE over a pool of one connection, so writers of a process
queue for it; a second `write()` inside a first one waits in vain and ends in `DatabaseBusy`.
`db.read()` is a read-only snapshot on both databases.
"""

import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic_core import from_json
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    QueuePool,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.orm import Session, sessionmaker

from models.audit import write_pending
from models.crypto import Keyring
from models.database_errors import hide_values_of, translated
from models.feed import announce_flushed
from models.pending import forget_after, mark
from models.sealing import use_keyring
from models.sqlite_files import WatchedFile
from models.tables import metadata  # noqa: F401 - a session needs every table mapped

WAIT_SECONDS = 5.0
WRITE_WAIT_SECONDS = 15.0


class Database:
    def __init__(self, writer: Engine, reader: Engine, file: WatchedFile | None = None) -> None:
        self.engine = writer
        self._reader = reader
        self._file = file
        self._write_sessions = sessionmaker(writer, expire_on_commit=False)
        event.listen(self._write_sessions, "after_flush", announce_flushed)
        event.listen(self._write_sessions, "before_commit", write_pending)
        self._read_sessions = sessionmaker(reader, expire_on_commit=False, autoflush=False)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @property
    def reads_at_once(self) -> bool:
        """A read waits for nobody: SQLite, with a connection that is open and not in use."""
        pool = self._reader.pool
        return self.is_sqlite and isinstance(pool, QueuePool) and pool.checkedin() > 0

    @contextmanager
    def write(self) -> Iterator[Session]:
        self._check_file()
        with translated(), self._write_sessions.begin() as session:
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        self._check_file()
        # There is nothing to commit: it ends by being closed.
        with translated(), self._read_sessions() as session:
            yield session

    def ping(self) -> None:
        """Raises `DatabaseUnavailable` or `DatabaseBusy` when the database gives no answer."""
        with self.read() as session:
            session.execute(text("SELECT 1"))

    def close(self) -> None:
        self.engine.dispose()
        self._reader.dispose()
        if self._file is not None:
            self._file.forget()

    def _check_file(self) -> None:
        if self._file is not None:
            self._file.check()


@contextmanager
def savepoint(session: Session) -> Iterator[None]:
    """What is done inside is undone, alone, when an error leaves the block."""
    pending = mark(session)
    try:
        with session.begin_nested():
            yield
    except BaseException:
        forget_after(session, pending)
        raise


def connect(url: str, keyring: Keyring, *, write_wait: float = WRITE_WAIT_SECONDS) -> Database:
    """`url` is `sqlite:///var/puente.db` or `postgresql://user:password@host/name`."""
    parsed = driver_url(url)
    sqlite = parsed.get_backend_name() == "sqlite"
    database = _sqlite(parsed, write_wait) if sqlite else _postgresql(parsed, write_wait)
    for engine in (database.engine, database._reader):
        use_keyring(engine.dialect, keyring)
    return database


def driver_url(url: str) -> URL:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if not parsed.database or parsed.database == ":memory:":
            raise ValueError("SQLite needs a file: sqlite:///var/puente.db")
        return parsed
    if parsed.get_backend_name() in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    raise ValueError("a database URL starts with sqlite:/// or postgresql://")


def plain_engine(url: str) -> Engine:
    """One connection at a time, for migrations: no pool, no keys, no time limit on locks."""
    parsed = driver_url(url)
    if parsed.get_backend_name() == "sqlite":
        _make_folder(parsed)
        options: dict[str, Any] = {"module": sqlite_module(), "connect_args": _SQLITE_ARGUMENTS}
        engine = create_engine(parsed, poolclass=NullPool, hide_parameters=True, **options)
        _prepare_sqlite(
            engine, begin="BEGIN IMMEDIATE", pragmas=("journal_mode=WAL", "foreign_keys=OFF")
        )
        return engine
    return create_engine(parsed, poolclass=NullPool, hide_parameters=True)


_SQLITE_ARGUMENTS = {"isolation_level": None, "check_same_thread": False, "timeout": WAIT_SECONDS}
_SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")


def _sqlite(url: URL, write_wait: float) -> Database:
    _make_folder(url)
    common: dict[str, Any] = {
        "module": sqlite_module(),
        "connect_args": _SQLITE_ARGUMENTS,
        "hide_parameters": True,
        "json_deserializer": _from_json,
    }
    writer = create_engine(url, pool_size=1, max_overflow=0, pool_timeout=write_wait, **common)
    reader = create_engine(url, pool_size=10, max_overflow=30, pool_timeout=WAIT_SECONDS, **common)
    _prepare_sqlite(writer, begin="BEGIN IMMEDIATE", pragmas=_SQLITE_PRAGMAS)
    _prepare_sqlite(reader, begin="BEGIN", pragmas=(*_SQLITE_PRAGMAS, "query_only=ON"))
    file = WatchedFile(Path(url.database or ""))
    for engine in (writer, reader):
        event.listen(engine, "connect", lambda *_: file.opened())
    return Database(writer, reader, file)


def _postgresql(url: URL, write_wait: float) -> Database:
    milliseconds = int(write_wait * 1000)
    writer = create_engine(
        url,
        pool_size=10,
        max_overflow=10,
        pool_timeout=WAIT_SECONDS,
        pool_pre_ping=True,
        hide_parameters=True,
        json_deserializer=_from_json,
        connect_args={
            "connect_timeout": int(WAIT_SECONDS),
            "options": f"-c timezone=UTC -c lock_timeout={milliseconds}",
        },
    )
    event.listen(writer, "handle_error", hide_values_of)
    reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Database(writer, reader)


def _from_json(text: str | bytes) -> Any:
    """As `json.loads`, in a third of the time."""
    try:
        return from_json(text)
    except ValueError:
        # Half of a surrogate pair, which only Python writes and reads.
        return json.loads(text)


def _prepare_sqlite(engine: Engine, *, begin: str, pragmas: tuple[str, ...]) -> None:
    def set_pragmas(connection: Any, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "begin", begin_transaction)


def sqlite_module() -> ModuleType:
    """The bundled SQLite, or the system's, which may have the WAL-reset race, with a warning."""
    if find_spec("pysqlite3"):
        return import_module("pysqlite3.dbapi2")
    warnings.warn("pysqlite3 is missing: using the system's SQLite", RuntimeWarning, stacklevel=2)
    return import_module("sqlite3")


def _make_folder(url: URL) -> None:
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
