"""An SQLite file while it is open: who else has it, and whether it still stands at its path."""

import os
from contextlib import closing
from pathlib import Path
from types import ModuleType

from models.database_errors import DatabaseUnavailable

GONE = "the file of the database was removed or replaced while it was open: restart the service"

Identity = tuple[int, int]


class WatchedFile:
    """Whoever goes on writing to a file that has lost its name writes for nobody."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: Identity | None = None

    def opened(self) -> None:
        """Said at each connection; the first one counts."""
        if self._opened is None:
            self._opened = identity_of(self._path)

    def forget(self) -> None:
        self._opened = None

    def check(self) -> None:
        """Raises DatabaseUnavailable when another file, or none, has taken its place."""
        if self._opened is not None and identity_of(self._path) != self._opened:
            raise DatabaseUnavailable(GONE)


def identity_of(path: Path) -> Identity | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_held(module: ModuleType, path: Path) -> bool:
    """Whether anybody else has the database open. Nobody can leave the write-ahead log while
    somebody does; who opens it next comes back to it."""
    with closing(module.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except module.OperationalError:
            return True
    return bool(mode != "delete")
