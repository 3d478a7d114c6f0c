"""What is shown of openings, read lean. Nothing sealed."""

from collections.abc import Collection
from dataclasses import fields
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models.employer import Employer
from models.lean_reads import lean, lines
from models.opening import Opening, OpeningLanguage, OpeningSkill
from models.shown import EmployerShown, LanguageShown, OpeningShown, SkillAsked

_IDS: Any = bindparam("ids", expanding=True)
_BESIDE = ("employer", "skills", "languages")
_COLUMNS = [
    getattr(Opening, field.name) for field in fields(OpeningShown) if field.name not in _BESIDE
]
_OPENINGS = (
    select(Employer.public_id, Employer.legal_name, Employer.trade_name, *_COLUMNS)
    .join(Opening.employer)
    .where(Opening.id.in_(_IDS))
)
_OF_EMPLOYER = len(EmployerShown._fields)
_SKILLS = (
    select(
        OpeningSkill.opening_id,
        OpeningSkill.skill,
        OpeningSkill.text,
        OpeningSkill.score,
        OpeningSkill.is_required,
    )
    .where(OpeningSkill.opening_id.in_(_IDS))
    .order_by(OpeningSkill.opening_id, OpeningSkill.position)
)
_LANGUAGES = (
    select(OpeningLanguage.opening_id, OpeningLanguage.language, OpeningLanguage.level)
    .where(OpeningLanguage.opening_id.in_(_IDS))
    .order_by(OpeningLanguage.opening_id, OpeningLanguage.language)
)


def openings_shown(session: Session, ids: Collection[int]) -> dict[int, OpeningShown]:
    """By row; rows that are gone are absent."""
    if not ids:
        return {}
    skills = lines(session, _SKILLS, ids, SkillAsked)
    languages = lines(session, _LANGUAGES, ids, LanguageShown)
    found: dict[int, OpeningShown] = {}
    for row in lean(session, _OPENINGS, ids=list(ids)).all():
        employer, columns = EmployerShown(*row[:_OF_EMPLOYER]), row[_OF_EMPLOYER:]
        key: int = columns[0]
        facts: tuple[Any, ...] = (*columns, employer, skills[key], languages[key])
        found[key] = OpeningShown(*facts)
    return found
