import pytest

from tests.api.http.stories import done, referred
from tests.api.http.world import House


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2026-11-21", "day_to_come"),
        ("1999-01-01", "day_too_early"),
        ("2026-08-20", "day_too_early"),
    ],
)
def test_an_interview_was_neither_tomorrow_nor_long_before_the_referral(
    house: House, day: str, code: str
) -> None:
    path = f"/v1/referrals/{referred(house)['id']}/interview"
    answer = house.employer.post(path, {"happened_on": day})
    found = answer.json()["errors"][0]
    assert (answer.status_code, found["pointer"], found["code"]) == (422, "/happened_on", code)


def test_an_interview_of_last_month_is_written_down(house: House) -> None:
    path = f"/v1/referrals/{referred(house)['id']}/interview"
    assert house.employer.post(path, {"happened_on": "2026-10-20"}).status_code == 200


def test_the_same_interview_on_another_day_is_not_swallowed(house: House) -> None:
    path = f"/v1/referrals/{referred(house)['id']}/interview"
    given = {"happened_on": "2026-11-18", "note": "En la planta."}
    stands = done(house.employer.post(path, given))

    same = house.employer.post(path, given)
    other = house.employer.post(path, {**given, "happened_on": "2026-11-19"})

    assert (same.status_code, same.json()) == (200, stands)
    found = other.json()["errors"][0]
    assert (other.status_code, other.json()["code"]) == (409, "recorded_otherwise")
    assert found["pointer"] == "/happened_on"
