"""What is shown of a person, read without the rest of the row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from models.vocabulary import Level, Schooling


class WorkShown(NamedTuple):
    occupation: str | None
    title: str
    months: int


class SkillShown(NamedTuple):
    skill: str | None
    text: str


class LanguageShown(NamedTuple):
    language: str
    level: Level


@dataclass(frozen=True, slots=True)
class PersonShown:
    """The attributes of `Seeker` that a match shows, by the same names."""

    id: int
    public_id: UUID
    municipality: str
    schooling: Schooling | None
    schedules: list[str]
    available_from: date | None
    expected_monthly_wage_mxn: Decimal | None
    occupations: Sequence[WorkShown]
    skills: Sequence[SkillShown]
    languages: Sequence[LanguageShown]
