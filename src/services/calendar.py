"""The legal day in Mexico: storage is UTC, deadlines and starts are days of Mexico City."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

MEXICO = ZoneInfo("America/Mexico_City")


def legal_day(now: datetime) -> date:
    return now.astimezone(MEXICO).date()
