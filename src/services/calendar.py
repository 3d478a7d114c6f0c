"""The legal day in Mexico: storage is UTC, deadlines and starts are days of Mexico City."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

MEXICO = ZoneInfo("America/Mexico_City")


def legal_day(now: datetime) -> date:
    return now.astimezone(MEXICO).date()


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is done. `holidays` are days off beyond the labor law's list."""

    now: datetime
    holidays: frozenset[date] = frozenset()

    @property
    def today(self) -> date:
        return legal_day(self.now)
