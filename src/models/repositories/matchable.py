"""What may be matched, read lean: no tracked objects, only the columns that ranking needs."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select
from sqlalchemy.orm import Session

from models.employer import Employer
from models.lifecycles import EmployerStatus, OpeningStatus
from models.opening import Opening, OpeningLanguage, OpeningSkill
from models.seeker import Seeker
from models.vocabulary import Contract, Level, Schedule, Schooling

BATCH = 2000


@dataclass(frozen=True, slots=True)
class OpeningSkillFacts:
    skill: str | None
    is_required: bool


@dataclass(frozen=True, slots=True)
class OpeningLanguageFacts:
    language: str
    level: Level


@dataclass(frozen=True, slots=True)
class OpeningFacts:
    """The attributes of `Opening` that ranking reads, by the same names; columns come first."""

    id: int
    municipality: str
    occupation: str | None
    schooling: Schooling | None
    experience_months: int
    monthly_wage_mxn: Decimal | None
    schedule: Schedule | None
    starts_on: date | None
    contract: Contract | None
    accepts_minors: bool
    offers: list[str]
    skills: tuple[OpeningSkillFacts, ...]
    languages: tuple[OpeningLanguageFacts, ...]


_LINES = ("skills", "languages")
COLUMNS = tuple(
    Opening.__table__.c[field.name] for field in fields(OpeningFacts) if field.name not in _LINES
)


def live_openings(
    session: Session, on: date, ids: Collection[int] | None = None
) -> Iterator[OpeningFacts]:
    """Published, not past closing, of verified employers; oldest first. `ids`: only among these."""
    last = 0
    while rows := _openings_after(session, on, ids, last):
        last = rows[-1][0]
        skills = _of_parents(session, OpeningSkill, rows)
        languages = _of_parents(session, OpeningLanguage, rows)
        for row in rows:
            asked = [OpeningSkillFacts(it.skill, it.is_required) for it in skills.get(row[0], ())]
            spoken = [
                OpeningLanguageFacts(it.language, it.level) for it in languages.get(row[0], ())
            ]
            facts: tuple[Any, ...] = (*row, tuple(asked), tuple(spoken))
            yield OpeningFacts(*facts)


def profiles(session: Session, ids: Collection[int] | None = None) -> Iterator[tuple[int, Any]]:
    """Row number and packed profile of everyone matchable, longest registered first."""
    columns, opened = Seeker.__table__.c, Seeker.profile.opener(session)
    query = Seeker.profile.sealed_rows().where(columns.is_matchable)
    if ids is not None:
        query = query.where(columns.id.in_(list(ids)))
    ordered = query.order_by(columns.id).execution_options(yield_per=BATCH)
    with session.execute(ordered) as rows:
        for row_id, public_id, sealed in rows:
            yield row_id, opened(sealed, public_id)


def _openings_after(
    session: Session, on: date, ids: Collection[int] | None, last: int
) -> list[Row[*tuple[Any, ...]]]:
    query = (
        select(*COLUMNS)
        .join(Opening.employer)
        .where(Opening.id > last, *_is_live(on))
        .order_by(Opening.id)
        .limit(BATCH)
    )
    if ids is not None:
        query = query.where(Opening.id.in_(list(ids)))
    return list(session.execute(query))


def _is_live(on: date) -> Iterable[ColumnElement[bool]]:
    yield Opening.status == OpeningStatus.PUBLISHED
    yield Employer.status == EmployerStatus.VERIFIED
    yield or_(Opening.closes_on.is_(None), Opening.closes_on >= on)


def _of_parents(
    session: Session,
    table: type[OpeningSkill] | type[OpeningLanguage],
    rows: list[Row[*tuple[Any, ...]]],
) -> dict[int, list[Row[*tuple[Any, ...]]]]:
    columns = table.__table__.c
    between = columns.opening_id.between(rows[0].id, rows[-1].id)
    lines = session.execute(select(*columns).where(between).order_by(columns.opening_id))
    return {parent: list(of_one) for parent, of_one in groupby(lines, itemgetter(1))}
