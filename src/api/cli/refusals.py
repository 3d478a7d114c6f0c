"""Every command's refusals in words."""

import locale

from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError

from models.database_errors import DatabaseBusy, DatabaseUnavailable
from services.errors import N_, Malformed, PuenteError
from services.wording import say

NOT_RIGHT = N_("What was given is not right:")


def sentences_of(error: Exception) -> list[str]:
    """What is wrong, then each place; nothing for a fault that is the program's own."""
    if isinstance(error, PuenteError):
        return _refusal(error)
    if isinstance(error, DatabaseBusy | DatabaseUnavailable | DBAPIError | CommandError):
        return [f"The database refused: {_innermost(error)}"]
    if isinstance(error, OSError):
        return [f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")]
    return []


def spoken() -> str:
    """Spanish on a terminal set to it, else English."""
    found = (locale.getlocale()[0] or "").lower()
    return "es" if found.startswith(("es_", "spanish")) or found == "es" else "en"


def _refusal(error: PuenteError) -> list[str]:
    lang = spoken()
    places = [
        f"{_place(found.pointer)}: {say(found.message, lang, **found.context)}"
        for found in error.errors
    ]
    # Nothing was requested here, and the list follows.
    message = NOT_RIGHT if error.message == Malformed.message else error.message
    return [say(message, lang, **error.subject), *places]


def _place(pointer: str) -> str:
    """A field by its name; of a row of a file, where it stands there."""
    return pointer.removeprefix("/") if pointer.count("/") == 1 else pointer


def _innermost(error: BaseException) -> str:
    """The driver's own words, first line: SQLAlchemy adds the statement and a link."""
    refused = error.__cause__ if isinstance(error.__cause__, DBAPIError) else error
    said = refused.orig if isinstance(refused, DBAPIError) else error
    return str(said).strip().partition("\n")[0]
