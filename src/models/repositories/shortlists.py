"""What a list of matches needs of an opening and shows of people, read lean. Nothing sealed."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, bindparam, select
from sqlalchemy.orm import Session

from models.employer import Employer
from models.lean_reads import lean, lines
from models.lifecycles import EmployerStatus
from models.opening import Opening, OpeningLanguage, OpeningSkill
from models.repositories.matchable import (
    COLUMNS,
    OpeningFacts,
    OpeningLanguageFacts,
    OpeningSkillFacts,
)
from models.seeker import Seeker, SeekerLanguage, SeekerOccupation, SeekerSkill
from models.shown import LanguageShown, PersonShown, SkillShown, WorkShown
from models.vocabulary import WageIs


@dataclass(frozen=True, slots=True)
class OpeningAsked(OpeningFacts):
    """And the attributes of `Opening` that say what stands against it, by the same names."""

    public_id: UUID
    weekly_hours: int | None
    wage_is: WageIs | None
    employer_status: EmployerStatus


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """The one for whom openings are looked for; `profile` as `Seeker` has it."""

    id: int
    public_id: UUID
    profile: Any


_OPENING = select(
    *COLUMNS,
    Opening.public_id,
    Opening.weekly_hours,
    Opening.wage_is,
    Employer.status.label("employer_status"),
).join(Opening.employer)
_BY_PUBLIC_ID = _OPENING.where(Opening.public_id == bindparam("public_id"))
_BY_EXTERNAL_ID = _OPENING.where(
    Opening.employer_id == bindparam("employer_id"),
    Opening.external_id == bindparam("external_id"),
)
_OWN = _BY_PUBLIC_ID.where(Opening.employer_id == bindparam("employer_id"))
_SKILLS_ASKED = (
    select(OpeningSkill.skill, OpeningSkill.is_required)
    .where(OpeningSkill.opening_id == bindparam("opening_id"))
    .order_by(OpeningSkill.position)
)
_LANGUAGES_ASKED = (
    select(OpeningLanguage.language, OpeningLanguage.level)
    .where(OpeningLanguage.opening_id == bindparam("opening_id"))
    .order_by(OpeningLanguage.language)
)


def opening_asked(
    session: Session, public_id: UUID, *, employer_id: int | None = None
) -> OpeningAsked | None:
    """With `employer_id` only when it is that employer's own."""
    if employer_id is None:
        found = lean(session, _BY_PUBLIC_ID, public_id=public_id)
    else:
        found = lean(session, _OWN, public_id=public_id, employer_id=employer_id)
    return _opening(session, found.one_or_none())


def opening_called(session: Session, employer_id: int, external_id: str) -> OpeningAsked | None:
    found = lean(session, _BY_EXTERNAL_ID, employer_id=employer_id, external_id=external_id)
    return _opening(session, found.one_or_none())


def _opening(session: Session, row: Row[*tuple[Any, ...]] | None) -> OpeningAsked | None:
    if row is None:
        return None
    skills = lean(session, _SKILLS_ASKED, opening_id=row.id)
    languages = lean(session, _LANGUAGES_ASKED, opening_id=row.id)
    return OpeningAsked(
        **row._mapping,
        skills=tuple(OpeningSkillFacts(*line) for line in skills),
        languages=tuple(OpeningLanguageFacts(*line) for line in languages),
    )


_PERSON = select(Seeker.id, Seeker.is_matchable, Seeker.profile.cipher).where(
    Seeker.public_id == bindparam("public_id"), Seeker.erased_at.is_(None)
)
_ATTENDED = _PERSON.where(Seeker.center_id == bindparam("center_id"))


def person_asked(
    session: Session, public_id: UUID, *, center_id: int | None = None
) -> PersonAsked | None:
    """None for whoever was forgotten; with `center_id` only when the person is attended there.
    Whoever may not be matched has no profile here."""
    if center_id is None:
        found = lean(session, _PERSON, public_id=public_id).one_or_none()
    else:
        asked = {"public_id": public_id, "center_id": center_id}
        found = lean(session, _ATTENDED, **asked).one_or_none()
    if found is None:
        return None
    row_id, is_matchable, sealed = found
    is_open = is_matchable and sealed is not None
    profile = Seeker.profile.opened(sealed, public_id) if is_open else None
    return PersonAsked(row_id, public_id, profile)


def _of_people(*columns: Any, order: Any) -> Select[Any]:
    parent: ColumnElement[int] = columns[0]
    among = parent.in_(bindparam("ids", expanding=True))
    return select(*columns).where(among).order_by(parent, order)


_PEOPLE = select(
    Seeker.id,
    Seeker.public_id,
    Seeker.municipality,
    Seeker.schooling,
    Seeker.schedules,
    Seeker.available_from,
    Seeker.expected_monthly_wage_mxn,
).where(Seeker.id.in_(bindparam("ids", expanding=True)))
_WORK = _of_people(
    SeekerOccupation.seeker_id,
    SeekerOccupation.occupation,
    SeekerOccupation.title,
    SeekerOccupation.months,
    order=SeekerOccupation.position,
)
_SKILLS = _of_people(
    SeekerSkill.seeker_id, SeekerSkill.skill, SeekerSkill.text, order=SeekerSkill.position
)
_LANGUAGES = _of_people(
    SeekerLanguage.seeker_id,
    SeekerLanguage.language,
    SeekerLanguage.level,
    order=SeekerLanguage.language,
)


def people_shown(session: Session, ids: Collection[int]) -> dict[int, PersonShown]:
    """By row; rows that are gone are absent."""
    if not ids:
        return {}
    work = lines(session, _WORK, ids, WorkShown)
    skills = lines(session, _SKILLS, ids, SkillShown)
    languages = lines(session, _LANGUAGES, ids, LanguageShown)
    return {
        row.id: PersonShown(
            **row._mapping,
            occupations=work[row.id],
            skills=skills[row.id],
            languages=languages[row.id],
        )
        for row in lean(session, _PEOPLE, ids=list(ids))
    }
