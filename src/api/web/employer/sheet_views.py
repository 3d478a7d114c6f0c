"""A sheet of openings: what its columns are called, a model of it, and what became of each row."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from textwrap import shorten
from typing import Any

from api.web.desk import Desk
from api.web.staff.steps import refusals
from services.bulk import REFUSED
from services.errors import N_, FieldError, Malformed
from services.ingest.run import NAMELESS, LineResult
from services.ingest.spoken import COLUMNS, FAMILIES
from services.wording import say_choice, words

SHOWN = 200
LONGEST_VALUE = 40
# What stands in each column, beside what its name says.
ABOUT = {
    "external_id": N_(
        "your own name for it: by it a corrected sheet changes it, not adds another; what the "
        "sheet has no column for stays"
    ),
    "municipality": N_("the municipality and its state, or its five-digit code"),
    "monthly_wage_mxn": N_("pesos a month"),
    "languages": N_("each with how well: Spanish:Basic|English:Advanced"),
    "required_skills": N_("several with | between them"),
    "optional_skills": N_("several with | between them"),
    "starts_on": N_("day/month/year, such as 30/11/2026"),
    "closes_on": N_("day/month/year, such as 30/11/2026"),
    "accepts_minors": N_("yes or no, for people of 15 to 17"),
}
# What programs are told by the same codes speaks of what they send.
_DAY = N_("Write the day as day/month/year, such as 30/11/2026.")
FAULTS = {
    **dict.fromkeys(("date_parsing", "date_type", "date_from_datetime_parsing"), _DAY),
    "date_from_datetime_inexact": _DAY,
    "bool_parsing": N_("Write yes or no."),
    "bool_type": N_("Write yes or no."),
    "duplicate_row": N_("This name stands in an earlier row: row %(first)s."),
}
NEEDED = frozenset({"title", "municipality"})
EXAMPLE = {
    "external_id": "VAC-1",
    "title": "Albañil",
    "positions": "2",
    "municipality": "Tapachula, Chiapas",
    "monthly_wage_mxn": "11500",
    "wage_is": "gross",
    "schedule": "full_time",
    "required_skills": "levantar muros|leer planos",
}


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    about: str
    values: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class RefusedRow:
    number: int
    name: str
    faults: Sequence[str]


@dataclass(frozen=True, slots=True)
class SheetResult:
    """`counts` in words; `more` refused rows are not listed."""

    counts: Sequence[tuple[str, int]]
    refused: Sequence[RefusedRow]
    more: int


REPEATED = N_("You wrote: “%(value)s”.")
POSSIBLE = N_("It may be: %(choices)s.")
COUNTS = {
    "created": N_("New"),
    "updated": N_("Changed"),
    "unchanged": N_("As they were"),
    REFUSED: N_("Not taken"),
}


def heading(field: str, lang: str) -> str:
    """Spanish headings for readers of Spanish; for others the names of the fields."""
    return COLUMNS[field][0] if lang == "es" and field in COLUMNS else field


def columns(lang: str) -> list[Column]:
    say = words(lang)
    return [
        Column(
            heading(name, lang),
            say(ABOUT[name]) if name in ABOUT else "",
            ", ".join(_values(name, lang)),
            name in NEEDED,
        )
        for name in COLUMNS
    ]


def _values(name: str, lang: str) -> Iterable[str]:
    for family, values in FAMILIES.get(name, ())[-1:]:
        yield from (say_choice(family, value, lang) for value in values)


def model_sheet(lang: str) -> bytes:
    """A heading and an invented row, as spreadsheet programs open it."""
    written = io.StringIO()
    sheet = csv.writer(written)
    sheet.writerow([heading(name, lang) for name in COLUMNS])
    sheet.writerow([_example(name, lang) for name in COLUMNS])
    return written.getvalue().encode("utf-8-sig")


def _example(name: str, lang: str) -> str:
    value = EXAMPLE.get(name, "")
    if value and name in FAMILIES:
        return say_choice(FAMILIES[name][-1][0], value, lang)
    return value


def result_view(
    results: Sequence[LineResult], written: Mapping[int, Mapping[str, Any]], desk: Desk
) -> SheetResult:
    """`written`: the cells of each row as they were sent, by its number."""
    say = desk.say
    statuses = [line.status for line in results]
    refused = [line for line in results if line.status == REFUSED]
    return SheetResult(
        counts=[(say(label), statuses.count(status)) for status, label in COUNTS.items()],
        refused=[_refused(line, written.get(line.row, {}), desk) for line in refused[:SHOWN]],
        more=max(0, len(refused) - SHOWN),
    )


def _refused(line: LineResult, written: Mapping[str, Any], desk: Desk) -> RefusedRow:
    errors = list(map(_of_a_sheet, line.errors))
    found = refusals(Malformed(errors=errors), desk.lang, general="")
    faults = [
        _fault(pointer, sentence, _cell(written, pointer), desk)
        for pointer, sentence in found.items()
    ]
    own = line.external_id or ""
    return RefusedRow(line.row, "" if own.startswith(NAMELESS) else own, faults)


def _of_a_sheet(error: FieldError) -> FieldError:
    if error.pointer.startswith("/languages/") and error.code == "missing":
        return replace(error, message=ABOUT["languages"])
    fault = FAULTS.get(error.code)
    return replace(error, code="fault", message=fault) if fault else error


def _fault(pointer: str, sentence: str, value: str, desk: Desk) -> str:
    first, *rest = pointer.split("/")
    name = f"{first}.{rest[0]}" if first == "contact" and rest else first
    told = [f"{heading(name, desk.lang)}: {sentence}" if name else sentence]
    if value:
        told.append(desk.say(REPEATED, value=value))
    if meant := _meant(name, value, desk) if value else ():
        told.append(desk.say(POSSIBLE, choices="; ".join(meant)))
    return " ".join(told)


def _meant(name: str, value: str, desk: Desk) -> list[str]:
    """What may stand there instead."""
    if name == "municipality":
        return [choice.label for choice in desk.places_written(value).options]
    return list(_values(name, desk.lang))


def _cell(written: Any, pointer: str) -> str:
    """What was written where `pointer` leads, shortened; empty where that is no single value."""
    for step in pointer.split("/"):
        if isinstance(written, list) and step.isdecimal() and int(step) < len(written):
            written = written[int(step)]
        elif isinstance(written, Mapping):
            written = written.get(step)
        else:
            return ""
    is_single = isinstance(written, str | int | float | date)
    return shorten(str(written), LONGEST_VALUE, placeholder="…") if is_single else ""
