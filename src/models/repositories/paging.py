"""Pages in the order of the last change: stable, resumable, each row at most once a version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, tuple_
from sqlalchemy.orm import Session

T = TypeVar("T")

LARGEST_PAGE = 200


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of the page before: after it the next page begins."""

    updated_at: datetime
    id: int

    def __str__(self) -> str:
        return f"{self.updated_at.isoformat()}_{self.id}"

    @classmethod
    def parse(cls, written: str) -> "Cursor":
        """`ValueError` when this is not the text of a cursor."""
        moment, _, number = written.rpartition("_")
        cursor = cls(datetime.fromisoformat(moment), int(number))
        if cursor.updated_at.tzinfo is None:
            raise ValueError("a cursor's time has a zone")
        return cursor


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    rows: Sequence[T]
    next: Cursor | None


def page(
    session: Session, table: type[T], query: Select[T], after: Cursor | None, limit: int
) -> Page[T]:
    """Oldest change first. `table` has `updated_at` and `id`; the query has no order yet."""
    columns: Any = table
    if after is not None:
        place = tuple_(columns.updated_at, columns.id)
        query = query.where(place > (after.updated_at, after.id))
    limit = within_bounds(limit)
    ordered = query.order_by(columns.updated_at, columns.id).limit(limit + 1)
    return cut(session.scalars(ordered).all(), limit)


def within_bounds(limit: int) -> int:
    return max(1, min(limit, LARGEST_PAGE))


def cut(rows: Sequence[T], limit: int) -> Page[T]:
    """Of rows with `updated_at` and `id`, one more than the limit where there are more."""
    shown: Sequence[Any] = rows[:limit]
    more = len(rows) > limit
    return Page(shown, Cursor(shown[-1].updated_at, shown[-1].id) if more else None)
