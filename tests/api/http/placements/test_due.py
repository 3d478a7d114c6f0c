"""The legal clock: five business days from the day after the start (LSS 15-I)."""

from datetime import UTC, date, datetime

import pytest

from models.database import Database
from tests.api.http.stories import RECEIPT, done, started
from tests.api.http.world import House, move_in

PATH = "/v1/placements"


def at(house: House, day: date, hour: int = 18) -> None:
    house.clock.now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def due(house: House, which: str, caller: str = "staff") -> list[str]:
    rows = done(getattr(house, caller).get(f"{PATH}?due={which}"))["data"]
    return [row["id"] for row in rows]


def test_started_on_a_friday_it_is_due_on_the_next(house: House) -> None:
    """20 November 2026 is a Friday; the 16th, a holiday, lies before it."""
    assert started(house, starts_on="2026-11-20")["enrollment_due_on"] == "2026-11-27"


def test_a_holiday_of_the_labor_law_moves_it_on(house: House) -> None:
    """The third Monday of November stands for the Revolution: 16 November 2026."""
    assert started(house, starts_on="2026-11-12")["enrollment_due_on"] == "2026-11-20"


def test_a_day_off_that_is_set_by_an_operator_moves_it_on(
    client,
    database: Database,  # type: ignore[no-untyped-def]
) -> None:
    house = move_in(client, database, extra_holidays=(date(2026, 11, 24),))

    assert started(house, starts_on="2026-11-20")["enrollment_due_on"] == "2026-11-30"


def test_the_lists_follow_the_clock(house: House) -> None:
    placement = started(house, starts_on="2026-11-20")["id"]
    shown = {}
    for day in (23, 27, 28):
        at(house, date(2026, 11, day))
        shown[day] = {which: due(house, which) for which in ("overdue", "today", "this_week")}

    assert shown == {
        23: {"overdue": [], "today": [], "this_week": [placement]},
        27: {"overdue": [], "today": [placement], "this_week": [placement]},
        28: {"overdue": [placement], "today": [], "this_week": []},
    }


def test_the_day_ends_at_midnight_in_mexico_not_in_greenwich(house: House) -> None:
    placement = started(house, starts_on="2026-11-20")["id"]

    at(house, date(2026, 11, 28), hour=5)
    still_today = due(house, "today")
    at(house, date(2026, 11, 28), hour=7)

    assert (still_today, due(house, "today"), due(house, "overdue")) == (
        [placement],
        [],
        [placement],
    )


@pytest.mark.parametrize(
    ("day", "urgency"),
    [
        (date(2026, 11, 20), "on_time"),
        (date(2026, 11, 25), "due_in_two"),
        (date(2026, 11, 26), "due_in_one"),
        (date(2026, 11, 27), "due_today"),
        (date(2026, 11, 28), "overdue"),
    ],
)
def test_the_urgency_is_shown(house: House, day: date, urgency: str) -> None:
    placement = started(house, starts_on="2026-11-20")["id"]
    at(house, day)

    assert done(house.employer.get(f"{PATH}/{placement}"))["urgency"] == urgency


def test_what_is_filed_is_not_due_any_more(house: House) -> None:
    placement = started(house)["id"]
    at(house, date(2026, 12, 15))
    before = due(house, "overdue")

    done(house.employer.post(f"{PATH}/{placement}/file_enrollment", RECEIPT))

    assert (before, due(house, "overdue")) == ([placement], [])
    assert done(house.staff.get(f"{PATH}/{placement}"))["urgency"] is None


def test_what_the_institute_refused_is_due_again(house: House) -> None:
    placement = started(house)["id"]
    refusal = {"evidence": "movement_receipt", "reply_code": "059"}
    for name, given in (("file_enrollment", RECEIPT), ("refuse_enrollment", refusal)):
        done(house.employer.post(f"{PATH}/{placement}/{name}", given))
    at(house, date(2026, 12, 15))

    assert due(house, "overdue") == [placement]


def test_each_side_sees_what_is_due_of_its_own(house: House) -> None:
    placement = started(house)["id"]
    at(house, date(2026, 12, 15))

    shown = {
        name: due(house, "overdue", name)
        for name in ("employer", "other_employer", "staff", "other_staff", "supervisor", "partner")
    }

    assert shown == {
        "employer": [placement],
        "other_employer": [],
        "staff": [placement],
        "other_staff": [],
        "supervisor": [placement],
        "partner": [],
    }


def test_another_word_for_due_is_refused(house: House) -> None:
    assert house.staff.get(f"{PATH}?due=someday").status_code == 422
