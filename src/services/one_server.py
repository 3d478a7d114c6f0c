"""On SQLite one process is meant to serve: of several each has its own index, and waits for the
others to write."""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.database import driver_url
from services.settings import Settings

SUFFIX = ".serving"

logger = logging.getLogger(__name__)


@contextmanager
def serving(settings: Settings) -> Iterator[None]:
    """Warns where another process serves the same file already: answers stay right."""
    if not settings.is_sqlite:
        yield
        return
    file = Path(driver_url(settings.database_url).database or "")
    # A file of its own: to close the database's a second time would drop SQLite's locks on it.
    with file.with_name(file.name + SUFFIX).open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            logger.warning(
                "Another puente serve works on this file: each waits for the other to write."
                " For several there is PostgreSQL",
                extra={"database": str(file)},
            )
        yield
