"""Personal data goes where it is asked for, and nowhere else: no log, error, address or trail."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from models.audit_event import AuditEvent
from services import logs
from tests.api.http.bodies import seeker
from tests.api.http.stories import STATEMENT, done, posted
from tests.api.http.world import House
from tests.factories import valid_curp, valid_social_security_number

CURP, NSS = valid_curp(4711), valid_social_security_number(4711)
PERSON: dict[str, Any] = {
    "given_names": "Zoraidacanaria",
    "first_surname": "Apellidocanario",
    "second_surname": "Segundocanario",
    "born_on": "1992-03-04",
    "phone": "962 765 4321",
    "email": "canaria@correo.example",
    "curp": CURP,
    "social_security_number": NSS,
    "documents": [{"kind": "refugiado", "number": "CANARIO-77"}],
}
CANARIES = (
    "zoraidacanaria", "apellidocanario", "segundocanario", "1992-03-04", "7654321", "765 4321",
    "canaria@", CURP.lower(), NSS, "canario-77",
)  # fmt: skip


def sung(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text.lower()]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything that the service logs, as it would reach standard error."""
    root, before, level = logging.getLogger(), logging.getLogger().handlers[:], logging.root.level
    logs.configure(level="DEBUG", form="json")
    buffer = io.StringIO()
    for handler in root.handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(buffer)
    yield buffer
    root.handlers[:] = before
    root.setLevel(level)


@pytest.fixture
def refused_bodies() -> list[dict[str, Any]]:
    return [
        seeker(**PERSON, center="TIJ"),
        seeker(**{**PERSON, "curp": CURP[:-1] + "x"}),
        seeker(**{**PERSON, "social_security_number": NSS + "0"}),
        seeker(**{**PERSON, "phone": "zoraidacanaria"}),
        seeker(**{**PERSON, "email": "zoraidacanaria"}),
        seeker(**{**PERSON, "born_on": "1992-03-04T1"}),
        seeker(**{**PERSON, "sex": "zoraidacanaria"}),
        seeker(**{**PERSON, "population": "zoraidacanaria"}),
        seeker(**{**PERSON, "municipality": "zoraidacanaria"}),
        seeker(**{**PERSON, "schooling": "zoraidacanaria"}),
        seeker(**{**PERSON, "given_names": "Zoraidacanaria" * 10}),
        seeker(**{**PERSON, "languages": [{"language": "zoraidacanaria", "level": "canaria@"}]}),
        seeker(**PERSON, unknown="zoraidacanaria"),
    ]


def story(house: House) -> list[Any]:
    """From the desk to the hire; the answers of those who may not see the person."""
    person = done(house.staff.post("/v1/seekers", seeker(**PERSON)))["id"]
    opening = posted(house)["id"]
    asked = {"seeker": person, "opening": opening, "has_consented": True}
    hidden = [house.employer.get(f"/v1/openings/{opening}/matches")]
    referral = done(house.staff.post("/v1/referrals", asked))["id"]
    hidden.append(house.staff.post("/v1/referrals", asked))
    asked = {"referral": referral, "has_accepted": True, "starts_on": "2026-11-20"}
    placement = house.employer.post("/v1/placements", asked)
    hidden += [placement, house.employer.post("/v1/placements", asked)]
    path = f"/v1/placements/{done(placement)['id']}"
    hidden += [house.employer.post(f"{path}/start", STATEMENT), house.employer.get(path)]
    hidden += [house.staff.get(f"/v1/reports/matches?format={form}") for form in ("json", "csv")]
    hidden += [house.other_employer.get(f"/v1/seekers/{person}"), house.other_staff.get(path)]
    return hidden


def test_the_canaries_are_there_for_those_who_attend_the_person(house: House) -> None:
    person = done(house.staff.post("/v1/seekers", seeker(**PERSON)))["id"]

    assert sung(house.staff.get(f"/v1/seekers/{person}").text) == list(CANARIES[:3])


def test_no_refusal_repeats_what_was_typed(
    house: House, refused_bodies: list[dict[str, Any]], written: io.StringIO
) -> None:
    answers = [house.staff.post("/v1/seekers", body) for body in refused_bodies]
    answers += [house.staff.post_once("/v1/seekers/bulk", refused_bodies)]

    assert {it.status_code for it in answers} <= {404, 422}
    assert [sung(it.text) for it in answers] == [[]] * len(answers)
    assert sung(written.getvalue()) == []


def test_a_whole_story_leaves_no_trace_of_the_person_outside_its_rows(
    house: House, written: io.StringIO
) -> None:
    hidden = story(house)

    with house.database.read() as session:
        trail = [
            repr(row.details) + str(row.subject) for row in session.scalars(select(AuditEvent))
        ]
    assert [sung(it.text) for it in hidden] == [[]] * len(hidden)
    assert [sung(str(it.headers) + str(it.request.url)) for it in hidden] == [[]] * len(hidden)
    assert trail
    assert sung("".join(trail)) == []
    assert "Request answered" in written.getvalue()
    assert sung(written.getvalue()) == []


def test_a_failure_is_logged_by_its_place_not_by_its_words(
    house: House, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_names: Any) -> None:
        raise ValueError(f"no room for Zoraidacanaria {CURP}")

    monkeypatch.setattr("api.http.seekers.router.register_seeker", fail)

    answer = house.staff.post("/v1/seekers", seeker(**PERSON))

    failed = [line for line in map(json.loads, written.getvalue().splitlines()) if "where" in line]
    assert answer.status_code == 500
    assert sung(answer.text + written.getvalue()) == []
    assert (failed[0]["error_type"], failed[0]["level"]) == ("ValueError", "error")
    assert any("seekers/router.py" in place for place in failed[0]["where"])
    assert failed[0]["request_id"] == answer.json()["request_id"]


def test_a_log_line_of_a_request_holds_the_route_not_the_address(
    house: House, written: io.StringIO
) -> None:
    house.employer.get("/v1/openings/Zoraidacanaria?cursor=canaria@")

    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    told = [line for line in lines if line["event"] == "Request answered"]
    assert [(line["method"], line["route"], line["status"]) for line in told] == [
        ("GET", "/v1/openings/{opening}", 422)
    ]


def test_metrics_know_routes_not_addresses(house: House) -> None:
    house.employer.get("/v1/openings/Zoraidacanaria")
    house.employer.call("ZORAIDACANARIA", "/v1/openings")

    told = house.nobody.get("/metrics").text

    assert 'route="/v1/openings/{opening}"' in told
    assert sung(told) == []
