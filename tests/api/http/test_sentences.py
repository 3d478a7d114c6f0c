"""What refusals say where nothing, one thing or an id is to be named."""

from uuid import uuid4

import pytest

from services.errors import IllegalTransition
from services.wording import say
from tests.api.http.bodies import named_opening, seeker
from tests.api.http.stories import done, posted, registered
from tests.api.http.world import Caller, House


def messages(caller: Caller, path: str, body: object) -> list[str]:
    return [error["message"] for error in caller.post_once(path, body).json()["errors"]]


def test_at_least_one_is_said_in_words(house: House) -> None:
    path = "/v1/openings"
    assert messages(house.employer, path, {**named_opening("a"), "external_id": ""}) == [
        "Write something here: it cannot be empty."
    ]
    assert messages(house.staff, f"/v1/assignments/{uuid4()}/referrals", {"pairs": []}) == [
        "Send at least one entry."
    ]


@pytest.mark.parametrize(
    ("possible", "said"),
    [
        (["close", "pause"], "pause is not possible from closed. Possible now: close, pause."),
        ([], "pause is not possible from closed, nor is anything else."),
    ],
)
def test_where_nothing_is_possible_no_dash_stands_for_it(possible: list[str], said: str) -> None:
    error = IllegalTransition(transition="pause", state="closed", possible=possible)

    assert say(error.message, "en", **error.subject) == said


def test_what_is_there_already_is_named_by_its_id(house: House) -> None:
    person = registered(house, external_id="a")
    made = posted(house, external_id="b")
    pair = {"seeker": person, "opening": made["id"], "has_consented": True}
    referral = done(house.staff.post("/v1/referrals", pair))["id"]

    told = {
        person: house.staff.post("/v1/seekers", seeker(external_id="a")),
        made["id"]: house.employer.post_once("/v1/openings", named_opening("b")),
        referral: house.staff.post("/v1/referrals", pair),
    }

    for known, answer in told.items():
        assert (answer.status_code, answer.json()["code"]) == (409, "already_exists")
        assert known in answer.json()["detail"]


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_single_thing_that_is_there_is_said_in_both_languages(house: House, lang: str) -> None:
    registered(house, external_id="a")

    answer = house.staff.post(
        "/v1/seekers", seeker(external_id="a"), headers={"Accept-Language": lang}
    )

    assert "external_id (id " in answer.json()["detail"]
