"""Field types that several intake shapes share. Each refusal has a code and says how to mend it."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from unicodedata import category

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from matching.catalogs import load
from matching.eligibility import document_rules
from matching.profiles import Level, Schooling
from services.field_codes import unfit


class Schema(BaseModel):
    """What comes in: unknown names are refused, and text is trimmed."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)


# Without tabs and the ends of lines; with those that turn around what stands after them on a page.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]")


def _without_control(text: str) -> str:
    if CONTROL.search(text):
        raise unfit("control_character")
    return text


# In every free text: PostgreSQL cannot store a NUL, and nobody means to type the others.
CLEAN = AfterValidator(_without_control)

Identifier = Annotated[
    str, StringConstraints(min_length=1, max_length=255, strip_whitespace=True), CLEAN
]
ShortText = Annotated[
    str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True), CLEAN
]
Name = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True), CLEAN]


def _in_letters(name: str) -> str:
    """In any script; a dash or a dot may stand for a name that somebody does not have."""
    kinds = {category(letter)[0] for letter in name}
    if "L" not in kinds and kinds & {"N", "S"}:
        raise unfit("name_not_in_letters")
    return name


PersonName = Annotated[Name, AfterValidator(_in_letters)]
Note = Annotated[str, StringConstraints(max_length=1000, strip_whitespace=True), CLEAN]
LongText = Annotated[str, StringConstraints(max_length=20_000, strip_whitespace=True), CLEAN]


def _known_municipality(code: str) -> str:
    if code not in load().municipalities:
        raise _unknown_place(code)
    return code


def _unknown_place(code: str) -> PydanticCustomError:
    padded = code.zfill(5)
    if code.isascii() and code.isdigit() and padded in load().municipalities:
        return unfit("unknown_municipality.short", padded=padded)
    return unfit("unknown_municipality")


def _not_a_number(code: object) -> object:
    """Sheets and careless JSON make a number of 07089, which loses its zero."""
    if isinstance(code, int) and not isinstance(code, bool):
        padded = str(code).zfill(5)
        if padded in load().municipalities:
            raise unfit("unknown_municipality.number", padded=padded)
    return code


def _known_state(code: str) -> str:
    if code not in load().states:
        raise unfit("unknown_state")
    return code


def _known_language(code: str) -> str:
    known = load().languages.get(code.lower())
    if known is None:
        raise unfit("unknown_language")
    return str(known.code)


def _known_country(code: str) -> str:
    if code.upper() not in load().nationalities:
        raise unfit("unknown_country")
    return code.upper()


def _known_document(kind: str) -> str:
    """In the spelling of the table, however its letters are written."""
    if kind.lower() not in document_rules().kinds:
        raise unfit("unknown_document")
    return kind.lower()


def _known_occupation(identifier: str) -> str:
    if identifier not in load().occupations:
        raise unfit("unknown_occupation")
    return identifier


UUID_LIKE = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def _known_skill(text: str) -> str:
    """Words are linked; what looks like an id has to be one."""
    if UUID_LIKE.fullmatch(text) and text.lower() not in load().skills:
        raise unfit("unknown_skill")
    return text.lower() if UUID_LIKE.fullmatch(text) else text


SkillText = Annotated[ShortText, AfterValidator(_known_skill)]
Municipality = Annotated[
    str,
    BeforeValidator(_not_a_number, json_schema_input_type=str),
    AfterValidator(_known_municipality),
]
State = Annotated[str, AfterValidator(_known_state)]
LanguageCode = Annotated[str, AfterValidator(_known_language)]
Country = Annotated[str, AfterValidator(_known_country)]
DocumentKind = Annotated[
    str, StringConstraints(strip_whitespace=True), AfterValidator(_known_document)
]
OccupationId = Annotated[str, AfterValidator(_known_occupation)]


def _reader(names: Mapping[str, object]) -> BeforeValidator:
    def read(value: object) -> object:
        if value in names.values():
            return value
        found = names.get(value.strip().lower()) if isinstance(value, str) else None
        if found is None:
            raise unfit("unknown_choice", choices=", ".join(names))
        return found

    return BeforeValidator(read, json_schema_input_type=str)


LEVELS = {level.name.lower(): level for level in Level}
SCHOOLING = {schooling.name.lower(): schooling for schooling in Schooling}

LevelName = Annotated[
    Level,
    _reader(LEVELS),
    PlainSerializer(lambda level: level.name.lower(), return_type=str),
    WithJsonSchema({"type": "string", "enum": list(LEVELS)}),
]
SchoolingName = Annotated[
    Schooling,
    _reader(SCHOOLING),
    PlainSerializer(lambda schooling: schooling.name.lower(), return_type=str),
    WithJsonSchema({"type": "string", "enum": list(SCHOOLING)}),
]

Money = Annotated[Decimal, Field(ge=0, le=10_000_000, max_digits=10, decimal_places=2)]
NUMBER = re.compile(r"\s*[+-]?[0-9.]+\s*")


def _is_number(value: object) -> bool:
    """It would be read as the seconds since 1970, and 0 is what programs send for a day that they
    do not know."""
    if isinstance(value, str):
        return NUMBER.fullmatch(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def _day(value: object) -> object:
    if _is_number(value):
        raise unfit("date_type")
    return value


def _time(value: object) -> object:
    if _is_number(value):
        raise unfit("naive_time")
    return value


Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 1, 1)), BeforeValidator(_day)]
Time = Annotated[datetime, BeforeValidator(_time)]

MEXICAN_PREFIXES = ("044", "045", "01")


def mexican_or_foreign_phone(text: str) -> str:
    """E.164. Accepts `55 1234 5678`, `+52 1 55…` and the retired dialling prefixes."""
    import phonenumbers  # noqa: PLC0415 - no start waits for the numbers of every country

    compact = "".join(letter for letter in text if letter.isdigit() or letter == "+")
    number = _without_retired_prefix(compact)
    try:
        parsed = phonenumbers.parse(number, "MX")
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is None or not phonenumbers.is_possible_number(parsed):
        raise unfit("unreadable_phone")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _without_retired_prefix(number: str) -> str:
    national = number.removeprefix("+52") if number.startswith("+52") else number
    if number.startswith("+") and national == number:
        return number
    for prefix in MEXICAN_PREFIXES:
        if national.startswith(prefix) and len(national) > 10:
            national = national.removeprefix(prefix)
    if len(national) == 11 and national.startswith("1"):
        national = national[1:]
    return "+52" + national


Phone = Annotated[str, StringConstraints(max_length=40), AfterValidator(mexican_or_foreign_phone)]
Email = Annotated[
    str,
    StringConstraints(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", strip_whitespace=True),
    CLEAN,
]


class LanguageIn(Schema):
    language: LanguageCode
    level: LevelName


class ContactIn(Schema):
    name: Name | None = None
    phone: Phone | None = None
    email: Email | None = None
