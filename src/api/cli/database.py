"""The database that a command works on: there, migrated, with its key; closed at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.database import driver_url
from services.errors import ConfigurationError
from services.readiness import hindrances
from services.runtime import Runtime, open_runtime
from services.settings import Settings


@contextmanager
def ready(chosen: Settings) -> Iterator[Runtime]:
    """Raises ConfigurationError with what to do about it, before anything is made or changed."""
    _check_there(chosen)
    runtime = open_runtime(chosen)
    try:
        found = hindrances(runtime)
        if found:
            raise ConfigurationError(what="; ".join(found.values()))
        yield runtime
    finally:
        runtime.close()


def _check_there(chosen: Settings) -> None:
    """Connecting to an SQLite file that is not there would make an empty one."""
    file = Path(driver_url(chosen.database_url).database or "")
    if chosen.is_sqlite and not file.exists():
        raise ConfigurationError(what=f"there is no database at {file}: puente migrate makes it")
