"""A sheet of openings as people write it: columns, values and places in Spanish or English words.

What is written as the contract has it stays as it is.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from matching.catalogs import load
from matching.catalogs.search import search
from matching.text import fold
from services.amounts import plain_wage
from services.openings.schemas import OpeningIn
from services.wording import STAFF_LANGUAGES, say_choice
from services.wording.choices import (
    CONTRACTS,
    LEVELS,
    OFFERS,
    SCHEDULES,
    SCHOOLING,
    SCHOOLING_ASKED,
    WAGE_IS,
)

# By the fields of the contract; the first is that of the model sheet.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "external_id": ("clave", "folio", "id", "number", "key"),
    "title": ("puesto", "título", "vacante", "position", "job"),
    "description": ("descripción", "funciones"),
    "positions": ("plazas", "vacantes", "number of positions"),
    "municipality": ("municipio", "lugar", "ciudad", "city", "place"),
    "monthly_wage_mxn": ("salario mensual", "salario", "sueldo", "wage", "monthly wage"),
    "wage_is": ("impuestos", "bruto o neto", "taxes"),
    "schedule": ("horario", "jornada", "turno"),
    "weekly_hours": ("horas por semana", "horas", "hours", "hours a week"),
    "contract": ("contrato", "tipo de contrato"),
    "required_skills": ("habilidades necesarias", "habilidades", "requisitos", "skills"),
    "optional_skills": ("habilidades deseables", "welcome skills"),
    "languages": ("idiomas", "lenguas"),
    "schooling": ("escolaridad", "estudios", "education"),
    "experience_months": ("experiencia en meses", "meses de experiencia", "experience in months"),
    "offers": ("prestaciones", "ofrece", "benefits"),
    "accepts_minors": ("acepta menores", "menores", "minors"),
    "starts_on": ("fecha de inicio", "inicio", "first day"),
    "closes_on": ("fecha de cierre", "cierre", "last day"),
    "contact.name": ("contacto", "contact"),
    "contact.phone": ("teléfono", "phone"),
    "contact.email": ("correo", "email", "e-mail"),
}
FIELDS = {
    fold(word.replace("_", " ")): name for name, words in COLUMNS.items() for word in (name, *words)
}
# Where the work is exactly has no column, but may have one.
KNOWN = frozenset({*COLUMNS, *OpeningIn.model_fields})
FAMILIES: Mapping[str, tuple[tuple[str, Mapping[str, str]], ...]] = {
    "schedule": (("schedule", SCHEDULES),),
    "contract": (("contract", CONTRACTS),),
    "wage_is": (("wage_is", WAGE_IS),),
    "schooling": (("schooling", SCHOOLING), ("schooling_asked", SCHOOLING_ASKED)),
    "offers": (("offer", OFFERS),),
    "level": (("level", LEVELS),),
}
DAYS = ("starts_on", "closes_on")
# As Mexico writes days, and as spreadsheet programs there write every day that they save.
WRITTEN_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
SHORT = {"bruto": "gross", "neto": "net", "nativo": "native"}

PlaceCode = Callable[[str], str | None]


def field_of(heading: str) -> str:
    """The field that a column is about; a heading that nobody foresaw as it is."""
    said = fold(heading.replace("_", " "))
    return FIELDS.get(said, heading.strip())


def value_of(name: str, text: str) -> str:
    """The value of a closed list that these words mean, or the words."""
    said = fold(text)
    if said in SHORT:
        return SHORT[said]
    for family, values in FAMILIES[name]:
        for value in values:
            if said in {fold(say_choice(family, value, lang)) for lang in STAFF_LANGUAGES}:
                return value
    return text


def plainly(record: Mapping[str, Any], place: PlaceCode) -> dict[str, Any]:
    """`place` gives the code of a municipality by its name, where there is one alone."""
    plain = dict(record)
    for name in FAMILIES.keys() & record.keys():
        plain[name] = _each(record[name], partial(value_of, name))
    if isinstance(named := record.get("municipality"), str) and not named.isdigit():
        plain["municipality"] = place(named) or named
    if isinstance(wage := record.get("monthly_wage_mxn"), str):
        plain["monthly_wage_mxn"] = plain_wage(wage)
    for name in DAYS:
        if isinstance(day := record.get(name), str):
            plain[name] = _day(day)
    if isinstance(spoken := record.get("languages"), list):
        plain["languages"] = [_language(line) for line in spoken]
    return plain


def _day(text: str) -> str:
    """Day, month, year as the contract has them; anything else as it is."""
    written = WRITTEN_DAY.fullmatch(text)
    if written is None:
        return text
    day, month, year = written.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


def _each(value: Any, read: Callable[[str], str]) -> Any:
    if isinstance(value, list):
        return [_each(one, read) for one in value]
    return read(value) if isinstance(value, str) else value


def _language(line: Any) -> Any:
    if not isinstance(line, dict):
        return line
    plain: Mapping[str, Callable[[str], str]] = {
        "language": _language_code,
        "level": partial(value_of, "level"),
    }
    return {
        name: plain[name](value) if name in plain and isinstance(value, str) else value
        for name, value in line.items()
    }


def _language_code(text: str) -> str:
    if text.lower() in load().languages:
        return text
    for lang in STAFF_LANGUAGES:
        for hit in search("language", text, lang, 1):
            if hit.score == 1:
                return hit.id
    return text
