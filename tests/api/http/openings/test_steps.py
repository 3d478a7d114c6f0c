import pytest

from models.lifecycles import OPENING
from services.access.actor import Scope
from tests.api.http.bodies import opening
from tests.api.http.stories import done, hired, posted
from tests.api.http.world import House

LOW = {"monthly_wage_mxn": "6000.00"}


def path_of(house: House, **changes: object) -> str:
    return f"/v1/openings/{posted(house, **changes)['id']}"


def test_paused_then_published_then_closed(house: House) -> None:
    path = path_of(house)

    states = [
        done(house.employer.post(f"{path}/{step}"))["status"]
        for step in ("pause", "publish", "close")
    ]

    assert states == ["paused", "published", "closed"]


def test_by_the_own_name_too(house: House) -> None:
    posted(house, external_id="mine")

    assert done(house.employer.post("/v1/openings/mine/pause"))["status"] == "paused"


@pytest.mark.parametrize("step", ["publish", "pause", "close"])
def test_a_step_that_already_happened_is_taken_again_and_changes_nothing(
    house: House, step: str
) -> None:
    path = path_of(house)
    if step != "publish":
        done(house.employer.post(f"{path}/{step}"))
    before = done(house.employer.get(path))

    assert done(house.employer.post(f"{path}/{step}")) == before


def test_a_step_from_elsewhere_is_refused_with_what_is_possible(house: House) -> None:
    path = path_of(house)
    done(house.employer.post(f"{path}/close"))

    answer = house.employer.post(f"{path}/pause")

    assert (answer.status_code, answer.json()["code"]) == (409, "illegal_transition")
    assert "Possible now: submit." in answer.json()["detail"]


def test_only_steps_that_the_caller_may_take_are_called_possible(house: House) -> None:
    path = path_of(house, **LOW)

    detail = house.employer.post(f"{path}/pause").json()["detail"]

    assert "close" in detail
    assert "reject" not in detail


def test_an_employer_does_not_decide_its_own_review(house: House) -> None:
    path = path_of(house, **LOW)

    answers = [house.employer.post(f"{path}/{step}") for step in ("publish", "reject")]

    assert [(it.status_code, it.json()["code"]) for it in answers] == [
        (409, "review_pending"),
        (403, "forbidden"),
    ]
    assert "wage_below_floor" in answers[0].json()["detail"]


def test_staff_publish_what_waited_for_them(house: House) -> None:
    path = path_of(house, **LOW)

    shown = done(house.staff.post(f"{path}/publish"))

    assert (shown["status"], shown["review_codes"]) == ("published", [])
    assert shown["published_at"] is not None


def test_staff_reject_and_the_employer_submits_again(house: House) -> None:
    path = path_of(house, **LOW)

    rejected = done(house.staff.post(f"{path}/reject"))["status"]
    submitted = done(house.employer.post(f"{path}/submit"))["status"]

    assert (rejected, submitted) == ("rejected", "in_review")


def test_what_staff_rejected_waits_for_them_however_it_is_sent_again(house: House) -> None:
    path = path_of(house, **LOW)
    name = done(house.staff.get(path))["external_id"]
    done(house.staff.post(f"{path}/reject"))

    def sent(title: str) -> tuple[str, list[str]]:
        done(house.employer.put(f"/v1/openings/{name}", opening(title=title)))
        shown = done(house.employer.get(path))
        return shown["status"], shown["review_codes"]

    waiting = ("in_review", ["rejected_before"])
    assert [sent("Cocinera"), sent("Cocinero")] == [waiting, waiting]
    assert house.employer.post(f"{path}/publish").json()["code"] == "review_pending"
    done(house.employer.post(f"{path}/close"))
    assert sent("Cocinera de comedor") == waiting

    done(house.staff.post(f"{path}/publish"))
    assert sent("Cocinera de hotel") == ("published", [])


def test_nobody_publishes_for_an_unverified_employer(house: House) -> None:
    newcomer = house.employer_with(verified=False)
    path = f"/v1/openings/{done(newcomer.put('/v1/openings/a', opening()))['id']}"

    answers = [caller.post(f"{path}/publish") for caller in (newcomer, house.staff)]

    assert [it.json()["code"] for it in answers] == ["employer_not_verified"] * 2


def test_an_opening_full_of_people_is_not_reopened(house: House) -> None:
    path = f"/v1/openings/{hired(house, positions=1)['opening']}"
    assert done(house.employer.get(path))["status"] == "filled"

    answer = house.employer.post(f"{path}/reopen")

    assert (answer.status_code, answer.json()["code"]) == (409, "no_positions_left")


def test_a_closed_opening_is_taken_up_by_sending_it_again(house: House) -> None:
    posted(house, external_id="mine")
    done(house.employer.post("/v1/openings/mine/close"))

    assert (
        done(house.employer.put("/v1/openings/mine", opening(positions=4)))["status"] == "published"
    )


def test_a_step_that_is_none_is_refused(house: House) -> None:
    answer = house.employer.post(f"{path_of(house)}/explode")

    assert answer.status_code in {404, 422}


def test_the_scope_is_needed(house: House) -> None:
    limited = house.employer_with(scopes=[Scope.MATCHES])

    assert limited.post(f"{path_of(house)}/close").json()["code"] == "scope_missing"


@pytest.mark.parametrize("step", ["fill", "review"])
def test_what_the_service_does_by_itself_is_not_asked_for(house: House, step: str) -> None:
    assert OPENING.named(step) is not None

    assert house.staff.post(f"{path_of(house)}/{step}").status_code == 404
