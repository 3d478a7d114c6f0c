import pytest

from tests.api.http.bodies import opening
from tests.api.http.stories import done, posted
from tests.api.http.world import House

PATHS = ("/openings.json", "/v1/openings.json")
HIDDEN = ("internal-17", "rh@cal", "962 000 0000", "9620000000")


def names(house: House, path: str) -> list[str]:
    return [row["title"] for row in done(house.nobody.get(path))["data"]]


@pytest.mark.parametrize("path", PATHS)
def test_anyone_sees_what_is_published_and_vetted(house: House, path: str) -> None:
    posted(house, title="Publicada")
    posted(house, title="Mal pagada", monthly_wage_mxn="5000")
    done(house.employer_with(verified=False).put("/v1/openings/a", opening(title="Sin verificar")))
    done(house.employer.put("/v1/openings/paused", opening(title="Pausada")))
    done(house.employer.post("/v1/openings/paused/pause"))

    assert names(house, path) == ["Publicada"]


def test_an_opening_past_its_last_day_is_gone(house: House) -> None:
    posted(house, closes_on="2026-11-20")
    today = names(house, PATHS[0])
    house.clock.pass_days(1)

    assert (len(today), names(house, PATHS[0])) == (1, [])


def test_the_contact_and_the_employers_own_name_are_not_public(house: House) -> None:
    posted(house, external_id="internal-17")

    answer = house.nobody.get(PATHS[0])

    assert "contact" not in answer.json()["data"][0]
    assert [word for word in HIDDEN if word in answer.text] == []


def test_it_has_pages(house: House) -> None:
    for _ in range(3):
        posted(house)
    first = house.nobody.get(f"{PATHS[0]}?limit=2")

    rest = house.nobody.get(first.links["next"]["url"])

    assert [len(done(it)["data"]) for it in (first, rest)] == [2, 1]


def test_it_may_be_kept_for_a_minute(house: House) -> None:
    assert house.nobody.get(PATHS[0]).headers["cache-control"] == "public, max-age=60"
