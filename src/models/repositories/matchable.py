"""What may be matched, read lean: no tracked objects, only the columns that ranking needs."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Row, Select, bindparam, or_, select
from sqlalchemy.orm import Session

from models.employer import Employer
from models.lean_reads import lean
from models.lifecycles import EmployerStatus, OpeningStatus
from models.opening import Opening, OpeningLanguage, OpeningSkill
from models.seeker import Seeker
from models.vocabulary import Contract, Level, Schedule, Schooling

BATCH = 2000
Line = TypeVar("Line")


class OpeningSkillFacts(NamedTuple):
    skill: str | None
    is_required: bool


class OpeningLanguageFacts(NamedTuple):
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
    query = select(*COLUMNS).join_from(Opening, Employer).where(*_is_live(on)).order_by(Opening.id)
    if ids is not None:
        query = query.where(Opening.id.in_(list(ids)))
    with lean(session, query.execution_options(yield_per=BATCH)) as found:
        for rows in found.partitions():
            span = {"first": rows[0].id, "last": rows[-1].id}
            skills = _by_opening(lean(session, _SKILLS, **span), OpeningSkillFacts)
            languages = _by_opening(lean(session, _LANGUAGES, **span), OpeningLanguageFacts)
            for row in rows:
                asked, spoken = skills.get(row[0], ()), languages.get(row[0], ())
                facts: tuple[Any, ...] = (*row, tuple(asked), tuple(spoken))
                yield OpeningFacts(*facts)


def profiles(session: Session, ids: Collection[int] | None = None) -> Iterator[tuple[int, Any]]:
    """Row number and packed profile of everyone matchable, longest registered first."""
    return ((row_id, packed) for row_id, packed, _ in people(session, ids))


def people(session: Session, ids: Collection[int] | None = None) -> Iterator[tuple[int, Any, int]]:
    """As `profiles`, with the row number of the center that attends each."""
    columns, opened = Seeker.__table__.c, Seeker.profile.opener(session)
    query = Seeker.profile.sealed_rows().add_columns(columns.center_id)
    query = query.where(columns.is_matchable)
    if ids is not None:
        query = query.where(columns.id.in_(list(ids)))
    ordered = query.order_by(columns.id).execution_options(yield_per=BATCH)
    with session.execute(ordered) as rows:
        for row_id, public_id, sealed, center_id in rows:
            yield row_id, opened(sealed, public_id), center_id


def _is_live(on: date) -> Iterable[ColumnElement[bool]]:
    yield Opening.status == OpeningStatus.PUBLISHED
    yield Employer.status == EmployerStatus.VERIFIED
    yield or_(Opening.closes_on.is_(None), Opening.closes_on >= on)


def _lines(table: Any, *read: str, order: str) -> Select[*tuple[Any, ...]]:
    """Those of openings from `first` to `last`."""
    owner = table.c.opening_id
    between = owner.between(bindparam("first"), bindparam("last"))
    columns = [table.c[name] for name in read]
    return select(owner, *columns).where(between).order_by(owner, table.c[order])


_SKILLS = _lines(OpeningSkill.__table__, "skill", "is_required", order="position")
_LANGUAGES = _lines(OpeningLanguage.__table__, "language", "level", order="language")


def _by_opening(
    found: Iterable[Row[*tuple[Any, ...]]], line: Callable[..., Line]
) -> dict[int, list[Line]]:
    return {
        opening: [line(*values) for _, *values in of_one]
        for opening, of_one in groupby(found, itemgetter(0))
    }
