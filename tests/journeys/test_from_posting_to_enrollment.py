"""From an opening to a month in the job: each step by the one whose step it is, over HTTP."""

from typing import Any

import pytest

from tests.api.http.bodies import named_opening, seeker
from tests.api.http.enrollment_stories import DUE, with_registration
from tests.api.http.stories import STATEMENT, done
from tests.api.http.world import House, move_in, serving

CERTIFICATE = {"evidence": "weeks_certificate", "evidence_hash": "ef" * 32}


@pytest.fixture
def house(database):
    with serving(database) as client:
        yield move_in(client, database)


def best_match(house: House, opening: str) -> str:
    found = done(house.staff.get(f"/v1/openings/{opening}/matches"))["data"]
    person: str = found[0]["seeker"]["id"]
    return person


def referred(house: House, person: str, opening: str) -> str:
    asked = {"seeker": person, "opening": opening, "has_consented": True}
    name: str = done(house.staff.post("/v1/referrals", asked))["id"]
    return name


def filed_and_accepted(house: House) -> None:
    file = done(house.employer.post("/v1/movement-files", DUE))
    path = f"/v1/movement-files/{file['id']}"
    done(house.employer.post(f"{path}/send", {"receipt": "LOTE 1"}))
    replies = {"replies": [{"line": 1, "is_accepted": True}]}
    done(house.employer.post(f"{path}/replies", replies))


def placement_of(house: House, placement: str) -> dict[str, Any]:
    body: dict[str, Any] = done(house.employer.get(f"/v1/placements/{placement}"))
    return body


@pytest.mark.parametrize("registrar", ["staff", "own_partner"])
def test_who_fits_is_referred_hired_enrolled_and_kept(house: House, registrar: str) -> None:
    with_registration(house)
    opening = done(house.employer.post_once("/v1/openings", named_opening(positions=1)))["id"]
    person = done(getattr(house, registrar).post("/v1/seekers", seeker()))["id"]
    assert best_match(house, opening) == person

    referral = referred(house, person, opening)
    hire = {"referral": referral, "starts_on": "2026-11-20", "has_accepted": True}
    placement = done(house.employer.post("/v1/placements", hire))["id"]
    assert placement_of(house, placement)["status"] == "accepted"
    assert done(house.employer.get(f"/v1/openings/{opening}"))["status"] == "filled"

    done(house.employer.post(f"/v1/placements/{placement}/start", STATEMENT))
    filed_and_accepted(house)
    assert placement_of(house, placement)["status"] == "enrollment_confirmed"

    house.clock.pass_days(31)
    done(house.staff.post(f"/v1/placements/{placement}/retain_30", CERTIFICATE))
    assert placement_of(house, placement)["status"] == "retained_30"
