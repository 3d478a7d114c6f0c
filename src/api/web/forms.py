"""What a person typed, and what has to be mended in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from fastapi import Request
from starlette.datastructures import ImmutableMultiDict, UploadFile

from services.errors import N_, FieldError
from services.fields import CONTROL

UNREADABLE_DAY = N_("Write the day, the month, and the year with four digits.")
NO_SUCH_DAY = N_("That month does not have so many days. Look at the day and the month.")
LONGEST = 2_000
# Of a page on which whole texts are written.
LONGEST_TEXT = 100_000
MOST_VALUES = 100
EARLIEST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a list of radios, ticks or a select."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """Typed values by field name, trimmed, without marks that nobody sees or means to type, and cut
    at LONGEST letters where a page asks for no whole texts. Absent reads as empty."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, **values: str | Sequence[str]) -> Self:
        """From saved answers; `_` in a name stands for itself."""
        return cls({name: _listed(value) for name, value in values.items()})

    @classmethod
    def sent(
        cls, data: ImmutableMultiDict[str, UploadFile | str], *, longest: int = LONGEST
    ) -> Self:
        values: dict[str, list[str]] = {}
        for name, value in data.multi_items():
            if isinstance(value, str) and len(values.setdefault(name, [])) < MOST_VALUES:
                values[name].append(CONTROL.sub("", value).strip()[:longest])
        return cls(values)

    def text(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for value in self.values.get(name, ()) if value)

    def has(self, name: str, value: str) -> bool:
        return value in self.values.get(name, ())

    def among(self, name: str, known: Sequence[str] | Mapping[str, object]) -> tuple[str, ...]:
        """The ticked values that were really offered."""
        return tuple(value for value in dict.fromkeys(self.all(name)) if value in known)


def _listed(value: str | Sequence[str]) -> Sequence[str]:
    return (value,) if isinstance(value, str) else tuple(value)


class Mend(Exception):
    """The form has to be shown again, with these messages. Pointers are field names."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(", ".join(error.code for error in errors))
        self.errors = tuple(errors)


class Findings:
    """Collects what has to be mended, at most one message a field."""

    def __init__(self) -> None:
        self._found: dict[str, FieldError] = {}

    def add(self, name: str, message: str, *, code: str = "mend", **context: object) -> None:
        self._found.setdefault(name, FieldError(name, code, message, context))

    def stop_if_any(self) -> None:
        if self._found:
            raise Mend(tuple(self._found.values()))


def one(name: str, message: str, **context: object) -> Mend:
    """A single thing to mend."""
    return Mend((FieldError(name, "mend", message, context),))


def read_day(form: Form, name: str, findings: Findings) -> date | None:
    """The day of three fields. None when all are empty, or when it had to be mended."""
    parts = [form.text(f"{name}-{part}") for part in ("year", "month", "day")]
    if not any(parts):
        return None
    day = _day_of(*parts)
    if day is None or day.year <= EARLIEST_YEAR:
        findings.add(name, NO_SUCH_DAY if _is_past_the_end(*parts) else UNREADABLE_DAY)
        return None
    return day


def _is_past_the_end(year: str, month: str, day: str) -> bool:
    """Of a month that is shorter."""
    return day in {"29", "30", "31"} and _day_of(year, month, "1") is not None


def _day_of(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def day_values(name: str, day: date | None) -> dict[str, str]:
    """The three fields that show `day`."""
    if day is None:
        return {}
    return {
        f"{name}-day": str(day.day),
        f"{name}-month": str(day.month),
        f"{name}-year": str(day.year),
    }


async def sent_form(request: Request) -> Form:
    """A dependency: the posted form. Files are ignored."""
    async with request.form(max_files=0, max_fields=500) as data:
        return Form.sent(data)


async def sent_texts(request: Request) -> Form:
    """The same, of a page on which whole texts are written."""
    async with request.form(max_files=0, max_fields=500) as data:
        return Form.sent(data, longest=LONGEST_TEXT)
