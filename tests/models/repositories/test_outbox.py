from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.database import Database
from models.outbox_message import OutboxMessage
from models.repositories import outbox
from tests.factories import NOON

LATER = NOON + timedelta(minutes=3)


def _enqueue(session: Session, name: str = "a", **more: object) -> None:
    outbox.enqueue(session, "webhook", {"id": name}, available_at=NOON, **more)  # type: ignore[arg-type]


def _names(messages: object) -> list[str]:
    return [message.payload["id"] for message in messages]  # type: ignore[attr-defined]


def test_messages_are_taken_oldest_first(session: Session) -> None:
    for name in "abc":
        _enqueue(session, name)
    assert _names(outbox.lease(session, NOON, limit=2)) == ["a", "b"]


def test_a_message_is_not_taken_before_its_time(session: Session) -> None:
    _enqueue(session)
    assert outbox.lease(session, NOON - timedelta(seconds=1)) == []


def test_a_leased_message_is_not_taken_again_until_the_lease_runs_out(session: Session) -> None:
    _enqueue(session)
    first = outbox.lease(session, NOON)
    assert outbox.lease(session, NOON + timedelta(minutes=1)) == []
    assert _names(outbox.lease(session, LATER)) == _names(first)
    assert first[0].attempts == 2


def test_whoever_lost_the_lease_may_not_settle(database: Database) -> None:
    with database.write() as session:
        _enqueue(session)
        [mine] = outbox.lease(session, NOON)
    with database.write() as session:
        [theirs] = outbox.lease(session, LATER)
    with database.write() as session:
        assert outbox.held(session, mine) is None
        held = outbox.held(session, theirs)
        assert held is not None
        outbox.settle(held, LATER)
    with database.read() as session:
        assert outbox.waiting_count(session) == 0


def test_a_settled_message_never_comes_back(session: Session) -> None:
    _enqueue(session)
    [message] = outbox.lease(session, NOON)
    outbox.settle(message, NOON)
    assert outbox.lease(session, NOON + timedelta(days=9)) == []


def test_a_message_put_off_comes_back_then(session: Session) -> None:
    _enqueue(session)
    [message] = outbox.lease(session, NOON)
    outbox.put_off(message, LATER, "the other side was down")
    assert outbox.lease(session, LATER - timedelta(seconds=1)) == []
    assert outbox.lease(session, LATER) == [message]


def test_a_message_given_up_waits_no_more(session: Session) -> None:
    _enqueue(session)
    [message] = outbox.lease(session, NOON)
    outbox.give_up(message, NOON, "gone")
    assert outbox.waiting_count(session) == 0
    assert outbox.lease(session, LATER) == []


def test_asking_twice_for_one_effect_writes_one_message(session: Session) -> None:
    for _ in range(2):
        _enqueue(session, dedupe_key="opening:1:published")
        _enqueue(session)
    assert outbox.waiting_count(session) == 3


def test_many_workers_take_each_message_once(database: Database) -> None:
    with database.write() as session:
        for number in range(40):
            _enqueue(session, str(number))

    def work(_: int) -> list[str]:
        with database.write() as session:
            return _names(outbox.lease(session, NOON, limit=5))

    with ThreadPoolExecutor(8) as threads:
        taken = [name for names in threads.map(work, range(12)) for name in names]
    assert sorted(taken) == sorted(str(number) for number in range(40))
    with database.read() as session:
        assert session.scalar(select(func.sum(OutboxMessage.attempts))) == 40
