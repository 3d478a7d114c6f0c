"""The legal clock of a hire: by when a movement is due, and what to say as the day comes near.

The extension of the general rules (last day a Friday or a holiday) does not hold for movements
(RACERF 3), so there is none here. `extra` are days off beyond the labor law's list.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.social_security.business_days import (
    NO_EXTRA,
    business_days_after,
    business_days_before,
    business_days_left,
)
from services.social_security.tables import term


class Urgency(StrEnum):
    """How near a deadline is. `OVERDUE` opens the worker's own way (LSS 18)."""

    ON_TIME = "on_time"
    DUE_IN_TWO = "due_in_two"
    DUE_IN_ONE = "due_in_one"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class EnrollmentWindow:
    """The days on which an enrollment is neither early nor late, both included."""

    opens_on: date
    due_on: date


def enrollment_due_on(start: date, extra: frozenset[date] = NO_EXTRA) -> date:
    """Counted from the day after the start (the day of the start is not day one)."""
    return business_days_after(start, term("enrollment"), extra)


def enrollment_window(start: date, extra: frozenset[date] = NO_EXTRA) -> EnrollmentWindow:
    opens_on = business_days_before(start, term("enrollment_early"), extra)
    return EnrollmentWindow(opens_on, enrollment_due_on(start, extra))


def withdrawal_due_on(last_day: date, extra: frozenset[date] = NO_EXTRA) -> date:
    """A later notice takes effect only on the day after it is received (RACERF 57)."""
    return business_days_after(last_day, term("withdrawal"), extra)


def base_change_due_on(changed_on: date, extra: frozenset[date] = NO_EXTRA) -> date:
    """Of a fixed wage. A variable one has `variable_base_change_due_on`."""
    return business_days_after(changed_on, term("base_change"), extra)


def variable_base_change_due_on(today: date, extra: frozenset[date] = NO_EXTRA) -> date:
    """The end of the current or next window: first business days of every odd month."""
    year, month = today.year, today.month
    while True:
        if month % 2 and (due := _month_window_end(year, month, extra)) >= today:
            return due
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def urgency(due_on: date, today: date, extra: frozenset[date] = NO_EXTRA) -> Urgency:
    """By business days left: on a weekend before a Monday deadline one day is left."""
    if today > due_on:
        return Urgency.OVERDUE
    near = (Urgency.DUE_TODAY, Urgency.DUE_IN_ONE, Urgency.DUE_IN_TWO)
    left = business_days_left(today, due_on, extra)
    return near[left] if left < len(near) else Urgency.ON_TIME


def warnings_on(due_on: date, extra: frozenset[date] = NO_EXTRA) -> tuple[date, ...]:
    """The business days on which to warn: two before, one before, the day itself."""
    return (
        business_days_before(due_on, 2, extra),
        business_days_before(due_on, 1, extra),
        due_on,
    )


def _month_window_end(year: int, month: int, extra: frozenset[date]) -> date:
    eve = date.fromordinal(date(year, month, 1).toordinal() - 1)
    return business_days_after(eve, term("variable_base_change"), extra)
