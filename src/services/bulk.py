"""Many rows in one call: each is checked alone, then all or only the good ones are stored."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

import pydantic_core
from pydantic import ValidationError

from services.errors import BulkRefused, FieldError, Malformed, TooManyRows
from services.field_codes import field_error
from services.repeated_fields import readable_repeats
from services.validation import from_validation

Valid = TypeVar("Valid")
Prepared = TypeVar("Prepared")

MOST_ROWS = 10_000
MOST_ERRORS = 1000
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowResult:
    """`status`: created, updated, unchanged or refused. `index` counts the rows sent from 0.
    `standing` is where what was stored stands in its own lifecycle, and why."""

    index: int
    external_id: str | None
    status: str
    public_id: UUID | None = None
    errors: tuple[FieldError, ...] = ()
    standing: str | None = None
    review_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked(Generic[Prepared]):
    """The good rows, prepared, with their places; and what is wrong with the others."""

    places: Sequence[int]
    prepared: Sequence[Prepared]
    refused: Sequence[RowResult]

    def refuse_all(self) -> None:
        refuse_all(self.refused)


def refuse_all(results: Iterable[RowResult]) -> None:
    """All or nothing: raises BulkRefused naming every row to mend when there is one."""
    errors = [error for row in results if row.status == REFUSED for error in row.errors]
    if errors:
        raise BulkRefused(errors=errors[:MOST_ERRORS])


def records_of(body: bytes, *, is_lines: bool) -> Iterator[Any]:
    """A JSON array's items, or the lines of NDJSON; an unreadable line is an exception object.

    Raises Malformed when the body cannot be read or holds nothing, TooManyRows past the limit.
    """
    # Windows tools write one in front of any text.
    body = body.removeprefix(BOM_UTF8)
    if is_lines:
        lines = [line for line in body.splitlines() if line.strip()]
        _check_count(len(lines))
        return map(_line, _released(lines))
    # Before the rows are there: both at once would take twice the memory.
    twice = readable_repeats(body)
    records = _array(body)
    _check_count(len(records))
    for where in twice:
        row, _, field = where[1:].partition("/")
        records[int(row)] = _with_flaw(records[int(row)], f"/{field}")
    return _released(records)


def _array(body: bytes) -> list[Any]:
    try:
        records = pydantic_core.from_json(body)
    except ValueError as error:
        raise Malformed(errors=[_not_an_array(error)]) from error
    if not isinstance(records, list):
        raise Malformed(errors=[field_error("", "list_type.rows")])
    return records


@dataclass(frozen=True, slots=True)
class _Repeating:
    """A row with the pointers to its fields that stand twice."""

    row: Any
    fields: tuple[str, ...]


def _with_flaw(row: Any, field: str) -> _Repeating:
    if isinstance(row, _Repeating):
        return replace(row, fields=(*row.fields, field))
    return _Repeating(row, (field,))


def _released(rows: list[Any]) -> Iterator[Any]:
    """One by one, each given up: ten thousand parsed rows are 25 MB beside what is made of them."""
    rows.reverse()
    while rows:
        yield rows.pop()


PLACE = re.compile(r"line (\d+) column (\d+)")


def _not_an_array(error: ValueError) -> FieldError:
    place = PLACE.search(str(error))
    if place is None or place[2] == "0":
        return field_error("", "json_invalid.array")
    return field_error("", "json_invalid.array_at", line=place[1], column=place[2])


def _check_count(rows: int) -> None:
    """Nothing at all is a feed that broke at its source, not one without news."""
    if not rows:
        raise Malformed(errors=[field_error("", "too_short.empty")])
    if rows > MOST_ROWS:
        raise TooManyRows(most=MOST_ROWS)


def _line(line: bytes) -> Any:
    try:
        row = pydantic_core.from_json(line)
    except ValueError as error:
        return error
    twice = readable_repeats(line)
    return _Repeating(row, tuple(twice)) if twice else row


def check(
    records: Iterable[Any],
    read: Callable[[Any], Valid],
    name: Callable[[Valid], Hashable | None],
) -> tuple[dict[int, Valid], list[RowResult]]:
    """Good rows by place, and the refused. `read` raises ValidationError or Malformed; a `name`
    may come once only, None is no name."""
    good: dict[int, Valid] = {}
    refused: list[RowResult] = []
    seen: dict[Hashable, int] = {}
    for index, record in enumerate(records):
        try:
            row = read(_readable(record))
            _check_first(seen, name(row), index)
        except ValidationError as error:
            refused.append(_refusal(index, record, from_validation(error)))
        except Malformed as error:
            refused.append(_refusal(index, record, error.errors))
        else:
            good[index] = row
    return good, refused


def _readable(record: Any) -> Any:
    if isinstance(record, ValueError):
        raise Malformed(errors=[field_error("", "json_invalid.line")])
    if isinstance(record, _Repeating):
        raise Malformed(errors=[field_error(it, "repeated_field") for it in record.fields])
    return record


def _check_first(seen: dict[Hashable, int], name: Hashable | None, index: int) -> None:
    if name is None:
        return
    first = seen.setdefault(name, index)
    if first != index:
        raise Malformed(errors=[field_error("/external_id", "duplicate_row", first=first)])


def _refusal(index: int, record: Any, errors: Sequence[FieldError]) -> RowResult:
    row = record.row if isinstance(record, _Repeating) else record
    named = row.get("external_id") if isinstance(row, Mapping) else None
    return refused_row(index, named if isinstance(named, str) else None, errors)


def refused_row(index: int, external_id: str | None, errors: Sequence[FieldError]) -> RowResult:
    """Pointers begin with the row's place, so that a list of many rows' errors can be followed."""
    placed = tuple(replace(error, pointer=f"/{index}{error.pointer}") for error in errors)
    return RowResult(index, external_id, REFUSED, errors=placed)
