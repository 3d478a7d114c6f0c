"""Business days as the social security law counts them: no weekends, no holidays of the labor law.

The social security law has no list of its own; article 9 sends to the labor law first, whose
article 74 has the fewest holidays, so a deadline counted here may fall early but never late.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

NO_EXTRA: frozenset[date] = frozenset()
_SATURDAY = 5
_DAY = timedelta(days=1)


def is_business_day(day: date, extra: frozenset[date] = NO_EXTRA) -> bool:
    """`extra` are further days off, such as those of elections."""
    return day.weekday() < _SATURDAY and day not in extra and day not in _labor_law(day.year)


def business_days_after(day: date, count: int, extra: frozenset[date] = NO_EXTRA) -> date:
    """The `count`th business day after `day`; the day itself is not counted."""
    return _walk(day, count, _DAY, extra)


def business_days_before(day: date, count: int, extra: frozenset[date] = NO_EXTRA) -> date:
    return _walk(day, count, -_DAY, extra)


def business_days_left(today: date, due_on: date, extra: frozenset[date] = NO_EXTRA) -> int:
    """Business days after `today` up to and with `due_on`; 0 on the day itself and later."""
    return sum(1 for day in _days(today + _DAY, due_on) if is_business_day(day, extra))


def _walk(day: date, count: int, step: timedelta, extra: frozenset[date]) -> date:
    while count > 0:
        day += step
        count -= is_business_day(day, extra)
    return day


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


@cache
def _labor_law(year: int) -> frozenset[date]:
    import holidays  # noqa: PLC0415 - no start waits for the calendars of every country

    return frozenset(holidays.country_holidays("MX", years=year))
