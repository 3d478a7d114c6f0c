"""What is typed after a command, under the same rules as what is sent over HTTP."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, Any, TypeVar
from uuid import UUID

import typer
from pydantic import TypeAdapter, ValidationError

from services.errors import N_, Malformed, UnreadableFile
from services.fields import Schema, State
from services.validation import from_validation


class Lang(StrEnum):
    ES = "es"
    EN = "en"


S = TypeVar("S", bound=Schema)
R = TypeVar("R")


def given(shape: type[S], **fields: Any) -> S:
    """Raises Malformed with a sentence for each field."""
    try:
        return shape.model_validate(fields)
    except ValidationError as error:
        raise Malformed(errors=from_validation(error)) from error


def _known_state(code: str | None) -> str | None:
    try:
        return STATE.validate_python(code)
    except ValidationError as error:
        raise Malformed(errors=from_validation(error, "--state")) from error


def check_not_read(out: Path, option: str, *read: Path) -> None:
    """What is written would take the place of what is read."""
    if out.exists() and any(file.exists() and out.samefile(file) for file in read):
        raise typer.BadParameter(f"{out} is a file that is read", param_hint=option)


def check_there(file: Path) -> None:
    """Before its name is judged. Raises UnreadableFile."""
    if not file.exists():
        raise UnreadableFile(kind=file.name, why=N_("there is no such file"))


def some_of(rows: Iterator[R], file: Path) -> Iterator[R]:
    """As they are. Raises UnreadableFile where there are none: a feed broke at its source."""
    first = list(islice(rows, 1))
    if not first:
        raise UnreadableFile(kind=file.name, why=N_("it holds no rows"))
    return chain(first, rows)


def read_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise typer.BadParameter("give an id as the service shows it") from error


STATE: TypeAdapter[str | None] = TypeAdapter(State | None)
StateOption = Annotated[
    str | None, typer.Option(help="Two digits: openings there.", callback=_known_state)
]
