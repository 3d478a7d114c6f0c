"""Reads that are made again and again: statements built once, rows instead of tracked objects."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import CursorResult, Executable
from sqlalchemy.orm import Session


def lean(session: Session, statement: Executable, **values: Any) -> CursorResult[*tuple[Any, ...]]:
    """A third of the time of `session.execute`. Build the statement at the module's level, with
    `bindparam`; what the session has not flushed yet is flushed first, as by any other query."""
    if session.autoflush:
        session.flush()
    return session.connection().execute(statement, values)


Line = TypeVar("Line")


def lines(
    session: Session, statement: Executable, ids: Collection[int], line: Callable[..., Line]
) -> Mapping[int, Sequence[Line]]:
    """Rows that belong to others, by the row of their owner, which is the first column and one of
    `ids`; empty for an owner without any."""
    found: defaultdict[int, list[Line]] = defaultdict(list)
    for owner, *values in lean(session, statement, ids=list(ids)).all():
        found[owner].append(line(*values))
    return found
