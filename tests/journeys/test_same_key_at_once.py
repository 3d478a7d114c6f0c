"""Twenty equal requests with one Idempotency-Key at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from models.audit_event import AuditEvent
from models.database import Database
from models.opening import Opening
from tests.api.http.bodies import named_opening
from tests.api.http.world import House, move_in, serving

PATH = "/v1/openings/bulk"
CALLERS = 20


@pytest.fixture
def house(database):
    with serving(database) as client:
        yield move_in(client, database)


def count(database: Database, table: Any) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def all_at_once(house: House, rows: list[dict[str, Any]]) -> list[httpx.Response]:
    together = Barrier(CALLERS)

    def call() -> httpx.Response:
        together.wait(timeout=30)
        return house.employer.post_once(PATH, rows, key="once and only once")

    with ThreadPoolExecutor(CALLERS) as pool:
        return [it.result() for it in [pool.submit(call) for _ in range(CALLERS)]]


def test_they_have_one_effect_and_one_answer(house: House) -> None:
    rows = [named_opening() for _ in range(10)]
    events = count(house.database, AuditEvent)

    answers = all_at_once(house, rows)

    assert [answer.status_code for answer in answers] == [answers[0].status_code] * CALLERS
    assert all(answer.json() == answers[0].json() for answer in answers)
    assert answers[0].json()["created"] == len(rows)
    assert count(house.database, Opening) == len(rows)
    after = count(house.database, AuditEvent)
    house.employer.post_once(PATH, rows, key="once and only once")
    assert count(house.database, AuditEvent) == after > events
