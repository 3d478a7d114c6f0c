"""What is shown of a person or an opening, read without the rest of the row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from models.lifecycles import OpeningStatus
from models.vocabulary import Contract, Level, Schedule, Schooling, WageIs


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


class EmployerShown(NamedTuple):
    public_id: UUID
    legal_name: str
    trade_name: str | None


class SkillAsked(NamedTuple):
    skill: str | None
    text: str
    score: float | None
    is_required: bool


@dataclass(frozen=True, slots=True)
class OpeningShown:
    """The attributes of `Opening` that anybody may see, by the same names; columns come first."""

    id: int
    public_id: UUID
    external_id: str
    status: OpeningStatus
    review_codes: list[str]
    title: str
    description: str
    positions: int
    positions_filled: int
    municipality: str
    latitude: float | None
    longitude: float | None
    occupation: str | None
    occupation_score: float | None
    schooling: Schooling | None
    experience_months: int
    monthly_wage_mxn: Decimal | None
    wage_is: WageIs | None
    schedule: Schedule | None
    weekly_hours: int | None
    contract: Contract | None
    offers: list[str]
    accepts_minors: bool
    starts_on: date | None
    closes_on: date | None
    is_demo: bool
    published_at: datetime | None
    updated_at: datetime
    employer: EmployerShown
    skills: Sequence[SkillAsked]
    languages: Sequence[LanguageShown]


class OpeningRow(NamedTuple):
    """Where an opening stands in a list, and the contact, which is opened for whoever may read it
    and kept nowhere."""

    id: int
    updated_at: datetime
    contact: Any
