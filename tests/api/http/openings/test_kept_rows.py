"""Lists are read lean and their rows kept: they say what reading an opening says, as it is now."""

import pytest
from sqlalchemy import select

from models.employer import Employer
from tests.api.http.bodies import opening
from tests.api.http.stories import done, posted, registered
from tests.api.http.world import Caller, House

ODD = 'Ayudante "contact":null, </b>\\ nocturno'


def listed(caller: Caller, query: str = "") -> list[dict[str, object]]:
    rows: list[dict[str, object]] = done(caller.get(f"/v1/openings{query}"))["data"]
    return rows


@pytest.fixture
def house(house: House) -> House:
    """With a process that ranks already, as one that is ready does: else no row is kept."""
    person = registered(house)
    house.staff.get(f"/v1/seekers/{person}/matches")
    return house


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_row_of_a_list_is_the_opening(house: House, language: str) -> None:
    names = [
        posted(house, title=ODD, schedule=None)["id"],
        posted(house, contact=None, required_skills=[ODD, "soldar"])["id"],
        posted(house, occupation=None, latitude=14.9, longitude=-92.26)["id"],
    ]
    for caller in (house.staff, house.employer):
        asking = caller.speaking(language)
        read = [done(asking.get(f"/v1/openings/{name}")) for name in names]
        assert listed(asking) == listed(asking) == read


def test_a_row_is_shown_as_it_is_now(house: House) -> None:
    found = posted(house)
    before = listed(house.staff)
    done(house.employer.put(f"/v1/openings/{found['external_id']}", opening(title="Soldador")))
    done(house.employer.post(f"/v1/openings/{found['external_id']}/pause"))

    [row] = listed(house.staff)

    assert [it["title"] for it in before] == ["Ayudante de cocina"]
    assert (row["title"], row["status"]) == ("Soldador", "paused")


def test_a_row_has_its_employers_new_name(house: House) -> None:
    posted(house)
    listed(house.staff)
    with house.database.write() as session:
        for employer in session.scalars(select(Employer)):
            employer.trade_name = "Otro nombre (inventado)"

    assert [row["employer_name"] for row in listed(house.staff)] == ["Otro nombre (inventado)"]


def test_a_list_that_matches_showed_rows_of_has_their_contacts(house: House) -> None:
    person = registered(house, external_id="B-2")
    name = posted(house)["id"]
    shown = done(house.staff.get(f"/v1/seekers/{person}/matches"))["data"][0]["opening"]

    [row] = listed(house.staff)

    assert shown["contact"] is None
    assert row["contact"] is not None
    assert row == done(house.staff.get(f"/v1/openings/{name}"))


@pytest.mark.parametrize("path", ["/v1/openings?limit=0", "/v1/openings/a/matches?limit=0"])
def test_who_shows_nothing_is_told_so_before_anything_else(house: House, path: str) -> None:
    assert house.nobody.get(path).status_code == 401
