"""`puente`: everything an operator does at a terminal."""

import typer

from api.cli.commands import Puente

app = typer.Typer(
    name="puente", cls=Puente, no_args_is_help=True, pretty_exceptions_show_locals=False
)


@app.callback()
def puente() -> None:
    """Puente: job matching for people in labor mobility."""
