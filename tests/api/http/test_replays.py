"""A request repeated with its Idempotency-Key is answered with the very same bytes."""

import json
from typing import Any

import pytest
from sqlalchemy import text

from models import migrate
from models.database import plain_engine
from tests.api.cli.databases import empty_database
from tests.api.http.bodies import named_opening, seeker
from tests.api.http.world import Caller, House

# More keys than one, in no order, with text that JSON could write in two ways.
OPENING = named_opening("ñandú-1", title="Cocinera en «La Peña»", monthly_wage_mxn="9500.10")
REQUESTS: dict[str, tuple[str, str, Any]] = {
    "one opening": ("employer", "/v1/openings", OPENING),
    "openings": ("employer", "/v1/openings/bulk?mode=partial", [OPENING, {"title": 3}]),
    "one person": ("staff", "/v1/seekers", seeker()),
    "people": ("staff", "/v1/seekers/bulk?mode=partial", [seeker(), {"sex": "?"}]),
}


@pytest.mark.parametrize(("who", "path", "body"), REQUESTS.values(), ids=REQUESTS)
def test_the_repeat_is_the_same_to_the_byte(house: House, who: str, path: str, body: Any) -> None:
    caller: Caller = getattr(house, who)
    first = caller.post_once(path, body, key="once")

    again = caller.speaking("es").post_once(path, body, key="once")

    assert first.status_code in {201, 207}
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["content-type"] == first.headers["content-type"]
    assert again.headers["idempotent-replayed"] == "true"


def test_a_repeat_of_many_rows_checks_none_of_them(house: House, monkeypatch) -> None:
    first = house.employer.post_once("/v1/openings/bulk", [OPENING], key="once")
    monkeypatch.setattr("api.http.openings.router.check_rows", None)

    again = house.employer.post_once("/v1/openings/bulk", [OPENING], key="once")

    assert again.content == first.content


def test_answers_kept_before_the_migration_are_repeated_as_the_same_json(
    database_url, tmp_path
) -> None:
    with empty_database(database_url, tmp_path) as url:
        migrate.upgrade(url, "0020")
        engine = plain_engine(url)
        with engine.begin() as connection:
            connection.execute(text(OLD), {"response": json.dumps({"body": {"b": 1, "a": "ñ"}})})
        migrate.upgrade(url, "0021")
        with engine.connect() as connection:
            kept = connection.execute(text("SELECT body FROM idempotency_records")).scalar_one()
        migrate.downgrade(url, "0020")
        with engine.connect() as connection:
            back = connection.execute(text("SELECT response FROM idempotency_records")).scalar_one()
        engine.dispose()

    assert json.loads(kept) == {"b": 1, "a": "ñ"}
    assert (json.loads(back) if isinstance(back, str) else back) == {"body": json.loads(kept)}


OLD = """
INSERT INTO idempotency_records
    (owner, route, key, body_hash, status, response, created_at, expires_at)
VALUES ('employer:1', 'POST /v1/openings', 'k', 'h', 201, :response,
        '2026-11-21T12:00:00+00:00', '2026-11-28T12:00:00+00:00')
"""
