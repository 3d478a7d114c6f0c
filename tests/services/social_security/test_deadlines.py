from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.social_security.business_days import (
    business_days_after,
    business_days_left,
    is_business_day,
)
from services.social_security.deadlines import (
    Urgency,
    base_change_due_on,
    enrollment_due_on,
    enrollment_window,
    urgency,
    variable_base_change_due_on,
    warnings_on,
    withdrawal_due_on,
)
from tests.services.social_security.vectors import VECTORS

days = st.dates(date(2019, 1, 1), date(2036, 12, 31))
CASES = [
    (date.fromisoformat(case["start"]), date.fromisoformat(case["deadline_lft74"]))
    for case in VECTORS["imss_deadline_5_business_days"]
]


@pytest.mark.parametrize(("start", "due_on"), CASES)
def test_enrollment_is_due_five_business_days_after_the_start(start, due_on):
    assert enrollment_due_on(start) == due_on


@pytest.mark.parametrize("start", [date(2026, 11, 13), date(2026, 11, 14), date(2026, 11, 15)])
def test_a_start_before_a_long_weekend_counts_from_the_tuesday(start):
    assert enrollment_due_on(start) == date(2026, 11, 23)


def test_the_change_of_government_is_a_day_off():
    assert enrollment_due_on(date(2030, 9, 27)) == date(2030, 10, 7)


def test_holy_week_is_not():
    assert enrollment_due_on(date(2026, 3, 31)) == date(2026, 4, 7)


def test_days_set_by_the_operator_are_off_too():
    bridge = frozenset({date(2026, 11, 17)})
    assert enrollment_due_on(date(2026, 11, 12), bridge) == date(2026, 11, 23)


def test_a_monday_start_may_be_filed_from_the_friday_before():
    assert enrollment_window(date(2026, 11, 23)).opens_on == date(2026, 11, 20)


def test_a_start_after_a_holiday_may_be_filed_before_it():
    assert enrollment_window(date(2026, 11, 17)).opens_on == date(2026, 11, 13)


def test_withdrawal_and_change_have_the_same_five_days():
    last_day = date(2026, 12, 21)
    assert withdrawal_due_on(last_day) == base_change_due_on(last_day) == date(2026, 12, 29)


@pytest.mark.parametrize(
    ("today", "due_on"),
    [
        (date(2026, 11, 3), date(2026, 11, 6)),
        (date(2026, 11, 10), date(2027, 1, 8)),
        (date(2026, 12, 15), date(2027, 1, 8)),
        (date(2027, 2, 1), date(2027, 3, 5)),
    ],
)
def test_variable_pay_changes_at_the_start_of_odd_months(today, due_on):
    assert variable_base_change_due_on(today) == due_on


DUE_ON_MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 25), Urgency.ON_TIME),
        (date(2026, 11, 26), Urgency.DUE_IN_TWO),
        (date(2026, 11, 27), Urgency.DUE_IN_ONE),
        (date(2026, 11, 28), Urgency.DUE_IN_ONE),
        (date(2026, 11, 29), Urgency.DUE_IN_ONE),
        (DUE_ON_MONDAY, Urgency.DUE_TODAY),
        (date(2026, 12, 1), Urgency.OVERDUE),
    ],
)
def test_urgency_counts_business_days(today, expected):
    assert urgency(DUE_ON_MONDAY, today) is expected


def test_warnings_fall_on_business_days():
    assert warnings_on(DUE_ON_MONDAY) == (date(2026, 11, 26), date(2026, 11, 27), DUE_ON_MONDAY)


@given(days)
def test_every_deadline_is_a_business_day(start):
    assert is_business_day(enrollment_due_on(start))


@given(days, st.integers(0, 60))
def test_a_later_start_is_never_due_earlier(start, later):
    assert enrollment_due_on(start) <= enrollment_due_on(start + timedelta(days=later))


@given(days, days)
def test_a_further_day_off_never_brings_a_deadline_forward(start, off):
    assert enrollment_due_on(start, frozenset({off})) >= enrollment_due_on(start)


@given(days, st.integers(1, 30))
def test_days_left_undo_days_after(day, count):
    assert business_days_left(day, business_days_after(day, count)) == count
