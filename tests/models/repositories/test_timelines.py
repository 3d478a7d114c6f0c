from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.database import Database
from models.placement import PlacementEvent
from models.referral import ReferralEvent
from models.repositories import placements, timelines
from models.vocabulary import ActorKind, EvidenceGrade, EvidenceKind
from tests.factories import NOON, make_placement, make_referral


def _event(transition: str = "start", **fields: Any) -> PlacementEvent:
    values: dict[str, Any] = {
        "transition": transition,
        "from_status": "accepted",
        "to_status": "started",
        "actor_kind": ActorKind.STAFF,
        "at": NOON,
        "evidence_kind": EvidenceKind.STATEMENT,
        "evidence_grade": EvidenceGrade.C,
    }
    return PlacementEvent(**values | fields)


def _placement_with_events(session: Session) -> Any:
    placement = make_placement(session)
    for note in ("one", "two", "three"):
        timelines.add_to_placement(session, placement, _event(note=note))
    return placement


def test_events_are_numbered_in_order(session: Session) -> None:
    placement = _placement_with_events(session)
    events = timelines.of_placement(session, placement.id)
    assert [(event.sequence, event.note) for event in events] == [
        (1, "one"),
        (2, "two"),
        (3, "three"),
    ]


def test_an_untouched_timeline_holds(session: Session) -> None:
    placement = _placement_with_events(session)
    session.expire_all()
    events = timelines.of_placement(session, placement.id)
    assert timelines.broken_at(session, placement, events) is None


def test_a_missing_event_is_found(session: Session) -> None:
    placement = _placement_with_events(session)
    first, _, third = timelines.of_placement(session, placement.id)
    assert timelines.broken_at(session, placement, [first, third]) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [("to_status", "ended"), ("evidence_grade", EvidenceGrade.A), ("note", None), ("actor", "x")],
)
def test_an_altered_event_is_found(session: Session, name: str, value: object) -> None:
    placement = _placement_with_events(session)
    events = timelines.of_placement(session, placement.id)
    with session.no_autoflush:
        setattr(events[1], name, value)
        assert timelines.broken_at(session, placement, events) == 2
        session.expunge_all()


def test_a_timeline_moved_to_another_placement_is_found(session: Session) -> None:
    placement, other = _placement_with_events(session), make_placement(session)
    events = timelines.of_placement(session, placement.id)
    assert timelines.broken_at(session, other, events) == 1


def test_a_referral_has_its_own_timeline(session: Session) -> None:
    referral = make_referral(session)
    event = ReferralEvent(transition="send", to_status="sent", actor_kind=ActorKind.STAFF)
    timelines.add_to_referral(session, referral, event)
    [stored] = timelines.of_referral(session, referral.id)
    assert stored.at is not None
    assert timelines.broken_at(session, referral, [stored]) is None


@pytest.mark.parametrize("table", ["placement_events", "referral_events"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET note = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_alter_a_timeline(
    session: Session, table: str, statement: str
) -> None:
    _placement_with_events(session)
    event = ReferralEvent(transition="send", to_status="sent", actor_kind=ActorKind.STAFF)
    timelines.add_to_referral(session, make_referral(session), event)
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text(statement.format(table)))


def test_clerks_at_the_same_placement_write_one_after_the_other(database: Database) -> None:
    with database.write() as session:
        public_id = make_placement(session).public_id

    def note(number: int) -> None:
        with database.write() as session:
            placement = placements.locked(session, public_id)
            assert placement is not None
            timelines.add_to_placement(session, placement, _event(note=str(number)))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(note, range(16)))
    with database.read() as session:
        placement = placements.by_public_id(session, public_id)
        assert placement is not None
        assert len(placement.events) == 16
        assert timelines.broken_at(session, placement, placement.events) is None
