"""What a hire was agreed on stays, whatever becomes of its opening."""

from typing import Any

import pytest

from tests.api.http import enrollment_stories
from tests.api.http.bodies import opening
from tests.api.http.stories import done, hired, posted, referred, started
from tests.api.http.world import House
from tests.factories import TAPACHULA, TIJUANA

PATH = "/v1/placements"
AGREED = {"title": "Ayudante de cocina", "municipality": TAPACHULA, "contract": "indefinite"}


def rewrite(house: House, placement: dict[str, Any], **changes: Any) -> None:
    """The employer makes another opening of the one that the hire is for."""
    name = done(house.employer.get(f"/v1/openings/{placement['opening']}"))["external_id"]
    other = {"title": "Otra cosa", "municipality": TIJUANA, "contract": "project", **changes}
    done(house.employer.put(f"/v1/openings/{name}", opening(**other)))


def agreed(house: House, placement: dict[str, Any]) -> dict[str, Any]:
    body = done(house.staff.get(f"{PATH}/{placement['id']}"))
    return {name: body[name] for name in AGREED}


@pytest.mark.parametrize("brought", [hired, started])
def test_an_opening_that_becomes_another_leaves_its_hires_as_agreed(
    house: House, brought: Any
) -> None:
    placement = brought(house)

    rewrite(house, placement, monthly_wage_mxn="20000.00", wage_is="net")

    assert agreed(house, placement) == AGREED
    body = done(house.employer.get(f"{PATH}/{placement['id']}"))
    assert (body["offered_monthly_wage_mxn"], body["wage_is"]) == ("10500.00", "gross")


def test_a_hire_without_a_referral_keeps_it_too(house: House) -> None:
    asked = {"seeker": referred(house)["seeker"], "opening": posted(house)["id"]}
    placement = done(house.staff.post(PATH, asked))

    rewrite(house, placement)

    assert agreed(house, placement) == AGREED


def test_the_contribution_base_stays_that_of_the_place_agreed_on(house: House) -> None:
    enrollment_stories.due(house)
    placement = done(house.employer.get(PATH))["data"][0]
    before = preflight(house)

    rewrite(house, placement)

    assert before
    assert preflight(house) == before


def preflight(house: House) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = done(
        house.employer.post("/v1/movement-files/preflight", enrollment_stories.DUE)
    )["data"]
    return found


def test_the_floor_at_the_start_is_that_of_the_place_agreed_on(house: House) -> None:
    placement = hired(house)
    rewrite(house, placement, monthly_wage_mxn="20000.00")

    answer = house.employer.post(f"{PATH}/{placement['id']}/start", {"evidence": "statement"})

    assert answer.status_code == 200
