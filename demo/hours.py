"""Hours and days of the source as a week, a schedule and a sentence."""

from dataclasses import dataclass

from matching.profiles import Schedule

_DAY_HOURS = 24
_WEEKEND = frozenset({5, 6})
_PART_TIME_BELOW = 35
# The labor law's night, and how much of it makes a whole day's work a night's (LFT 60).
_NIGHT = frozenset({20, 21, 22, 23, 0, 1, 2, 3, 4, 5})
_NIGHT_HOURS = 3.5
_DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")


@dataclass(frozen=True, slots=True)
class Week:
    """`days` from 0, Monday; a shift that ends when it starts lasts 24 hours."""

    start: int
    end: int
    days: tuple[int, ...]

    @property
    def span(self) -> int:
        return (self.end - self.start) % _DAY_HOURS or _DAY_HOURS

    @property
    def hours(self) -> int:
        """Presence, meal breaks included: the source does not tell them apart."""
        return self.span * len(self.days)

    @property
    def night_hours(self) -> int:
        return sum((self.start + at) % _DAY_HOURS in _NIGHT for at in range(self.span))


def read_week(start: str, end: str, days: str) -> Week:
    """Hours as numbers, days as seven marks from Monday."""
    worked = tuple(at for at, mark in enumerate(days) if mark == "1")
    return Week(int(start), int(end), worked)


def schedule_of(week: Week, title: str, contract: str) -> Schedule:
    words = set(title.split())
    if week.span == _DAY_HOURS or "turnos" in words:
        return Schedule.ROTATING
    if set(week.days) <= _WEEKEND:
        return Schedule.WEEKENDS
    if week.night_hours >= _NIGHT_HOURS:
        return Schedule.NIGHT
    if contract == "seasonal":
        return Schedule.TEMPORARY
    is_part_time = (
        week.hours < _PART_TIME_BELOW or "parcial" in words or {"medio", "tiempo"} <= words
    )
    return Schedule.PART_TIME if is_part_time else Schedule.FULL_TIME


def sentence(week: Week) -> str:
    """In Spanish, as the description of the opening says it."""
    if week.span == _DAY_HOURS:
        return f"Turnos de 24 horas, {_days(week.days)}."
    start, end = week.start % _DAY_HOURS, week.end % _DAY_HOURS
    return f"Horario: de {start}:00 a {end}:00, {_days(week.days)}."


def _days(days: tuple[int, ...]) -> str:
    first, last = days[0], days[-1]
    if len(days) > 2 and days == tuple(range(first, last + 1)):
        return f"de {_DAYS[first]} a {_DAYS[last]}"
    return " y ".join(filter(None, (", ".join(_DAYS[at] for at in days[:-1]), _DAYS[last])))
