"""Appending to the timeline of a referral or a placement, and checking its chain."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.chains import START, holds, link
from models.placement import Placement, PlacementEvent
from models.referral import Referral, ReferralEvent
from models.sealing import keyring_of
from models.timeline import TimelineEvent
from models.types import utc_now

E = TypeVar("E", ReferralEvent, PlacementEvent)

BATCH = 500
HASHED = (
    "public_id",
    "sequence",
    "transition",
    "from_status",
    "to_status",
    "actor_kind",
    "actor",
    "at",
    "happened_at",
    "evidence_kind",
    "evidence_grade",
    "evidence_hash",
    "code",
    "note",
    "previous_hash",
)


def add_to_referral(session: Session, referral: Referral, event: ReferralEvent) -> ReferralEvent:
    """The referral must be locked or new: its events are numbered without a gap."""
    event.referral_id = _id(session, referral)
    last = _last(session, ReferralEvent, ReferralEvent.referral_id == event.referral_id)
    return _append(session, referral, event, last)


def add_to_placement(
    session: Session, placement: Placement, event: PlacementEvent
) -> PlacementEvent:
    """The placement must be locked or new: its events are numbered without a gap."""
    event.placement_id = _id(session, placement)
    last = _last(session, PlacementEvent, PlacementEvent.placement_id == event.placement_id)
    return _append(session, placement, event, last)


def add_to_placements(session: Session, pairs: Sequence[tuple[Placement, PlacementEvent]]) -> None:
    """One event for each of many placements, all of them locked, none of them twice."""
    last = _last_of_many(session, [placement.id for placement, _ in pairs])
    for placement, event in pairs:
        event.placement_id = placement.id
        _chain_on(session, placement, event, last.get(placement.id))
    session.flush()


def of_referral(session: Session, referral_id: int) -> Sequence[ReferralEvent]:
    return session.scalars(
        select(ReferralEvent)
        .where(ReferralEvent.referral_id == referral_id)
        .order_by(ReferralEvent.sequence)
    ).all()


def of_placement(session: Session, placement_id: int) -> Sequence[PlacementEvent]:
    return session.scalars(
        select(PlacementEvent)
        .where(PlacementEvent.placement_id == placement_id)
        .order_by(PlacementEvent.sequence)
    ).all()


def broken_at(
    session: Session, subject: Referral | Placement, events: Iterable[TimelineEvent]
) -> int | None:
    """The number of the first event that was altered, removed or forged; None when all hold."""
    keyring, previous = keyring_of(session), START
    for expected, event in enumerate(events, start=1):
        in_place = event.sequence == expected and event.previous_hash == previous
        if not (in_place and holds(keyring, _chain(subject), _fields(event), event.hash)):
            return expected
        previous = event.hash
    return None


def _append(session: Session, subject: Referral | Placement, event: E, last: E | None) -> E:
    _chain_on(session, subject, event, last)
    session.flush()
    return event


def _chain_on(
    session: Session, subject: Referral | Placement, event: TimelineEvent, last: E | None
) -> None:
    event.sequence = last.sequence + 1 if last else 1
    event.previous_hash = last.hash if last else START
    event.at = event.at or utc_now()
    event.hash = link(keyring_of(session), _chain(subject), _fields(event))
    session.add(event)


def _last_of_many(session: Session, ids: Sequence[int]) -> dict[int, PlacementEvent]:
    found: dict[int, PlacementEvent] = {}
    for start in range(0, len(ids), BATCH):
        mine = PlacementEvent.placement_id.in_(ids[start : start + BATCH])
        rows = select(PlacementEvent).where(mine).order_by(PlacementEvent.sequence)
        found |= {row.placement_id: row for row in session.scalars(rows)}
    return found


def _last(session: Session, table: type[E], of_subject: Any) -> E | None:
    newest: E | None = session.scalar(
        select(table).where(of_subject).order_by(table.sequence.desc()).limit(1)
    )
    return newest


def _id(session: Session, subject: Referral | Placement) -> int:
    if subject.id is None:
        session.flush()
    return subject.id


def _chain(subject: Referral | Placement) -> str:
    return f"{subject.__tablename__}:{subject.public_id}"


def _fields(event: TimelineEvent) -> list[Any]:
    """Events from before there were details carry none, and hash as they did."""
    fields = [getattr(event, name) for name in HASHED]
    return fields if event.details is None else [*fields, event.details]
