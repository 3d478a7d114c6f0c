"""What the API says of an opening."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from api.http.schemas import Out
from matching.catalogs import load
from models.opening import Opening
from models.shown import OpeningShown
from services.linking import fields_said


class LinkOut(Out):
    """`text` is what was sent; `id` and `label` what it was linked to, null where nothing fits."""

    text: str
    id: str | None
    label: str | None
    score: float | None


class SaidOut(Out):
    """A field left empty, and what the words of the title say of it. It is not applied."""

    field: str
    value: str
    words: str


class LanguageOut(Out):
    language: str
    level: str


class OpeningOut(Out):
    id: UUID
    external_id: str
    employer: UUID
    employer_name: str
    status: str
    review_codes: list[str]
    title: str
    description: str
    positions: int
    positions_filled: int
    municipality: str
    latitude: float | None
    longitude: float | None
    occupation: LinkOut
    required_skills: list[LinkOut]
    optional_skills: list[LinkOut]
    languages: list[LanguageOut]
    schooling: str | None
    experience_months: int
    monthly_wage_mxn: Decimal | None
    wage_is: str | None
    schedule: str | None
    weekly_hours: int | None
    contract: str | None
    offers: list[str]
    accepts_minors: bool
    starts_on: date | None
    closes_on: date | None
    contact: dict[str, Any] | None
    said_in_title: list[SaidOut]
    is_demo: bool
    published_at: datetime | None
    updated_at: datetime


def opening_out(opening: Opening, language: str, *, with_contact: bool = True) -> OpeningOut:
    """Needs the details loaded."""
    return _out(opening, language, opening.contact if with_contact else None)


def opening_text(opening: OpeningShown, language: str) -> str:
    """As JSON, without the contact."""
    return _out(opening, language, None).model_dump_json()


def _out(
    opening: Opening | OpeningShown, language: str, contact: dict[str, Any] | None
) -> OpeningOut:
    return OpeningOut(
        id=opening.public_id,
        employer=opening.employer.public_id,
        employer_name=opening.employer.trade_name or opening.employer.legal_name,
        status=str(opening.status),
        occupation=_occupation(opening, language),
        required_skills=_skills(opening, language, required=True),
        optional_skills=_skills(opening, language, required=False),
        languages=[
            LanguageOut(language=line.language, level=str(line.level)) for line in opening.languages
        ],
        contact=contact,
        said_in_title=_said(opening),
        **{name: getattr(opening, name) for name in SAME_NAMES},
    )


SAME_NAMES = (
    "external_id", "review_codes", "title", "description", "positions", "positions_filled",
    "municipality", "latitude", "longitude", "schooling", "experience_months", "monthly_wage_mxn",
    "wage_is", "schedule", "weekly_hours", "contract", "offers", "accepts_minors", "starts_on",
    "closes_on", "is_demo", "published_at", "updated_at",
)  # fmt: skip


def _said(opening: Opening | OpeningShown) -> list[SaidOut]:
    return [
        SaidOut(field=said.field, value=said.value, words=said.words)
        for said in fields_said(opening.title)
        if getattr(opening, said.field) is None
    ]


def _occupation(opening: Opening | OpeningShown, language: str) -> LinkOut:
    return LinkOut(
        text=opening.title,
        id=opening.occupation,
        label=load().occupations.label_of(opening.occupation, language),
        score=_rounded(opening.occupation_score),
    )


def _skills(opening: Opening | OpeningShown, language: str, *, required: bool) -> list[LinkOut]:
    return [
        LinkOut(
            text=line.text,
            id=line.skill,
            label=load().skills.label_of(line.skill, language),
            score=_rounded(line.score),
        )
        for line in opening.skills
        if line.is_required is required
    ]


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 3)
