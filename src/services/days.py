"""Which days may be written down. What happened has happened, and not long before its record was
made; a first day of work is near. `day_limits.csv` has the limits and says why each is as it is."""

import csv
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files

from services.calendar import Moment, legal_day
from services.errors import Malformed
from services.field_codes import field_error
from services.social_security.wages import figures_begin


@dataclass(frozen=True, slots=True)
class Limit:
    """In natural days."""

    back: int
    ahead: int


@cache
def limit(of: str) -> Limit:
    """KeyError for what the table does not name."""
    with (files("services") / "day_limits.csv").open(encoding="utf-8") as file:
        known = {row["of"]: row for row in csv.DictReader(file)}
    return Limit(int(known[of]["days_back"]), int(known[of]["days_ahead"]))


def check_happened(
    pointer: str, day: date | None, of: str, *, recorded_at: datetime, today: date
) -> None:
    """Raises Malformed for a day to come, or long before what it belongs to was recorded."""
    if day is None:
        return
    first = min(legal_day(recorded_at), today) - timedelta(days=limit(of).back)
    if day > today + timedelta(days=limit(of).ahead):
        raise Malformed(errors=[field_error(pointer, "day_to_come")])
    if day < first:
        raise Malformed(errors=[field_error(pointer, "day_too_early", day=first.isoformat())])


def check_first_day(pointer: str, day: date | None, moment: Moment) -> None:
    """Of a hire. Raises Malformed for one far away, or before the figures of pay begin."""
    if day is None:
        return
    check_figures(pointer, day)
    _check_around(pointer, day, limit("first_day_of_hire"), moment.today)


def _check_around(pointer: str, day: date, limits: Limit, today: date) -> None:
    first, last = _around(limits, today)
    if day < first:
        raise Malformed(errors=[field_error(pointer, "day_too_early", day=first.isoformat())])
    if day > last:
        raise Malformed(errors=[field_error(pointer, "day_too_late", day=last.isoformat())])


def check_appointment(pointer: str, day: date | None, today: date) -> None:
    """Raises Malformed for one far away."""
    if day is not None:
        _check_around(pointer, day, limit("appointment"), today)


def check_figures(pointer: str, day: date | None) -> None:
    """Raises Malformed for a day of which no wage floor and no UMA are known."""
    if day is not None and day < figures_begin():
        raise Malformed(errors=[field_error(pointer, "no_figures")])


def is_plausible_start(day: date, today: date) -> bool:
    """Of an opening: nobody is sought for work that begins in another age."""
    first, last = _around(limit("first_day_of_opening"), today)
    return first <= day <= last


def _around(limits: Limit, today: date) -> tuple[date, date]:
    return today - timedelta(days=limits.back), today + timedelta(days=limits.ahead)
