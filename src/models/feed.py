"""The change feed: which openings and seekers changed since a position, in commit order.

Rows of a transaction become visible when it commits, and on PostgreSQL a later number may commit
first. So a position stands behind the oldest transaction still running: what committed beyond it
is delivered at once and once more later, and nothing is ever skipped. Apply a change by reading
the row again; a row that is gone, or that may not be matched any more, is to be dropped.

Positions are valid for one database. After a restore into another PostgreSQL call `rebase`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    func,
    inspect,
    select,
    text,
    true,
    tuple_,
    update,
)
from sqlalchemy.orm import Session

from models.change import Change
from models.consent import Consent
from models.employer import Employer
from models.fast_insert import insert_many
from models.lean_reads import lean
from models.opening import Opening, OpeningLanguage, OpeningSkill
from models.seeker import Seeker, SeekerLanguage, SeekerOccupation, SeekerSkill
from models.seeker_document import SeekerDocument
from models.types import utc_now
from models.vocabulary import FeedKind, FeedOperation

WATCHED: dict[type[Any], tuple[FeedKind, str]] = {
    Opening: (FeedKind.OPENING, "id"),
    OpeningSkill: (FeedKind.OPENING, "opening_id"),
    OpeningLanguage: (FeedKind.OPENING, "opening_id"),
    Seeker: (FeedKind.SEEKER, "id"),
    SeekerDocument: (FeedKind.SEEKER, "seeker_id"),
    SeekerOccupation: (FeedKind.SEEKER, "seeker_id"),
    SeekerSkill: (FeedKind.SEEKER, "seeker_id"),
    SeekerLanguage: (FeedKind.SEEKER, "seeker_id"),
    Consent: (FeedKind.SEEKER, "seeker_id"),
}

TABLE: Any = Change.__table__
_HORIZON = text("(pg_snapshot_xmin(pg_current_snapshot())::text::bigint)")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    transaction_id: int = 0
    sequence: int = 0

    def __str__(self) -> str:
        return f"{self.transaction_id}.{self.sequence}"

    @classmethod
    def parse(cls, written: str) -> "Position":
        transaction_id, _, sequence = written.partition(".")
        return cls(int(transaction_id), int(sequence))


@dataclass(frozen=True, slots=True)
class Changed:
    kind: FeedKind
    row_id: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Each changed row once, and the position to ask from next time.

    `is_settled`: the session sees every change up to that position and none beyond, and nothing
    older by number may still appear. Two sessions of whom it is true at the same position see the
    same openings and people.
    """

    changes: tuple[Changed, ...]
    position: Position
    is_settled: bool


def head(session: Session) -> Position:
    """Where to read from after having loaded everything that this session's snapshot shows."""
    newest = (
        select(Change.transaction_id, Change.sequence)
        .where(_is_settled(is_sqlite=_is_sqlite(session)))
        .order_by(Change.transaction_id.desc(), Change.sequence.desc())
        .limit(1)
    )
    found = session.execute(newest).one_or_none()
    return Position(*found) if found else Position()


def changes_since(session: Session, position: Position) -> Batch:
    """Of a session whose snapshot is older than the position: nothing, unsettled."""
    statement = _from_place(is_sqlite=_is_sqlite(session))
    place = {"transaction_id": position.transaction_id, "sequence": position.sequence}
    found = lean(session, statement, **place).all()
    rows = [row for row in found if (row.transaction_id, row.sequence) != _pair(position)]
    settled = [Position(row.transaction_id, row.sequence) for row in rows if row.is_settled]
    is_known = position == Position() or len(rows) < len(found)
    return Batch(
        changes=tuple(dict.fromkeys(Changed(row.kind, row.row_id) for row in rows)),
        position=settled[-1] if settled else position,
        is_settled=is_known and len(settled) == len(rows),
    )


@cache
def _from_place(*, is_sqlite: bool) -> Select[*tuple[Any, ...]]:
    """From the change at a position, with it, on."""
    # Every transaction id is 0 on SQLite, which would read all rows to compare the two columns.
    order = (Change.sequence,) if is_sqlite else (Change.transaction_id, Change.sequence)
    place = tuple_(*(bindparam(column.key, type_=column.type) for column in order))
    return (
        select(
            Change.kind,
            Change.row_id,
            Change.transaction_id,
            Change.sequence,
            _is_settled(is_sqlite=is_sqlite).label("is_settled"),
        )
        .where(tuple_(*order) >= place)
        .order_by(*order)
    )


def _is_settled(*, is_sqlite: bool) -> ColumnElement[bool]:
    return true() if is_sqlite else Change.transaction_id < _HORIZON


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _pair(position: Position) -> tuple[int, int]:
    return position.transaction_id, position.sequence


def announce(
    session: Session,
    kind: FeedKind,
    row_ids: Iterable[int],
    operation: FeedOperation = FeedOperation.UPSERT,
) -> None:
    """For statements that bypass the unit of work: says that these rows changed."""
    _write(session, ((kind, row_id, operation) for row_id in row_ids))


def announce_flushed(session: Session, _context: object) -> None:
    """After a flush: each opening or seeker touched, itself or through a row belonging to it."""
    touched: dict[tuple[FeedKind, int], FeedOperation] = {}
    for row in (*session.new, *filter(session.is_modified, session.dirty), *session.deleted):
        watched = WATCHED.get(type(row))
        if watched:
            kind, key = watched
            gone = key == "id" and row in session.deleted
            operation = FeedOperation.DELETE if gone else FeedOperation.UPSERT
            touched[kind, getattr(row, key)] = operation
    for opening_id in _openings_of(session, filter(_stands_elsewhere, session.dirty)):
        touched[FeedKind.OPENING, opening_id] = FeedOperation.UPSERT
    _write(session, ((kind, row_id, done) for (kind, row_id), done in touched.items()))


def _stands_elsewhere(row: Any) -> bool:
    """An employer that is verified or suspended, with whom its openings appear or disappear, or
    that has another name, which they show."""
    if not isinstance(row, Employer):
        return False
    return any(inspect(row).attrs[name].history.has_changes() for name in SHOWN_OF_EMPLOYERS)


SHOWN_OF_EMPLOYERS = ("status", "legal_name", "trade_name")


def _openings_of(session: Session, employers: Iterable[Any]) -> Iterable[int]:
    ids = [employer.id for employer in employers]
    query = select(Opening.id).where(Opening.employer_id.in_(ids))
    return session.connection().scalars(query).all() if ids else ()


def rebase(session: Session) -> None:
    """Forget the transaction ids of another server; all rows then count as committed long ago."""
    session.execute(update(Change).values(transaction_id=0))


def size(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Change)) or 0


def _write(session: Session, changes: Iterable[tuple[FeedKind, int, FeedOperation]]) -> None:
    rows = [
        {"kind": kind, "row_id": row_id, "operation": operation, "at": utc_now()}
        for kind, row_id, operation in changes
    ]
    insert_many(session, TABLE, rows)
