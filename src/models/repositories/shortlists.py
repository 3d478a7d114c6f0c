"""What a list of matches needs of an opening and shows of people, read lean. Nothing sealed."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Row,
    Select,
    String,
    bindparam,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from models.employer import Employer
from models.lean_reads import lean
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
from models.vocabulary import Level, WageIs


@dataclass(frozen=True, slots=True)
class OpeningAsked:
    """The one for which people are looked for, and what may stand against it, by the names that
    `Opening` has for it; ranking knows the rest where it is published."""

    id: int
    public_id: UUID
    municipality: str
    monthly_wage_mxn: Decimal | None
    wage_is: WageIs | None
    weekly_hours: int | None
    starts_on: date | None
    employer_status: EmployerStatus


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """The one for whom openings are looked for; `profile` as `Seeker` has it."""

    id: int
    public_id: UUID
    profile: Any


_OPENING = select(
    Opening.id,
    Opening.public_id,
    Opening.municipality,
    Opening.monthly_wage_mxn,
    Opening.wage_is,
    Opening.weekly_hours,
    Opening.starts_on,
    Employer.status,
).join(Opening.employer)
_BY_PUBLIC_ID = _OPENING.where(Opening.public_id == bindparam("public_id"))
_BY_EXTERNAL_ID = _OPENING.where(
    Opening.employer_id == bindparam("employer_id"),
    Opening.external_id == bindparam("external_id"),
)
_OWN = _BY_PUBLIC_ID.where(Opening.employer_id == bindparam("employer_id"))
_FACTS = select(*COLUMNS).where(Opening.id == bindparam("opening_id"))
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
    return _asked(found.one_or_none())


def opening_called(session: Session, employer_id: int, external_id: str) -> OpeningAsked | None:
    found = lean(session, _BY_EXTERNAL_ID, employer_id=employer_id, external_id=external_id)
    return _asked(found.one_or_none())


def _asked(row: Row[*tuple[Any, ...]] | None) -> OpeningAsked | None:
    return None if row is None else OpeningAsked(*row)


def opening_facts(session: Session, row_id: int) -> OpeningFacts:
    """What ranking reads of an opening, published or not."""
    columns = lean(session, _FACTS, opening_id=row_id).one()
    skills = lean(session, _SKILLS_ASKED, opening_id=row_id)
    languages = lean(session, _LANGUAGES_ASKED, opening_id=row_id)
    facts: tuple[Any, ...] = (
        *columns,
        tuple(OpeningSkillFacts(*line) for line in skills),
        tuple(OpeningLanguageFacts(*line) for line in languages),
    )
    return OpeningFacts(*facts)


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


_PEOPLE = select(
    Seeker.id,
    Seeker.public_id,
    Seeker.municipality,
    Seeker.schooling,
    Seeker.schedules,
    Seeker.available_from,
    Seeker.expected_monthly_wage_mxn,
).where(Seeker.id.in_(bindparam("ids", expanding=True)))


def _lines(kind: int, owner: Any, *columns: Any) -> Select[Any]:
    """The place among its like, then three facts. All kinds are read at once: a query more costs
    as much as a hundred rows."""
    among = owner.in_(bindparam("ids", expanding=True))
    padding = (null() for _ in range(4 - len(columns)))
    names = zip(("place", "first", "second", "third"), (*columns, *padding), strict=True)
    labelled = (column.label(name) for name, column in names)
    return select(literal(kind).label("kind"), owner.label("owner"), *labelled).where(among)


_WORK, _SKILL, _LANGUAGE = range(3)
_ALL_LINES = union_all(
    _lines(
        _WORK,
        SeekerOccupation.seeker_id,
        SeekerOccupation.position,
        SeekerOccupation.occupation,
        SeekerOccupation.title,
        SeekerOccupation.months,
    ),
    _lines(
        _SKILL,
        SeekerSkill.seeker_id,
        SeekerSkill.position,
        SeekerSkill.skill,
        SeekerSkill.text,
    ),
    _lines(
        _LANGUAGE,
        SeekerLanguage.seeker_id,
        literal(0),
        SeekerLanguage.language,
        type_coerce(SeekerLanguage.level, String),
    ),
).order_by("owner", "kind", "place", "first")


def people_shown(session: Session, ids: Collection[int]) -> dict[int, PersonShown]:
    """By row; rows that are gone are absent."""
    if not ids:
        return {}
    work, skills = defaultdict[int, list[WorkShown]](list), defaultdict[int, list[SkillShown]](list)
    languages = defaultdict[int, list[LanguageShown]](list)
    for kind, owner, _, first, second, third in lean(session, _ALL_LINES, ids=list(ids)).all():
        if kind == _SKILL:
            skills[owner].append(SkillShown(first, second))
        elif kind == _WORK:
            work[owner].append(WorkShown(first, second, third))
        else:
            languages[owner].append(LanguageShown(first, Level(second)))
    found: dict[int, PersonShown] = {}
    for row in lean(session, _PEOPLE, ids=list(ids)).all():
        key: int = row[0]
        facts: tuple[Any, ...] = (*row, work[key], skills[key], languages[key])
        found[key] = PersonShown(*facts)
    return found
