"""A file of openings or people into the database: in blocks, each row with its result.

Every block is one transaction, and rows are found again by their external id (a row without one
gets a name from its content), so a run that was cut off is simply run again.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from models.database import Database
from services.bulk import RowResult
from services.collecting import paused
from services.errors import FieldError
from services.field_codes import field_error
from services.ingest.rows import FileRow

BLOCK = 2000
# How the names begin that rows get here.
NAMELESS = "row-"


# Checks and links a block's records without a database; the result stores them in a session.
Prepare = Callable[[Sequence[dict[str, Any]], datetime], Callable[[Session], Sequence[RowResult]]]


@dataclass(frozen=True, slots=True)
class LineResult:
    """`row` is the line or sheet row of the file."""

    row: int
    external_id: str | None
    status: str
    id: UUID | None = None
    errors: tuple[FieldError, ...] = ()


def ingest(
    database: Database, rows: Iterable[FileRow], prepare: Prepare, *, now: datetime
) -> Iterator[LineResult]:
    """Results in the order of the file, a block at a time, each after its commit."""
    remaining = iter(rows)
    seen: dict[tuple[str, str], int] = {}
    while block := _next(remaining):
        yield from _block(database, block, prepare, seen, now)


@paused()
def _next(rows: Iterator[FileRow]) -> list[FileRow]:
    return list(islice(rows, BLOCK))


def _block(
    database: Database,
    block: Sequence[FileRow],
    prepare: Prepare,
    seen: dict[tuple[str, str], int],
    now: datetime,
) -> list[LineResult]:
    results: dict[int, LineResult] = {}
    good: list[FileRow] = []
    for row in map(named, block):
        fault = _fault(row, seen)
        if fault is None:
            good.append(row)
        else:
            results[row.number] = fault
    store = prepare([row.record for row in good], now)
    with database.write() as session:
        stored = store(session)
    for result in stored:
        row = good[result.index]
        results[row.number] = LineResult(
            row.number, result.external_id, result.status, result.public_id, _local(result)
        )
    return [results[row.number] for row in block]


def _fault(row: FileRow, seen: dict[tuple[str, str], int]) -> LineResult | None:
    if row.fault is not None:
        return LineResult(row.number, None, "refused", errors=(field_error(row.place, row.fault),))
    name = row.record.get("external_id")
    if not isinstance(name, str):
        return None
    # Two centers may use the same name.
    key = (str(row.record.get("center")), name.strip())
    first = seen.setdefault(key, row.number)
    if first == row.number:
        return None
    error = field_error("/external_id", "duplicate_row.file", first=first)
    return LineResult(row.number, name, "refused", errors=(error,))


def named(row: FileRow) -> FileRow:
    """With a name from its content where it has none: run again, it is found again."""
    if row.fault is not None or row.record.get("external_id") not in (None, ""):
        return row
    plain = json.dumps(row.record, sort_keys=True, ensure_ascii=False, default=str)
    name = f"{NAMELESS}{hashlib.sha256(plain.encode()).hexdigest()[:20]}"
    return replace(row, record={**row.record, "external_id": name})


def _local(result: RowResult) -> tuple[FieldError, ...]:
    """Pointers into the row itself: its place in the block means nothing to the reader."""
    prefix = f"/{result.index}"
    return tuple(
        replace(error, pointer=error.pointer.removeprefix(prefix)) for error in result.errors
    )
