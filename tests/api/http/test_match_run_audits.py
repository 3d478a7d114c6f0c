"""How a kept run treated people: sums alone, for those who may see them."""

import csv
import io
from typing import Any
from uuid import uuid4

import pytest

from services.matches import audits
from tests.api.http import bodies, stories
from tests.api.http.stories import done
from tests.api.http.world import House


def run_of(house: House, **asked: Any) -> str:
    return house.supervisor.get("/v1/reports/matches", params=asked).headers["x-match-run"]


HAITIANS = {
    "sex": "H",
    "nationality": "HT",
    "skills": [],
    "occupations": [],
    "schooling": "none",
    "preferred_language": "ht",
}


@pytest.fixture
def crowd(house: House) -> House:
    """Two openings; twelve women of Honduras who know kitchens, fourteen men of Haiti without."""
    for _ in range(2):
        stories.posted(house)
    people = [bodies.seeker(sex="M") for _ in range(12)]
    people += [bodies.seeker(**HAITIANS) for _ in range(14)]
    done(house.staff.post_once("/v1/seekers/bulk", people))
    return house


def groups(found: dict[str, Any], attribute: str) -> dict[str, dict[str, Any]]:
    part = next(it for it in found["attributes"] if it["attribute"] == attribute)
    return {it["group"]: it for it in part["groups"]}


def test_an_audit_finds_who_is_listed_less_and_why(crowd: House) -> None:
    run = run_of(crowd, k=10)

    found = done(crowd.supervisor.post(f"/v1/match-runs/{run}/fairness"))

    sexes = groups(found, "sex")
    assert [it["attribute"] for it in found["attributes"]] == [
        "sex",
        "population",
        "nationality",
        "language",
    ]
    assert (sexes["M"]["selected"], sexes["M"]["eligible"]) == (20, 24)
    assert (sexes["H"]["ratio"], sexes["H"]["verdict"]) == (0.0, "adverse")
    assert sexes["H"]["cause"] in {"skills", "occupation"}
    assert set(groups(found, "language")) == {"es", "ht"}
    assert set(groups(found, "nationality")) == {"central_america", "caribbean"}


def test_a_small_group_is_hidden_and_cannot_be_subtracted(crowd: House) -> None:
    for _ in range(3):
        stories.registered(crowd, sex="X")
    run = run_of(crowd)

    sexes = groups(done(crowd.supervisor.post(f"/v1/match-runs/{run}/fairness")), "sex")

    assert {name: it["people"] for name, it in sexes.items()} == {"X": None, "M": None, "H": 14}
    assert sexes["X"] == {**dict.fromkeys(sexes["X"]), "group": "X", "verdict": "hidden"}


def test_the_audit_is_kept_and_read_again_in_every_format(crowd: House) -> None:
    address = f"/v1/match-runs/{run_of(crowd)}/fairness"
    before = crowd.supervisor.get(address)
    made = done(crowd.supervisor.post(address))

    sheet = crowd.supervisor.speaking("es").get(address, params={"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))

    assert (before.status_code, before.json()["code"]) == (404, "audit_not_found")
    assert done(crowd.supervisor.get(address)) == made
    assert {row["group"] for row in rows if row["attribute"] == "Sexo"} == {"Mujeres", "Hombres"}
    assert crowd.supervisor.get(address, params={"format": "xlsx"}).content[:2] == b"PK"
    assert crowd.supervisor.get(address, params={"format": "pdf"}).status_code == 422


def test_nothing_in_an_audit_names_a_person(crowd: House) -> None:
    address = f"/v1/match-runs/{run_of(crowd)}/fairness"
    body = crowd.supervisor.post(address).text
    sheet = crowd.supervisor.get(address, params={"format": "csv"}).text

    people = [it["id"] for it in done(crowd.staff.get("/v1/seekers"))["data"]]
    assert people
    assert not [it for it in people if it in body or it in sheet]
    assert "Inventada" not in body + sheet


def test_staff_without_the_role_see_congestion_and_no_groups(crowd: House) -> None:
    run = crowd.staff.get("/v1/reports/matches").headers["x-match-run"]

    assert crowd.staff.get(f"/v1/match-runs/{run}/congestion").status_code == 200
    assert crowd.staff.post(f"/v1/match-runs/{run}/fairness").status_code == 403
    assert crowd.staff.get(f"/v1/match-runs/{run}/fairness").status_code == 403


def test_congestion_tells_who_is_in_no_list(crowd: House) -> None:
    stories.posted(crowd, municipality="19039")

    found = done(crowd.supervisor.get(f"/v1/match-runs/{run_of(crowd, k=5)}/congestion"))

    assert (found["openings"], found["seekers"], found["k"]) == (3, 26, 5)
    assert found["empty_lists"] == pytest.approx(1 / 3)
    assert found["unlisted_seekers"] == pytest.approx(21 / 26)
    assert [it["lists"] for it in found["most_wanted"]] == [2] * 5
    assert found["is_congested"]


def test_an_unknown_run_has_neither(house: House) -> None:
    for tail in ("congestion", "fairness"):
        assert house.supervisor.get(f"/v1/match-runs/{uuid4()}/{tail}").status_code == 404
        assert house.supervisor.get(f"/v1/match-runs/one/{tail}").status_code == 422
    assert house.supervisor.post(f"/v1/match-runs/{uuid4()}/fairness").status_code == 404


def test_a_run_of_many_openings_is_audited_over_some_of_them_spread_evenly(
    crowd: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        stories.posted(crowd)
    monkeypatch.setattr(
        audits.make_audit,
        "__kwdefaults__",
        {**audits.make_audit.__kwdefaults__, "most_openings": 2},
    )

    found = done(crowd.supervisor.post(f"/v1/match-runs/{run_of(crowd)}/fairness"))

    assert (found["openings"], found["openings_read"]) == (5, 2)
