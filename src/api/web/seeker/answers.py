"""What a person has answered so far. None: the page has not been answered yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Work:
    """`title` in the person's words. `was_asked`: the linker was not sure which occupation it is,
    so the person is asked; `occupation` stays None when none of the offered ones fitted.
    `last_year`: in which the person stopped; None: they have not, or did not say."""

    title: str
    months: int
    occupation: str | None = None
    was_asked: bool = False
    has_answered: bool = False
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class Tongue:
    language: str
    level: str


@dataclass(frozen=True, slots=True)
class Conditions:
    schedules: tuple[str, ...] = ()
    wage: int | None = None
    available_from: date | None = None


@dataclass(frozen=True, slots=True)
class Moving:
    """`states` empty with `is_willing`: anywhere."""

    max_commute_km: int
    is_willing: bool = False
    states: tuple[str, ...] = ()
    household_size: int = 1


@dataclass(frozen=True, slots=True)
class Paper:
    """`is_described`: the page about its state and last day has been answered."""

    kind: str
    state: str | None = None
    valid_until: date | None = None
    is_described: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    given_names: str
    first_surname: str
    second_surname: str | None
    born_on: date


@dataclass(frozen=True, slots=True)
class Contact:
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """`skills` holds catalog ids and the person's own words, as the contract takes them. `spoken`
    is asked where staff write: who writes alone is spoken to in the language of the page."""

    spoken: str | None = None
    municipality: str | None = None
    work: tuple[Work, ...] | None = None
    skills: tuple[str, ...] | None = None
    languages: tuple[Tongue, ...] | None = None
    schooling: str | None = None
    conditions: Conditions | None = None
    moving: Moving | None = None
    documents: tuple[Paper, ...] | None = None
    person: Person | None = None
    contact: Contact | None = None
    consents: tuple[str, ...] | None = None


_ADAPTER = TypeAdapter(Answers)


def kept(answers: Answers) -> dict[str, Any]:
    """As the draft keeps it: JSON values, unanswered pages left out."""
    whole: dict[str, Any] = _ADAPTER.dump_python(answers, mode="json")
    return {name: value for name, value in whole.items() if value is not None}


def answers_of(stored: Mapping[str, Any]) -> Answers:
    return _ADAPTER.validate_python(dict(stored))
