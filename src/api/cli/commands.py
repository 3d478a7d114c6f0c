"""Which module holds which command. A command loads what it needs, and no more: linking starts
without a database's libraries."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

import typer
from rich.console import Console
from typer.core import TyperGroup
from typer.main import get_group

from matching.without import without
from services.collecting import loading

MODULES: Mapping[str, str] = {
    "serve": "operations",
    "worker": "operations",
    "migrate": "operations",
    "backup": "operations",
    "restore": "operations",
    "check-consistency": "operations",
    "audit": "auditing",
    "link": "words",
    "ingest": "files",
    "match-report": "files",
    "fairness-report": "planning",
    "assign": "planning",
    "runs": "runs",
    "rank": "rank",
    "staff": "accounts",
    "employer": "employers",
    "key": "accounts",
}

# Coverage and settings of numba's own that are not used here, and what would draw tracebacks, which
# the log does not quote: a tenth of a second.
NOT_NEEDED = ("coverage", "yaml", "rich.pretty", "rich.traceback")

wrong = Console(stderr=True)


class Commands(Mapping[str, Any]):
    """By name, each loaded when it is first asked for."""

    def __getitem__(self, name: str) -> Any:
        return commands_of(MODULES[name])[name]

    def __iter__(self) -> Iterator[str]:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)


@cache
def commands_of(module: str) -> Mapping[str, Any]:
    part = typer.Typer()
    with loading(), without(*NOT_NEEDED):
        import_module(f"api.cli.{module}").add_to(part)
    return get_group(part).commands


class Puente(TyperGroup):
    """A refusal is a sentence and exit status 1, not a traceback."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands: Any = Commands()

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            sentences = import_module("api.cli.refusals").sentences_of(error)
            if not sentences:
                raise
            _say(sentences)
        raise typer.Exit(1)


def _say(sentences: list[str]) -> None:
    # No markup: a file or a field may be called [bold].
    first, *others = sentences
    wrong.print(first, style="red", markup=False, soft_wrap=True)
    for sentence in others:
        wrong.print(sentence, markup=False)
