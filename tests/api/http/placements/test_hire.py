from typing import Any

import httpx
import pytest

from tests.api.http.bodies import ELSEWHERE, opening, seeker
from tests.api.http.stories import done, hired, posted, referred, registered, started
from tests.api.http.world import House

PATH = "/v1/placements"


def hire(house: House, caller: str = "employer", **body: Any) -> httpx.Response:
    answer: httpx.Response = getattr(house, caller).post(PATH, body)
    return answer


def opening_of(house: House, placement: dict[str, Any]) -> dict[str, Any]:
    body: dict[str, Any] = done(house.employer.get(f"/v1/openings/{placement['opening']}"))
    return body


def referral_of(house: House, referral_id: str) -> dict[str, Any]:
    body: dict[str, Any] = done(house.staff.get(f"/v1/referrals/{referral_id}"))
    return body


def test_an_employer_hires_by_the_referral(house: House) -> None:
    referral = referred(house)

    answer = hire(house, referral=referral["id"], starts_on="2026-11-24")

    body = answer.json()
    assert (answer.status_code, body["status"], body["official_status"]) == (
        201,
        "offered",
        "ofertado",
    )
    assert (body["referral"], body["seeker"]) == (referral["id"], referral["seeker"])
    assert [event["transition"] for event in body["events"]] == ["create"]


def test_the_referral_follows_by_itself(house: House) -> None:
    referral = referred(house)["id"]

    done(hire(house, referral=referral))

    assert referral_of(house, referral)["status"] == "offered"


def test_staff_hire_by_person_and_opening(house: House) -> None:
    asked = {"seeker": registered(house), "opening": posted(house)["id"]}

    answers = [hire(house, caller, **asked) for caller in ("employer", "staff")]

    assert [it.status_code for it in answers] == [403, 201]
    assert answers[0].json()["errors"][0]["code"] == "referral_needed"


def test_staff_do_not_hire_the_people_of_another_center(house: House) -> None:
    asked = {"seeker": registered(house), "opening": posted(house)["id"]}

    assert hire(house, "other_staff", **asked).json()["code"] == "seeker_not_found"


def test_without_either_it_is_malformed(house: House) -> None:
    answers = [hire(house), hire(house, seeker=registered(house))]

    assert [it.json()["errors"][0]["code"] for it in answers] == ["no_hire_named"] * 2


def test_sent_twice_it_is_recorded_once(house: House) -> None:
    referral = referred(house)["id"]

    answers = [hire(house, referral=referral) for _ in range(2)]

    assert [it.status_code for it in answers] == [201, 409]
    assert answers[1].json()["code"] == "already_exists"
    assert len(done(house.employer.get(PATH))["data"]) == 1


@pytest.mark.parametrize("step", ["decline", "withdraw", "not_select", "expire"])
def test_nobody_is_hired_by_a_referral_that_is_over(house: House, step: str) -> None:
    referral = referred(house)["id"]
    done(house.staff.post(f"/v1/referrals/{referral}/{step}"))

    answer = hire(house, referral=referral, has_accepted=True)

    assert (answer.status_code, answer.json()["code"]) == (409, "illegal_transition")


def test_nobody_is_hired_by_a_proposal(house: House) -> None:
    referral = referred(house, is_sent=False)["id"]

    answers = {caller: hire(house, caller, referral=referral) for caller in ("employer", "staff")}

    assert {name: it.json()["code"] for name, it in answers.items()} == {
        "employer": "referral_not_found",
        "staff": "illegal_transition",
    }


def test_a_wage_below_the_floor_is_refused_with_the_floor(house: House) -> None:
    referral = referred(house)["id"]

    answer = hire(house, referral=referral, monthly_wage_mxn="9000.00")

    assert (answer.status_code, answer.json()["code"]) == (409, "wage_below_floor")
    assert "9451.20" in answer.json()["detail"]
    assert answer.json()["errors"][0]["pointer"] == "/monthly_wage_mxn"


def test_the_floor_is_that_of_the_place(house: House) -> None:
    """At the northern border the minimum is higher: what is lawful in Tapachula is not there."""
    north = posted(house, municipality=ELSEWHERE, monthly_wage_mxn="14000.00")["id"]
    asked = {"seeker": registered(house, municipality=ELSEWHERE), "opening": north}

    answer = hire(house, "staff", **asked, monthly_wage_mxn="10500.00")

    assert answer.json()["code"] == "wage_below_floor"


def test_the_wage_of_the_opening_counts_where_none_is_given(house: House) -> None:
    low = posted(house, monthly_wage_mxn="9000.00")["id"]
    done(house.staff.post(f"/v1/openings/{low}/publish"))

    answer = hire(house, "staff", seeker=registered(house), opening=low)

    assert answer.json()["code"] == "wage_below_floor"


@pytest.mark.parametrize(("wage", "status"), [("9069.37", 201), ("9069.36", 409), ("1.00", 409)])
def test_a_net_wage_has_its_own_floor(house: House, wage: str, status: int) -> None:
    net = posted(house, monthly_wage_mxn="11000.00", wage_is="net")["id"]

    answer = hire(house, "staff", seeker=registered(house), opening=net, monthly_wage_mxn=wage)

    assert answer.status_code == status
    if status == 409:
        assert answer.json()["code"] == "wage_below_floor"
        assert "9069.37" in answer.json()["detail"]


def test_an_accepted_hire_takes_a_position(house: House) -> None:
    placement = hired(house, positions=2)

    shown = opening_of(house, placement)
    assert (shown["positions_filled"], shown["status"]) == (1, "published")


def test_an_offer_takes_none_until_it_is_accepted(house: House) -> None:
    placement = done(hire(house, referral=referred(house, positions=2)["id"]))
    before = opening_of(house, placement)["positions_filled"]

    done(house.staff.post(f"{PATH}/{placement['id']}/accept", {"evidence": "statement"}))

    assert (before, opening_of(house, placement)["positions_filled"]) == (0, 1)


def test_the_last_position_fills_the_opening_and_ends_the_others_kindly(house: House) -> None:
    opening_id = posted(house, positions=1)["id"]
    first, waiting = (
        done(
            house.staff.post(
                "/v1/referrals",
                {"seeker": registered(house), "opening": opening_id, "has_consented": True},
            )
        )["id"]
        for _ in range(2)
    )

    placement = done(hire(house, referral=first, has_accepted=True))

    assert opening_of(house, placement)["status"] == "filled"
    assert referral_of(house, waiting)["status"] == "opening_cancelled"
    assert referral_of(house, first)["status"] == "offered"


def test_more_than_the_positions_are_not_hired(house: House) -> None:
    opening_id = posted(house, positions=1)["id"]
    done(hire(house, "staff", seeker=registered(house), opening=opening_id))

    answer = hire(house, "staff", seeker=registered(house), opening=opening_id)

    assert (answer.status_code, answer.json()["code"]) == (409, "no_positions_left")


def test_when_somebody_steps_back_the_opening_is_open_again(house: House) -> None:
    placement = hired(house, positions=1)

    done(house.staff.post(f"{PATH}/{placement['id']}/decline"))

    shown = opening_of(house, placement)
    assert (shown["positions_filled"], shown["status"]) == (0, "published")
    assert referral_of(house, placement["referral"])["status"] == "declined_by_person"


def test_a_start_ends_the_persons_other_referrals(house: House) -> None:
    placement = hired(house)
    elsewhere = posted(house)["id"]
    asked = {"seeker": placement["seeker"], "opening": elsewhere, "has_consented": True}
    other = done(house.staff.post("/v1/referrals", asked))["id"]

    done(house.employer.post(f"{PATH}/{placement['id']}/start", {"evidence": "statement"}))

    assert referral_of(house, other)["status"] == "hired_elsewhere"
    assert referral_of(house, placement["referral"])["status"] == "hired"


def test_an_enrollment_filed_before_the_first_day_settles_the_referral_too(house: House) -> None:
    placement = hired(house, starts_on="2026-11-23")

    receipt = {"evidence": "movement_receipt"}
    done(house.employer.post(f"{PATH}/{placement['id']}/file_enrollment", receipt))

    assert referral_of(house, placement["referral"])["status"] == "hired"


def test_whoever_works_is_in_nobodys_list_until_the_work_ends(house: House) -> None:
    placement = started(house)
    listed = f"/v1/openings/{posted(house)['id']}/matches"
    during = len(done(house.staff.get(listed))["data"])

    done(house.employer.post(f"{PATH}/{placement['id']}/end", {"cause": "voluntary"}))

    assert (during, len(done(house.staff.get(listed))["data"])) == (0, 1)


def test_a_desk_that_revises_somebody_at_work_does_not_offer_them_again(house: House) -> None:
    placement = started(house)

    stored = done(house.staff.put(f"/v1/seekers/{placement['seeker']}", seeker(skills=["soldar"])))

    assert stored["is_matchable"] is False
    assert done(house.staff.get(f"/v1/openings/{posted(house)['id']}/matches"))["data"] == []


def test_nobody_is_hired_for_what_was_never_published(house: House) -> None:
    newcomer = house.employer_with(verified=False)
    draft = done(newcomer.put("/v1/openings/a", opening()))["id"]

    answer = hire(house, "staff", seeker=registered(house), opening=draft)

    assert answer.json()["code"] == "opening_not_open"
