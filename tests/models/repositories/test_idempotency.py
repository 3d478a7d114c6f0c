from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from models.database import Database
from models.repositories import idempotency
from models.repositories.idempotency import Request
from tests.factories import NOON, make_center

REQUEST = Request("employer:1", "POST /v1/openings", "key", "0" * 64)
EXPIRES = NOON + timedelta(days=7)


def _claim(database: Database, request: Request = REQUEST, now=NOON) -> idempotency.Claim:
    with database.write() as session:
        claim = idempotency.claim(session, request, now=now, expires_at=EXPIRES)
        if claim.is_new:
            claim.record.status, claim.record.body = 201, '{"id": "a"}'
        return claim


def test_the_first_request_does_the_work(database: Database) -> None:
    assert _claim(database).is_new


def test_the_second_gets_the_answer_of_the_first(database: Database) -> None:
    _claim(database)
    again = _claim(database)
    assert not again.is_new
    assert (again.record.status, again.record.body) == (201, '{"id": "a"}')


def test_another_payload_can_be_told_apart(database: Database) -> None:
    _claim(database)
    other = _claim(database, replace(REQUEST, body_hash="1" * 64))
    assert not other.is_new
    assert other.record.body_hash == REQUEST.body_hash


@pytest.mark.parametrize("change", [{"owner": "b"}, {"route": "b"}, {"key": "b"}])
def test_keys_belong_to_their_owner_and_route(database: Database, change: dict[str, str]) -> None:
    _claim(database)
    assert _claim(database, replace(REQUEST, **change)).is_new


def _claim_and_fail(database: Database) -> None:
    with database.write() as session:
        idempotency.claim(session, REQUEST, now=NOON, expires_at=EXPIRES)
        raise ZeroDivisionError


def test_a_request_that_failed_leaves_the_key_free(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        _claim_and_fail(database)
    assert _claim(database).is_new


def test_an_expired_key_is_free_again(database: Database) -> None:
    _claim(database)
    assert _claim(database, now=EXPIRES).is_new


def test_expired_records_are_forgotten(database: Database) -> None:
    _claim(database)
    with database.write() as session:
        idempotency.forget_expired(session, EXPIRES - timedelta(seconds=1))
    assert not _claim(database).is_new
    with database.write() as session:
        idempotency.forget_expired(session, EXPIRES)
    assert _claim(database).is_new


def test_fifty_equal_requests_at_once_do_the_work_once(database: Database) -> None:
    def send(_: int) -> bool:
        with database.write() as session:
            claim = idempotency.claim(session, REQUEST, now=NOON, expires_at=EXPIRES)
            if claim.is_new:
                make_center(session, code="only once")
                claim.record.status = 201
            return claim.is_new

    with ThreadPoolExecutor(10) as threads:
        assert sum(threads.map(send, range(50))) == 1
