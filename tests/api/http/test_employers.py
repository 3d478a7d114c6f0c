"""Employers over HTTP: who waits to be vouched for, what is known of them, each step."""

from typing import Any

import pytest

from models.lifecycles import EMPLOYER_VERIFICATION, EmployerStatus
from models.vocabulary import ActorKind
from tests.api.http.bodies import opening
from tests.api.http.stories import done
from tests.api.http.world import Caller, House

NAME = "Nueva Inventada SA de CV"
CAL = "Cal Inventada SA de CV"
COMPLAINT = {"reason": "complaints"}


@pytest.fixture
def newcomer(house: House) -> Caller:
    return house.employer_with(verified=False, legal_name=NAME)


def address(house: House, name: str = CAL) -> str:
    return f"/v1/employers/{house.employer_id(name)}"


def names(house: House, query: str = "") -> list[str]:
    rows = done(house.supervisor.get(f"/v1/employers{query}"))["data"]
    return [row["legal_name"] for row in rows]


def test_those_who_wait_are_listed_with_what_they_offer(house: House, newcomer: Caller) -> None:
    done(newcomer.put("/v1/openings/a", opening()))

    found = done(house.supervisor.get("/v1/employers?status=unverified&status=in_review"))["data"]

    assert [(row["legal_name"], row["openings"]) for row in found] == [(NAME, {"in_review": 1})]


def test_employers_are_found_by_name_and_by_rfc(house: House, newcomer: Caller) -> None:
    rfc = done(house.supervisor.get(address(house, NAME)))["rfc"]

    assert names(house, "?q=nueva") == names(house, f"?q={rfc[:8]}{rfc[8:]}") == [NAME]
    assert {NAME, CAL} <= set(names(house))
    assert names(house, "?q=nobody") == []


def test_an_unknown_standing_is_refused(house: House) -> None:
    assert house.supervisor.get("/v1/employers?status=trusted").status_code == 422


def test_pages_of_employers_follow_each_other(house: House, newcomer: Caller) -> None:
    first = done(house.supervisor.get("/v1/employers?limit=2"))
    rest = done(house.supervisor.get(f"/v1/employers?limit=2&cursor={first['next']}"))

    assert sorted(row["legal_name"] for row in [*first["data"], *rest["data"]]) == sorted(
        names(house)
    )


def test_an_employer_is_read_with_what_staff_check(house: House) -> None:
    read = done(house.supervisor.get(address(house)))

    assert read["contact"]["email"] == "rh@example.org"
    assert (read["status"], read["registrations"], read["steps"]) == ("verified", [], [])


def test_each_step_is_kept_with_who_took_it_when_and_why(house: House, newcomer: Caller) -> None:
    path = address(house, NAME)
    done(newcomer.put("/v1/openings/a", opening()))

    done(house.supervisor.post(f"{path}/verify"))
    assert done(newcomer.get("/v1/openings/a"))["status"] == "published"
    suspended = done(house.supervisor.post(f"{path}/suspend", COMPLAINT))["status"]
    assert newcomer.get("/v1/openings/a").status_code == 401
    again = done(house.supervisor.post(f"{path}/reinstate"))["status"]

    steps = done(house.supervisor.get(path))["steps"]
    assert [suspended, again] == ["suspended", "in_review"]
    assert [(step["step"], step["reason"]) for step in steps] == [
        ("verify", None),
        ("suspend", "complaints"),
        ("reinstate", None),
    ]
    assert {step["by"] for step in steps} == {"Personal Inventado"}


@pytest.mark.parametrize("body", [None, {}, {"reason": None}])
def test_nobody_is_suspended_without_a_reason(house: House, body: Any) -> None:
    refused = house.supervisor.post(f"{address(house)}/suspend", body)

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/reason"
    assert done(house.supervisor.get(address(house)))["status"] == "verified"


def test_the_reason_is_one_of_a_list(house: House) -> None:
    refused = house.supervisor.post(f"{address(house)}/suspend", {"reason": "Juan Pérez"})

    assert refused.status_code == 422


def test_a_step_taken_twice_is_harmless_and_kept_once(house: House) -> None:
    for _ in range(2):
        done(house.supervisor.post(f"{address(house)}/suspend", COMPLAINT))

    read = done(house.supervisor.get(address(house)))
    assert [step["step"] for step in read["steps"]] == ["suspend"]


def test_an_employer_or_a_step_that_is_not_there_is_not_found(house: House) -> None:
    nobody = "/v1/employers/00000000-0000-4000-8000-000000000000"

    assert house.supervisor.get(nobody).json()["code"] == "employer_not_found"
    assert house.supervisor.post(f"{nobody}/verify").json()["code"] == "employer_not_found"
    unknown = house.supervisor.post(f"{address(house)}/approve")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "transition_not_found")


@pytest.mark.parametrize("row", EMPLOYER_VERIFICATION.transitions, ids=lambda row: row.name)
def test_every_step_from_every_state(house: House, row: Any) -> None:
    for status in EmployerStatus:
        name = f"Inventada {row.name} {status}"
        house.employer_with(status=status, legal_name=name)
        answer = house.supervisor.post(f"{address(house, name)}/{row.name}", COMPLAINT)
        is_possible = status is row.target or status in row.sources
        assert ActorKind.STAFF in row.by
        assert answer.status_code == (200 if is_possible else 409), status
        stands = done(house.supervisor.get(address(house, name)))["status"]
        assert stands == (row.target if is_possible else status)
