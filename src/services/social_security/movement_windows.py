"""Which dates the institute's system takes for a movement; outside them it answers 021."""

from dataclasses import dataclass
from datetime import date, timedelta

from models.vocabulary import MovementType
from services.social_security.business_days import NO_EXTRA, business_days_after
from services.social_security.tables import Row, rows


@dataclass(frozen=True, slots=True)
class MovementWindow:
    """Both days included."""

    earliest: date
    latest: date

    def __contains__(self, day: date) -> bool:
        return self.earliest <= day <= self.latest


def movement_window(
    kind: MovementType, modality: str, today: date, extra: frozenset[date] = NO_EXTRA
) -> MovementWindow:
    """The dates a movement may carry when it is sent today."""
    row = _row(kind, modality)
    ahead = business_days_after(today, int(row["business_days_ahead"]), extra)
    return MovementWindow(today - timedelta(days=int(row["days_back"])), ahead)


def last_day_to_send(kind: MovementType, modality: str, movement_on: date) -> date:
    """After it the system refuses the movement and it has to be taken to the office."""
    return movement_on + timedelta(days=int(_row(kind, modality)["days_back"]))


def _row(kind: MovementType, modality: str) -> Row:
    of_kind = [row for row in rows("movement_windows") if row["kind"] == kind]
    exact = (row for row in of_kind if row["modality"] == modality)
    return next(exact, None) or next(row for row in of_kind if not row["modality"])
