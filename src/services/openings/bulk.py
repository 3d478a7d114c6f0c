"""Many openings in one call: every row checked, then all or the good ones stored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pydantic_core
from pydantic import ValidationError
from sqlalchemy.orm import Session

from models.employer import Employer
from services.access.actor import Actor
from services.errors import N_, BulkRefused, FieldError, Malformed, TooManyRows
from services.openings.prepare import PreparedOpening, prepare
from services.openings.schemas import OpeningIn
from services.openings.store import store
from services.validation import from_validation

MOST_ROWS = 10_000
DUPLICATE = N_("This external_id stands in an earlier row of the same request: row %(first)s.")


@dataclass(frozen=True, slots=True)
class RowResult:
    """`status`: created, updated, unchanged or refused."""

    index: int
    external_id: str | None
    status: str
    public_id: UUID | None = None
    opening_status: str | None = None
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedRows:
    """The good rows, prepared, with their places; and what is wrong with the others."""

    places: Sequence[int]
    prepared: Sequence[PreparedOpening]
    refused: Sequence[RowResult]


def records_of(body: bytes, *, is_lines: bool) -> Iterator[Any]:
    """A JSON array's items, or the lines of NDJSON; an unreadable line is an exception object.

    Raises Malformed when the body as a whole cannot be read, TooManyRows past the limit.
    """
    if is_lines:
        lines = [line for line in body.splitlines() if line.strip()]
        _check_count(len(lines))
        return map(_line, lines)
    try:
        records = pydantic_core.from_json(body)
    except ValueError as error:
        raise Malformed(errors=[FieldError("", "json_invalid", NOT_JSON)]) from error
    if not isinstance(records, list):
        raise Malformed(errors=[FieldError("", "list_type", NOT_A_LIST)])
    _check_count(len(records))
    return iter(records)


NOT_JSON = N_("Send a JSON array, or one JSON object a line as application/x-ndjson.")
NOT_A_LIST = N_("Send a JSON array of openings.")


def _check_count(rows: int) -> None:
    if rows > MOST_ROWS:
        raise TooManyRows(most=MOST_ROWS)


def _line(line: bytes) -> Any:
    try:
        return pydantic_core.from_json(line)
    except ValueError as error:
        return error


def check_rows(records: Iterable[Any], *, today: date) -> CheckedRows:
    """No database: validated, linked, and checked for the same external id twice."""
    good: dict[int, OpeningIn] = {}
    refused: list[RowResult] = []
    seen: dict[str, int] = {}
    for index, record in enumerate(records):
        try:
            opening = OpeningIn.model_validate(_object(record))
            _check_first(seen, opening.external_id, index)
        except ValidationError as error:
            refused.append(_refusal(index, record, from_validation(error, f"/{index}")))
        except Malformed as error:
            refused.append(_refusal(index, record, error.errors))
        else:
            good[index] = opening
    pairs = [(opening.external_id, opening) for opening in good.values()]
    return CheckedRows(list(good), prepare(pairs, today=today), refused)


def _object(record: Any) -> Any:
    if isinstance(record, ValueError):
        raise Malformed(errors=[FieldError("", "json_invalid", NOT_JSON_LINE)])
    return record


NOT_JSON_LINE = N_("This line is not JSON.")


def _check_first(seen: dict[str, int], external_id: str, index: int) -> None:
    first = seen.setdefault(external_id, index)
    if first != index:
        raise Malformed(
            errors=[
                FieldError(f"/{index}/external_id", "duplicate_row", DUPLICATE, {"first": first})
            ]
        )


def _refusal(index: int, record: Any, errors: Sequence[FieldError]) -> RowResult:
    named = record.get("external_id") if isinstance(record, Mapping) else None
    external_id = named if isinstance(named, str) else None
    return RowResult(index, external_id, "refused", errors=tuple(errors))


def store_rows(
    session: Session, actor: Actor, employer: Employer, rows: CheckedRows, *, now: datetime
) -> list[RowResult]:
    """The good rows; results of all, in the order sent."""
    stored = store(session, actor, employer, rows.prepared, now=now)
    results = [
        RowResult(index, done.external_id, str(done.outcome), done.public_id, str(done.status))
        for index, done in zip(rows.places, stored, strict=True)
    ]
    return sorted([*results, *rows.refused], key=lambda result: result.index)


def refuse_all(rows: CheckedRows) -> None:
    """All or nothing: raises BulkRefused naming every row to mend when there is one."""
    if rows.refused:
        raise BulkRefused(errors=[error for row in rows.refused for error in row.errors][:1000])
