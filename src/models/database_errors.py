"""What can be wrong with the database itself, in words that services may answer to."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import ExceptionContext
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

# PostgreSQL: serialization failure, deadlock, lock not available, too many connections.
_BUSY_STATES = {"40001", "40P01", "55P03", "53300"}
# The tables are not those of this program: not a matter of waiting.
_OTHER_TABLES = ("no such table", "no such column")
_BUSY_WORDS = ("database is locked", "database table is locked", "database is busy")


class DatabaseBusy(Exception):
    """Others held the database for too long. Nothing was written; the caller may try again."""


class DatabaseUnavailable(Exception):
    """The database cannot be reached or cannot write (full, read-only). Nothing was written."""


@contextmanager
def translated() -> Iterator[None]:
    try:
        yield
    except PoolTimeout as error:
        raise DatabaseBusy("waited too long for a turn at the database") from error
    except OperationalError as error:
        raise _meaning_of(error) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise DatabaseUnavailable("the connection was lost") from error
        raise


def hide_values(error: BaseException | None) -> None:
    """Cuts what PostgreSQL adds to its message: details and context that repeat values."""
    primary = getattr(getattr(error, "diag", None), "message_primary", None)
    if error is not None and primary:
        error.args = (primary,)


def hide_values_of(context: ExceptionContext) -> None:
    """For the engine's error event."""
    hide_values(context.original_exception)
    if context.sqlalchemy_exception is not None:
        kind = type(context.original_exception).__name__
        context.sqlalchemy_exception.args = (f"({kind}) {context.original_exception}",)


def _meaning_of(error: OperationalError) -> Exception:
    state = getattr(error.orig, "sqlstate", None)
    if state in _BUSY_STATES or any(word in str(error.orig) for word in _BUSY_WORDS):
        return DatabaseBusy("others held the database for too long")
    if (state and state[:2] == "42") or str(error.orig).startswith(_OTHER_TABLES):
        return error
    return DatabaseUnavailable("the database cannot be reached or cannot write")
