"""What would help a person, and where they stand for one opening."""

from uuid import uuid4

import pytest

from tests.api.http import bodies, stories
from tests.api.http.stories import done
from tests.api.http.world import House

NUEVO_LEON = "19039"


@pytest.fixture
def person(house: House) -> str:
    """Knows kitchens, lacks welding, would not move."""
    return stories.registered(house)


def advice(house: House, person: str, language: str = "en") -> dict:
    return done(house.staff.speaking(language).get(f"/v1/seekers/{person}/matches/advice"))


def standing(house: House, person: str, opening: str, language: str = "en") -> dict:
    address = f"/v1/seekers/{person}/matches/{opening}"
    return done(house.staff.speaking(language).get(address))


def test_a_move_is_told_with_the_openings_it_adds(house: House, person: str) -> None:
    for _ in range(3):
        stories.posted(house, municipality=NUEVO_LEON)

    found = advice(house, person)["moves"]

    assert [(it["state"], it["openings_gained"]) for it in found] == [("19", 3)]
    assert found[0]["text"] == "Accepting to move to Nuevo León: 3 more openings."
    assert advice(house, person, "es")["moves"][0]["text"] == (
        "Si acepta mudarse a Nuevo León: 3 vacantes más."
    )


def test_a_missing_skill_is_told_with_the_openings_it_helps_in(house: House, person: str) -> None:
    stories.posted(house, required_skills=["higiene de alimentos", "soldar metales"])

    (gap,) = advice(house, person)["skill_gaps"]

    assert (gap["openings"], gap["score_gained"] > 0) == (1, True)
    assert gap["text"].endswith(": it helps in 1 good opening.")


def test_who_never_agreed_to_be_matched_is_not_advised(house: House) -> None:
    silent = stories.registered(house, consents=[])
    opening = stories.posted(house)["id"]

    for tail in ("advice", opening):
        refused = house.staff.get(f"/v1/seekers/{silent}/matches/{tail}")
        assert (refused.status_code, refused.json()["code"]) == (409, "consent_missing")


def test_a_pair_has_its_place_its_parts_and_what_would_change_it(house: House, person: str) -> None:
    wanted = ["higiene de alimentos", "soldar metales"]
    opening = stories.posted(house, required_skills=wanted)["id"]
    stories.registered(house, skills=wanted)

    found = standing(house, person, opening)

    assert (found["rank"], found["eligible"], found["obstacles"]) == (2, 2, [])
    change = next(it for it in found["changes"] if it["code"] == "gain_skill")
    assert (change["rank_before"], change["rank_after"]) == (2, 1)
    assert change["text"].endswith(": from place 2 to place 1.")
    assert set(found["components"]) >= {"skills", "location"}


def test_a_pair_that_is_ruled_out_says_by_what(house: House, person: str) -> None:
    opening = stories.posted(house, municipality=NUEVO_LEON)["id"]

    found = standing(house, person, opening)

    assert (found["rank"], found["eligible"]) == (None, 0)
    assert [it["code"] for it in found["obstacles"]] == ["too_far"]
    assert [it["code"] for it in found["changes"]] == ["accept_move"]
    assert found["changes"][0]["text"] == (
        "Accepting to move to Nuevo León: onto the list, at place 1."
    )


def test_the_place_told_is_the_place_in_the_list(house: House, person: str) -> None:
    opening = stories.posted(house)["id"]
    for schooling in ("none", "primary", "bachelor"):
        stories.registered(house, schooling=schooling)

    listed = done(house.staff.get(f"/v1/openings/{opening}/matches"))["data"]
    places = {row["seeker"]["id"]: place for place, row in enumerate(listed, 1)}

    assert {key: standing(house, key, opening)["rank"] for key in places} == places


def test_an_opening_that_is_not_there_or_not_yet_public_is_not_found(
    house: House, person: str
) -> None:
    opening = stories.posted(house)["id"]
    done(house.employer.post(f"/v1/openings/{opening}/pause"))
    address = f"/v1/seekers/{person}/matches"

    assert house.staff.get(f"{address}/{uuid4()}").json()["code"] == "opening_not_found"
    assert house.own_partner.get(f"{address}/{opening}").json()["code"] == "opening_not_found"
    assert house.staff.get(f"{address}/{opening}").status_code == 200
    assert house.staff.get(f"{address}/one").status_code == 422
    assert house.staff.get(f"/v1/seekers/{bodies.TAPACHULA}/matches/advice").status_code == 422


def test_an_empty_list_says_whether_the_person_takes_part(house: House) -> None:
    silent = stories.registered(house, consents=[])
    opening = stories.posted(house)["id"]
    address = f"/v1/seekers/{silent}"

    def told() -> tuple[bool, list[str]]:
        listed = done(house.staff.get(f"{address}/matches"))
        return listed["is_matchable"], [match["opening"]["id"] for match in listed["data"]]

    assert told() == (False, [])
    done(house.staff.put(address, bodies.seeker(consents=["matching"])))
    assert told() == (True, [opening])
    done(house.employer.post(f"/v1/openings/{opening}/close"))
    assert told() == (True, [])
    done(house.staff.post(f"{address}/archive"))
    assert told() == (False, [])
