"""On SQLite one process serves: each holds its own index and its own turn to write."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.database import driver_url
from services.errors import N_, Conflict
from services.settings import Settings

SUFFIX = ".serving"


class AlreadyServed(Conflict):
    code = "already_served"
    message = N_(
        "Another puente serve works on %(file)s. On SQLite run one; for several there is "
        "PostgreSQL."
    )


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Raises AlreadyServed while another process serves the same file. The end of the process, a
    sudden one too, makes room."""
    if not settings.is_sqlite:
        yield
        return
    file = Path(driver_url(settings.database_url).database or "")
    # A file of its own: to close the database's a second time would drop SQLite's locks on it.
    with file.with_name(file.name + SUFFIX).open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyServed(file=file) from error
        yield
