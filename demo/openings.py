"""The real vacancies of August 2020 as openings of invented employers, lawful and current.

What had to be altered is told change by change. `README.md` lists what the source never said and
the demo made up (positions, start and closing day).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from demo.dice import dice, drawn
from demo.employers import is_tent, rfc_of
from demo.hours import Week, read_week, schedule_of, sentence
from demo.packaged import Record, table, vacancies
from demo.staffing import Staffed, Vacancy, staffed
from demo.titles import shown_title
from services.social_security.wages import wage_floor, weekly_hours_limit

HOURS_CUT = "longest_lawful_week"
WAGE_LIFTED = "minimum_wage"
DATE_MOVED = "moved_to_now"
_STARTS_AFTER = timedelta(days=45)
_CLOSES_AFTER = timedelta(days=120)
_NOTE = (
    "Vacante real publicada en agosto de 2020 en el Portal del Empleo. En esta demostración el "
    "empleador es inventado, y el salario y las fechas se pusieron al día."
)
_POSITIONS_OF_ONE = {1: 70, 2: 18, 3: 8, 5: 4}
_POSITIONS_OF_MANY = {1: 30, 2: 22, 3: 16, 5: 14, 8: 7, 10: 6, 15: 3, 20: 2}


@dataclass(frozen=True, slots=True)
class Change:
    """One alteration; `original` and `now` as text, None where there was nothing."""

    external_id: str
    field: str
    original: str | None
    now: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Posted:
    """An opening in the shape of the contract, with what the contract does not carry."""

    employer_rfc: str
    posted_on: date
    record: Record
    changes: tuple[Change, ...]


def openings(today: date) -> Iterator[Record]:
    """The records alone, in the shape of the contract."""
    return (posted.record for posted in posted_openings(today))


def posted_openings(today: date) -> Iterator[Posted]:
    """All 10,173, employer by employer; the newest was posted today."""
    moved_by = today - max(_posted_on(vacancy) for vacancy in vacancies())
    for employer in staffed():
        for vacancy in employer.vacancies:
            yield _posted(employer, vacancy, moved_by)


def external_id(vacancy: Vacancy) -> str:
    return f"SNE-2020-{vacancy['id']}"


def _posted_on(vacancy: Vacancy) -> date:
    return date.fromisoformat(vacancy["posted_on"])


def _posted(employer: Staffed, vacancy: Vacancy, moved_by: timedelta) -> Posted:
    posted_on = _posted_on(vacancy) + moved_by
    title, title_reasons = shown_title(vacancy["title"])
    week = read_week(vacancy["start_hour"], vacancy["end_hour"], vacancy["days"])
    starts_on = posted_on + _STARTS_AFTER
    hours = min(week.hours, weekly_hours_limit(starts_on))
    wage, zone = _wage(vacancy, starts_on)
    record = _plain(vacancy, week) | {
        "title": title,
        "positions": _positions(vacancy),
        "monthly_wage_mxn": f"{wage:.2f}",
        "weekly_hours": hours,
        "starts_on": starts_on.isoformat(),
        "closes_on": (posted_on + _CLOSES_AFTER).isoformat(),
        "offers": ["training", "relocation_help"] if is_tent(employer.number) else [],
    }
    name = external_id(vacancy)
    changes = (
        *(Change(name, "title", vacancy["title"], title, why) for why in title_reasons),
        Change(name, "posted_on", vacancy["posted_on"], posted_on.isoformat(), DATE_MOVED),
        *_if_changed(
            name, "monthly_wage_mxn", f"{_published_wage(vacancy):.2f}", f"{wage:.2f}", zone
        ),
        *_if_changed(name, "weekly_hours", str(week.hours), str(hours), HOURS_CUT),
    )
    return Posted(rfc_of(employer.number), posted_on, record, changes)


def _plain(vacancy: Vacancy, week: Week) -> Record:
    """What goes over from the source as it is. The board publishes net pay."""
    return {
        "external_id": external_id(vacancy),
        "description": f"{sentence(week)} {_NOTE}",
        "municipality": vacancy["municipality"],
        "languages": _languages(vacancy["languages"]),
        "schooling": vacancy["schooling"] or None,
        "experience_months": int(vacancy["experience_months"] or 0),
        "wage_is": "net",
        "schedule": schedule_of(week, vacancy["title"], vacancy["contract"]).value,
        "contract": vacancy["contract"] or None,
        "accepts_minors": False,
    }


def _languages(cell: str) -> list[Record]:
    pairs = (entry.split(":") for entry in cell.split("|") if entry)
    return [{"language": language, "level": level} for language, level in pairs]


def _published_wage(vacancy: Vacancy) -> Decimal:
    return Decimal(vacancy["monthly_wage_mxn"])


def _wage(vacancy: Vacancy, starts_on: date) -> tuple[Decimal, str]:
    """At least the floor of the place on the first day, and which floor that is."""
    floor = wage_floor(vacancy["municipality"], starts_on)
    lifted = max(_published_wage(vacancy), floor.monthly)
    return lifted, f"{WAGE_LIFTED}_{floor.zone}_{floor.since.year}"


def _if_changed(name: str, field: str, original: str, now: str, why: str) -> Iterator[Change]:
    if original != now:
        yield Change(name, field, original, now, why)


def _positions(vacancy: Vacancy) -> int:
    """Made up: one for who leads, more where firms usually take several at once."""
    words = set(vacancy["title"].split())
    if words & set(table("titles")["leads"]):
        return 1
    is_of_many = bool(words & set(table("titles")["many"]))
    weights = _POSITIONS_OF_MANY if is_of_many else _POSITIONS_OF_ONE
    return drawn(dice(f"positions:{vacancy['id']}"), weights)
