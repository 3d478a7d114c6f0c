"""`puente`: everything an operator does at a terminal."""

import typer

from api.cli import accounts, files, operations, planning, rank, words
from api.cli.plainly import Plainly

app = typer.Typer(
    name="puente",
    cls=Plainly,
    help="Puente: job matching for people in labor mobility.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)
operations.add_to(app)
words.add_to(app)
files.add_to(app)
planning.add_to(app)
rank.add_to(app)
accounts.add_to(app)

__all__ = ["accounts", "app", "files", "operations", "planning", "rank", "words"]
