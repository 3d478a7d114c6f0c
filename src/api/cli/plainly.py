"""Every command's refusals in words."""

import locale
from typing import Any

import typer
from alembic.util import CommandError
from rich.console import Console
from sqlalchemy.exc import DBAPIError
from typer.core import TyperGroup

from models.database_errors import DatabaseBusy, DatabaseUnavailable
from services.errors import PuenteError
from services.wording import say

wrong = Console(stderr=True)


class Plainly(TyperGroup):
    """A refusal is a sentence and exit status 1, not a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except PuenteError as error:
            _tell(error)
        except (DatabaseBusy, DatabaseUnavailable, DBAPIError, CommandError) as error:
            _say(f"The database refused: {_innermost(error)}")
        except OSError as error:
            _say(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "))
        raise typer.Exit(1)


def spoken() -> str:
    """Spanish on a terminal set to it, else English."""
    found = (locale.getlocale()[0] or "").lower()
    return "es" if found.startswith(("es_", "spanish")) or found == "es" else "en"


def _tell(error: PuenteError) -> None:
    lang = spoken()
    _say(say(error.message, lang, **error.subject))
    for found in error.errors:
        wrong.print(f"{found.pointer}: {say(found.message, lang, **found.context)}", markup=False)


def _say(sentence: str) -> None:
    # No markup: a file or a field may be called [bold].
    wrong.print(sentence, style="red", markup=False, soft_wrap=True)


def _innermost(error: BaseException) -> str:
    """The driver's own words, first line: SQLAlchemy adds the statement and a link."""
    refused = error.__cause__ if isinstance(error.__cause__, DBAPIError) else error
    said = refused.orig if isinstance(refused, DBAPIError) else error
    return str(said).strip().partition("\n")[0]
