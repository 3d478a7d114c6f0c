"""A misspelled or doubled question is refused, at every address of /v1 alike."""

from uuid import UUID

import pytest
from fastapi.routing import APIRoute

from api.http import public
from api.http.known_names import KnownNames
from api.main import PARTS
from tests.api.http.bodies import named_opening
from tests.api.http.stories import done
from tests.api.http.world import House

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NO_ONE = UUID(int=0)


@pytest.mark.parametrize("part", [*PARTS, public], ids=lambda part: part.__name__)
def test_every_address_knows_its_names(part):
    assert {type(route) for route in part.router.routes if isinstance(route, APIRoute)} == {
        KnownNames
    }


@on_sqlite
@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/v1/openings?update_since=2026-11-20T00:00:00Z", "update_since"),
        (f"/v1/openings/{NO_ONE}/matches?k=3", "k"),
        ("/v1/reports/matches?stat=09", "stat"),
        ("/v1/catalogs/states?Limit=3", "Limit"),
        ("/v1/openings.json?page=2", "page"),
    ],
)
def test_an_unknown_name_is_refused_and_the_known_ones_are_told(
    house: House, path: str, name: str
) -> None:
    answer = house.staff.get(path)

    assert answer.status_code == 422
    assert [(it["pointer"], it["code"]) for it in answer.json()["errors"]] == [
        (f"/{name}", "unknown_parameter")
    ]
    assert "lang" in answer.json()["errors"][0]["message"]


@on_sqlite
def test_the_known_names_are_those_of_the_address(house: House) -> None:
    answer = house.staff.get("/v1/openings?q=x")

    said = answer.json()["errors"][0]["message"]
    assert said.endswith("Use: limit, cursor, updated_since, status, state, lang.")


def test_a_name_sent_twice_is_refused_unless_it_takes_several(house: House) -> None:
    answer = house.staff.get("/v1/openings?limit=1&limit=2")
    both = "status=unverified&status=in_review"

    assert [it["code"] for it in answer.json()["errors"]] == ["repeated_parameter"]
    assert house.supervisor.get(f"/v1/employers?{both}").status_code == 200


@on_sqlite
def test_the_language_is_known_everywhere(house: House) -> None:
    assert house.staff.get("/v1/openings?lang=es").status_code == 200
    refused = house.staff.get("/v1/openings?nope=1&lang=es").json()
    assert refused["errors"][0]["message"].startswith("Esto no se pregunta")


@on_sqlite
@pytest.mark.parametrize("path", ["/v1/openings?nope=1", "/v1/tasks?nope=1"])
def test_who_asks_comes_before_what_is_asked(house: House, path: str) -> None:
    assert house.nobody.get(path).status_code == 401
    assert house.employer.get(path).status_code == 422


def test_a_write_with_an_unknown_name_stores_nothing(house: House) -> None:
    body = [named_opening("bulk-1")]

    answer = house.employer.post_once("/v1/openings/bulk?modus=partial", body)

    assert answer.status_code == 422
    assert done(house.employer.get("/v1/openings"))["data"] == []


@on_sqlite
@pytest.mark.parametrize(
    ("query", "pointers"),
    [
        (f"run={NO_ONE}&k=2&state=09", ["/k", "/state"]),
        (f"run={NO_ONE}&opening={NO_ONE}", ["/opening"]),
        (f"opening={NO_ONE}&state=09", ["/state"]),
    ],
)
def test_a_report_is_not_asked_for_in_two_ways(
    house: House, query: str, pointers: list[str]
) -> None:
    answer = house.staff.get(f"/v1/reports/matches?{query}")

    assert answer.status_code == 422
    assert [it["pointer"] for it in answer.json()["errors"]] == pointers
    assert {it["code"] for it in answer.json()["errors"]} == {"not_both"}


@on_sqlite
def test_an_assignment_names_its_openings_or_a_state(house: House) -> None:
    answer = house.staff.post("/v1/assignments", {"openings": [str(NO_ONE)], "state": "09"})

    assert answer.status_code == 422
    assert [(it["pointer"], it["code"]) for it in answer.json()["errors"]] == [
        ("/state", "not_both")
    ]
