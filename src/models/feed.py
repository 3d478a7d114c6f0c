"""The change feed: which openings and seekers changed since a position, in commit order.

Rows of a transaction become visible when it commits, and on PostgreSQL a later number may commit
first. So a position stands behind the oldest transaction still running: what committed beyond it
is delivered at once and once more later, and nothing is ever skipped. Apply a change by reading
the row again; a row that is gone, or that may not be matched any more, is to be dropped.

Positions are valid for one database. After a restore into another PostgreSQL call `rebase`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, inspect, select, text, true, tuple_, update
from sqlalchemy.orm import Session

from models.change import Change
from models.consent import Consent
from models.employer import Employer
from models.fast_insert import insert_many
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
    """Each changed row once, and the position to ask from next time."""

    changes: tuple[Changed, ...]
    position: Position


def head(session: Session) -> Position:
    """Where to read from after having loaded everything that this session's snapshot shows."""
    newest = (
        select(Change.transaction_id, Change.sequence)
        .where(_is_settled(session))
        .order_by(Change.transaction_id.desc(), Change.sequence.desc())
        .limit(1)
    )
    found = session.execute(newest).one_or_none()
    return Position(*found) if found else Position()


def settled_head(session: Session) -> Position | None:
    """The newest change that this session sees. Equal places mean equal openings and people; None
    while a change that is older by number may still appear."""
    newest = (
        select(Change.transaction_id, Change.sequence, _is_settled(session).label("is_settled"))
        .order_by(Change.transaction_id.desc(), Change.sequence.desc())
        .limit(1)
    )
    found = session.execute(newest).one_or_none()
    if found is None:
        return Position()
    return Position(found.transaction_id, found.sequence) if found.is_settled else None


def changes_since(session: Session, position: Position) -> Batch:
    place = tuple_(Change.transaction_id, Change.sequence)
    rows = session.execute(
        select(
            Change.kind,
            Change.row_id,
            Change.transaction_id,
            Change.sequence,
            _is_settled(session).label("is_settled"),
        )
        .where(place > (position.transaction_id, position.sequence))
        .order_by(Change.transaction_id, Change.sequence)
    ).all()
    settled = [Position(row.transaction_id, row.sequence) for row in rows if row.is_settled]
    changed = dict.fromkeys(Changed(row.kind, row.row_id) for row in rows)
    return Batch(tuple(changed), settled[-1] if settled else position)


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
    """An employer that is verified or suspended: its openings appear or disappear with it."""
    return isinstance(row, Employer) and inspect(row).attrs.status.history.has_changes()


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


def _is_settled(session: Session) -> ColumnElement[bool]:
    if session.get_bind().dialect.name == "sqlite":
        return true()
    return Change.transaction_id < _HORIZON
