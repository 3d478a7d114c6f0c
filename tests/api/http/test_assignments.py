"""Many people and many openings at once: proposed, read, referred."""

import csv
import io
from typing import Any
from uuid import uuid4

import pytest

from tests.api.http import bodies, stories
from tests.api.http.stories import done
from tests.api.http.world import House

ADDRESS = "/v1/assignments"
NUEVO_LEON = "19039"


def proposed(house: House, caller: str = "staff", **asked: Any) -> dict[str, Any]:
    body: dict[str, Any] = done(getattr(house, caller).post(ADDRESS, asked))
    return body


def pairs(house: House, made: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = done(house.staff.get(f"{ADDRESS}/{made['id']}/pairs"))["data"]
    return found


@pytest.fixture
def fair(house: House) -> House:
    """A kitchen for one and a workshop for one; Ana is best for both, Berta fits the kitchen."""
    stories.posted(house, positions=1, title="Ayudante de cocina")
    stories.posted(
        house, positions=1, title="Soldador", required_skills=["soldar metales"], schooling="none"
    )
    both = ["higiene de alimentos", "soldar metales"]
    stories.registered(house, skills=both)
    stories.registered(house)
    return house


def test_both_positions_are_filled_and_the_regret_is_told(fair: House) -> None:
    made = proposed(fair, title="Feria de prueba")
    rows = pairs(fair, made)

    found = made["summary"]
    assert (found["people"], found["openings"], found["positions"], found["placed"]) == (2, 2, 2, 2)
    assert (found["is_optimal"], made["title"]) == (True, "Feria de prueba")
    assert found["score"] == pytest.approx(sum(row["score"] for row in rows))
    assert found["score"] >= found["greedy_score"]
    assert found["mean_regret"] == pytest.approx(sum(row["regret"] for row in rows) / 2)
    assert len({row["opening"] for row in rows}) == 2


def test_nobody_is_placed_where_every_position_is_taken(fair: House) -> None:
    for _ in range(3):
        stories.registered(fair)

    rows = pairs(fair, proposed(fair))

    assert sorted(row["opening"] is None for row in rows) == [False, False, True, True, True]
    assert all(row["regret"] == row["best_score"] for row in rows if row["opening"] is None)


def test_only_the_openings_and_people_named_take_part(fair: House) -> None:
    opening = stories.posted(fair)["id"]
    person = stories.registered(fair)

    rows = pairs(fair, proposed(fair, openings=[opening], seekers=[person]))

    assert [(row["seeker"], row["opening"]) for row in rows] == [(person, opening)]


def test_a_household_goes_to_one_place_or_not_at_all(house: House) -> None:
    for place in (bodies.TAPACHULA, NUEVO_LEON):
        stories.posted(house, municipality=place, positions=1)
    movers = {"relocation": {"willing": True, "states": [], "household_size": 2}}
    home = [stories.registered(house, **movers) for _ in range(2)]

    apart = pairs(house, proposed(house))
    together = proposed(house, households=[home])

    assert len({row["opening"] for row in apart} - {None}) == 2
    assert len({row["opening"] for row in pairs(house, together)} - {None}) == 1
    assert together["summary"]["households"] == 1


def test_people_of_other_centers_take_no_part(fair: House) -> None:
    theirs = done(fair.other_staff.post("/v1/seekers", bodies.seeker()))["id"]

    assert proposed(fair)["summary"]["people"] == 2
    assert proposed(fair, "supervisor")["summary"]["people"] == 3
    refused = fair.staff.post(ADDRESS, {"seekers": [theirs]})
    assert (refused.status_code, refused.json()["code"]) == (404, "seeker_not_found")


def test_whoever_does_not_take_part_in_matching_is_not_assigned(fair: House) -> None:
    stories.registered(fair, consents=[])

    assert proposed(fair)["summary"]["people"] == 2


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"openings": [str(uuid4())]}, 404, "opening_not_found"),
        ({"seekers": [str(uuid4())]}, 404, "seeker_not_found"),
        ({"households": [[str(uuid4()), str(uuid4())]]}, 404, "seeker_not_found"),
        ({"households": [[str(uuid4())]]}, 422, "malformed"),
        ({"state": "99"}, 422, "malformed"),
        ({"each": 0}, 422, "malformed"),
        ({"floor": 1000}, 422, "malformed"),
        ({"title": "x" * 201}, 422, "malformed"),
        ({"title": "a\x00b"}, 422, "malformed"),
        ({"openings": ["; DROP TABLE"]}, 422, "malformed"),
        ({"nobody": 1}, 422, "malformed"),
    ],
)
def test_what_cannot_be_is_refused(house: House, asked: Any, status: int, code: str) -> None:
    refused = house.staff.post(ADDRESS, asked)

    assert (refused.status_code, refused.json()["code"]) == (status, code)


def test_one_person_is_in_one_household_only(fair: House) -> None:
    one, two, three = (stories.registered(fair) for _ in range(3))

    twice = fair.staff.post(ADDRESS, {"households": [[one, two], [two, three]]})
    alone = fair.staff.post(ADDRESS, {"households": [[one, one]]})

    assert [it["pointer"] for it in twice.json()["errors"]] == ["/households/1"]
    assert [it["code"] for it in alone.json()["errors"]] == ["person_in_two_households"]


def test_an_empty_fair_is_no_failure(house: House) -> None:
    made = proposed(house)

    assert (made["summary"]["placed"], made["summary"]["is_optimal"]) == (0, True)
    assert pairs(house, made) == []


def test_the_sheet_names_nobody(fair: House) -> None:
    made = proposed(fair)

    sheet = fair.staff.get(f"{ADDRESS}/{made['id']}/pairs", params={"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))

    assert [row["seeker"] for row in rows] == [row["seeker"] for row in pairs(fair, made)]
    assert "Inventada" not in sheet.text.replace("Cal Inventada SA de CV", "")


def test_the_assignment_of_another_member_of_staff_is_not_found(fair: House) -> None:
    made = proposed(fair)["id"]

    for tail in ("", "/pairs"):
        assert fair.other_staff.get(f"{ADDRESS}/{made}{tail}").status_code == 404
        assert fair.supervisor.get(f"{ADDRESS}/{made}{tail}").status_code == 200
    assert done(fair.other_staff.get(ADDRESS))["data"] == []
    assert [it["id"] for it in done(fair.supervisor.get(ADDRESS))["data"]] == [made]


def chosen(rows: list[dict[str, Any]], **changes: Any) -> dict[str, Any]:
    return {"pairs": [{"seeker": it["seeker"], "opening": it["opening"], **changes} for it in rows]}


def test_chosen_pairs_become_referrals_that_wait_for_the_person(fair: House) -> None:
    made = proposed(fair)

    results = done(fair.staff.post(f"{ADDRESS}/{made['id']}/referrals", chosen(pairs(fair, made))))[
        "results"
    ]

    assert [it["status"] for it in results] == ["created", "created"]
    states = {done(fair.staff.get(f"/v1/referrals/{it['referral']}"))["status"] for it in results}
    assert states == {"proposed"}
    assert done(fair.employer.get("/v1/referrals"))["data"] == []


def test_with_consent_seen_by_staff_the_employer_is_told(fair: House) -> None:
    made = proposed(fair)
    asked = chosen(pairs(fair, made)[:1], has_consented=True)

    (result,) = done(fair.staff.post(f"{ADDRESS}/{made['id']}/referrals", asked))["results"]

    assert done(fair.staff.get(f"/v1/referrals/{result['referral']}"))["status"] == "sent"


def test_a_pair_that_is_refused_leaves_the_others(fair: House) -> None:
    made = proposed(fair)
    one, other = pairs(fair, made)
    done(fair.staff.post(f"{ADDRESS}/{made['id']}/referrals", chosen([one])))
    crossed = {"seeker": one["seeker"], "opening": other["opening"]}

    results = done(
        fair.staff.post(f"{ADDRESS}/{made['id']}/referrals", chosen([one, crossed, other]))
    )["results"]

    assert [(it["status"], it["code"]) for it in results] == [
        ("refused", "already_exists"),
        ("refused", "pair_not_proposed"),
        ("created", None),
    ]
    assert results[0]["detail"]


def test_no_pairs_or_strange_pairs_are_refused(fair: House) -> None:
    address = f"{ADDRESS}/{proposed(fair)['id']}/referrals"

    for body in ({"pairs": []}, {}, {"pairs": [{"seeker": "x", "opening": "y"}]}, {"pairs": "x"}):
        assert fair.staff.post(address, body).status_code == 422
    assert fair.staff.post(f"{ADDRESS}/{uuid4()}/referrals", chosen([], x=1)).status_code == 422
