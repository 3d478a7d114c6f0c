from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models import audit
from models.audit import AuditEntry
from models.audit_event import AuditEvent
from models.crypto import Keyring
from models.database import Database, connect, savepoint
from models.vocabulary import ActorKind


def _record(session: Session, action: str = "opening.published", **details: object) -> None:
    entry = AuditEntry(
        ActorKind.STAFF, action, actor="a", subject_kind="opening", subject=uuid4(), details=details
    )
    audit.record(session, entry)


def _record_and_fail(session: Session) -> None:
    _record(session, "undone")
    raise ZeroDivisionError


def _actions(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(AuditEvent.action).order_by(AuditEvent.sequence)))


def _broken_at(database: Database) -> int | None:
    with database.read() as session:
        return audit.broken_at(session)


@pytest.fixture
def three_events(database: Database) -> Database:
    for action in ("one", "two", "three"):
        with database.write() as session:
            _record(session, action, count=1, words=["á", None], nested={"b": 1, "a": True})
    return database


def _as_an_intruder(database: Database, *statements: str) -> None:
    """With the rights of the database's owner, who can take the triggers away."""
    with database.engine.begin() as connection:
        if database.is_sqlite:
            for verb in ("UPDATE", "DELETE"):
                connection.execute(text(f"DROP TRIGGER audit_events_refuse_{verb}"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))


def test_an_empty_trail_holds(database: Database) -> None:
    assert _broken_at(database) is None


def test_events_are_kept_in_order_and_hold(three_events: Database) -> None:
    assert _actions(three_events) == ["one", "two", "three"]
    assert _broken_at(three_events) is None


def test_what_was_undone_leaves_no_event(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as session:
        _record_and_fail(session)
    assert _actions(database) == []


def test_a_part_that_was_undone_leaves_no_event(database: Database) -> None:
    with database.write() as session:
        _record(session, "before")
        with pytest.raises(ZeroDivisionError), savepoint(session):
            _record_and_fail(session)
        with savepoint(session):
            _record(session, "kept")
        _record(session, "after")
    assert _actions(database) == ["before", "kept", "after"]


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_events SET action = 'other' WHERE sequence = 2",
        "UPDATE audit_events SET actor = 'b' WHERE sequence = 2",
        "UPDATE audit_events SET details = '{}' WHERE sequence = 2",
        "UPDATE audit_events SET previous_hash = 'start' WHERE sequence = 2",
        "UPDATE audit_events SET at = (SELECT at FROM audit_events WHERE sequence = 1)"
        " WHERE sequence = 2",
        "DELETE FROM audit_events WHERE sequence = 2",
    ],
)
def test_an_altered_or_missing_event_is_found(three_events: Database, tampering: str) -> None:
    _as_an_intruder(three_events, tampering)
    assert _broken_at(three_events) == 2


def test_a_cut_end_is_found(three_events: Database) -> None:
    _as_an_intruder(three_events, "DELETE FROM audit_events WHERE sequence = 3")
    assert _broken_at(three_events) == 3


def test_a_cut_end_with_the_head_moved_back_to_a_wrong_place_is_found(
    three_events: Database,
) -> None:
    _as_an_intruder(
        three_events,
        "DELETE FROM audit_events WHERE sequence = 3",
        "UPDATE audit_head SET sequence = 2",
    )
    assert _broken_at(three_events) == 3


def test_swapped_events_are_found(three_events: Database) -> None:
    _as_an_intruder(
        three_events,
        "UPDATE audit_events SET sequence = 9 WHERE sequence = 1",
        "UPDATE audit_events SET sequence = 1 WHERE sequence = 2",
        "UPDATE audit_events SET sequence = 2 WHERE sequence = 9",
    )
    assert _broken_at(three_events) == 1


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_events SET hash = 'x'", "DELETE FROM audit_events"]
)
def test_the_database_refuses_to_alter_an_event(three_events: Database, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), three_events.write() as session:
        session.execute(text(statement))


@pytest.mark.parametrize("table", ["audit_events", "placement_events", "referral_events"])
def test_postgresql_refuses_to_empty_a_trail(
    postgresql_url: str, keyring: Keyring, table: str
) -> None:
    database = connect(postgresql_url, keyring)
    with pytest.raises(DBAPIError, match="append-only"), database.write() as session:
        session.execute(text(f"TRUNCATE {table}"))
    database.close()


def test_many_writers_at_once_make_one_chain(database: Database) -> None:
    def write(number: int) -> None:
        with database.write() as session:
            for _ in range(3):
                _record(session, str(number))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(24)))
    assert _broken_at(database) is None
    assert len(_actions(database)) == 72
