"""Employers' own names for openings: any text, reached at the address that has it."""

from urllib.parse import quote

import pytest

from services.openings.publish import STEPS
from services.openings.schemas import SUB_ADDRESSES
from tests.api.http.bodies import named_opening, opening
from tests.api.http.stories import done, registered
from tests.api.http.world import House

PATH = "/v1/openings"
NAMES = [
    "VAC/2026/12",
    "a/b",
    "/a",
    "a//b",
    "50% más",
    "a?b#c",
    "matches",
    "bulk",
    "a/closed",
]


def address(name: str) -> str:
    return f"{PATH}/{quote(name, safe='')}"


@pytest.mark.parametrize("name", NAMES)
def test_what_bulk_takes_is_reached_by_its_name(house: House, name: str) -> None:
    made = done(house.employer.post_once(f"{PATH}/bulk", [named_opening(name)]))["data"][0]

    read = done(house.employer.get(address(name)))
    put = house.employer.put(address(name), opening(positions=5))
    closed = done(house.employer.post(f"{address(name)}/close"))

    assert (read["id"], read["external_id"]) == (made["id"], name)
    assert (put.status_code, done(put)["id"], closed["status"]) == (200, made["id"], "closed")


def test_the_people_of_an_opening_with_a_slash_are_listed(house: House) -> None:
    registered(house)
    done(house.employer.put(address("VAC/2026/12"), opening()))

    encoded = done(house.employer.get(f"{address('VAC/2026/12')}/matches"))
    plain = done(house.employer.get(f"{PATH}/VAC/2026/12/matches"))

    assert len(encoded["data"]) == 1
    assert encoded == plain


@pytest.mark.parametrize("ending", SUB_ADDRESSES)
def test_a_name_that_reads_like_an_address_is_refused(house: House, ending: str) -> None:
    name = f"VAC/{ending}"

    answers = [
        house.employer.put(address(name), opening()),
        house.employer.post_once(PATH, named_opening(name)),
        house.employer.post_once(f"{PATH}/bulk", [named_opening(name)]),
    ]

    codes = {error["code"] for answer in answers for error in answer.json()["errors"]}
    assert ({answer.status_code for answer in answers}, codes) == ({422}, {"name_like_an_address"})


def test_every_sub_address_of_an_opening_is_reserved(house: House) -> None:
    paths = done(house.nobody.get("/v1/openapi.json"))["paths"]

    below = {path.rpartition("/")[2] for path in paths if path.startswith(f"{PATH}/{{opening}}/")}

    assert below - {"{transition}"} | set(STEPS) == set(SUB_ADDRESSES)


def test_an_address_without_a_name_is_none(house: House) -> None:
    assert house.employer.put(f"{PATH}/", opening()).status_code in {307, 404, 405}


@pytest.mark.parametrize("form", [str, str.upper, lambda name: name.replace("-", "")])
def test_the_id_of_another_opening_is_no_name(house: House, form) -> None:
    first = done(house.employer.put(f"{PATH}/first", opening()))["id"]

    answers = [
        house.employer.put(address(form(first)), opening(positions=5)),
        house.employer.post_once(PATH, named_opening(form(first))),
        house.employer.post_once(f"{PATH}/bulk", [named_opening(form(first))]),
    ]

    assert [(it.status_code, it.json()["code"]) for it in answers] == [(409, "name_of_another")] * 3
    assert "which you call first" in answers[0].json()["detail"]
    assert done(house.employer.get(address(first)))["external_id"] == "first"


def test_a_name_may_look_like_an_id_that_is_nobodys_or_anothers(house: House) -> None:
    theirs = done(house.other_employer.put(f"{PATH}/theirs", opening()))["id"]
    for name in (theirs, "6f1c9e5a-4b7a-4a52-9a53-6a0f8a4f7c11"):
        assert house.employer.put(address(name), opening()).status_code == 201
        assert house.employer.put(address(name), opening(positions=5)).status_code == 200
