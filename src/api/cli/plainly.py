"""Every command's refusals in words."""

from typing import Any

import typer
from rich.console import Console
from typer.core import TyperGroup

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
            raise typer.Exit(1) from error


def _tell(error: PuenteError) -> None:
    # No markup: a file or a field may be called [bold].
    wrong.print(say(error.message, "en", **error.subject), style="red", markup=False)
    for found in error.errors:
        wrong.print(f"{found.pointer}: {say(found.message, 'en', **found.context)}", markup=False)
