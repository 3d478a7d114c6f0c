from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.employer import Employer
from models.lifecycles import EmployerStatus, OpeningStatus
from models.opening import Opening
from models.repositories.bulk import Noun
from models.repositories.paging import Cursor, Page, page
from models.vocabulary import FeedKind

UNTOLD = frozenset(
    {"content_hash", "occupation_score", "published_at", "closed_at", "employer_id", "is_demo"}
)
NOUN = Noun(Opening, Employer, "employer_id", "opening_id", FeedKind.OPENING, UNTOLD)

BRIEF_BATCH = 5000
WITH_DETAILS = (
    selectinload(Opening.skills),
    selectinload(Opening.languages),
    joinedload(Opening.employer),
)
_PUBLISHED = (Opening.status == OpeningStatus.PUBLISHED, Employer.status == EmployerStatus.VERIFIED)


@dataclass(frozen=True, slots=True)
class OpeningFilter:
    """None: any. `state` is the 2-digit entity; `updated_since` also brings what was closed."""

    employer_id: int | None = None
    status: OpeningStatus | None = None
    state: str | None = None
    updated_since: datetime | None = None


def by_public_id(
    session: Session, public_id: UUID, *, employer_id: int | None = None
) -> Opening | None:
    """With its details; with `employer_id` only when it is that employer's own."""
    query = select(Opening).where(Opening.public_id == public_id).options(*WITH_DETAILS)
    return session.scalar(_owned(query, employer_id))


def by_external_id(session: Session, employer_id: int, external_id: str) -> Opening | None:
    query = select(Opening).where(Opening.external_id == external_id).options(*WITH_DETAILS)
    return session.scalar(_owned(query, employer_id))


def by_external_ids(
    session: Session, employer_id: int, external_ids: Iterable[str]
) -> Sequence[Opening]:
    """With their details, in no order; names that are unknown are absent."""
    query = select(Opening).where(
        Opening.employer_id == employer_id, Opening.external_id.in_(list(external_ids))
    )
    return session.scalars(query.options(*WITH_DETAILS)).all()


def locked(session: Session, public_id: UUID, *, employer_id: int | None = None) -> Opening | None:
    """The row, held against other writers until the transaction ends."""
    query = select(Opening).where(Opening.public_id == public_id).with_for_update(key_share=True)
    return session.scalar(_owned(query, employer_id).execution_options(populate_existing=True))


def by_ids(session: Session, ids: Iterable[int]) -> Sequence[Opening]:
    """With their details, in no order; rows that are gone are absent."""
    query = select(Opening).where(Opening.id.in_(list(ids))).options(*WITH_DETAILS)
    return session.scalars(query).all()


def listed(
    session: Session, chosen: OpeningFilter, *, after: Cursor | None = None, limit: int = 50
) -> Page[Opening]:
    query = _owned(select(Opening).options(*WITH_DETAILS), chosen.employer_id)
    if chosen.status is not None:
        query = query.where(Opening.status == chosen.status)
    if chosen.state is not None:
        query = query.where(Opening.municipality.startswith(chosen.state))
    if chosen.updated_since is not None:
        query = query.where(Opening.updated_at >= chosen.updated_since)
    return page(session, Opening, query, after, limit)


def published(
    session: Session, on: date, *, after: Cursor | None = None, limit: int = 50
) -> Page[Opening]:
    """What anyone may see: live openings of verified employers."""
    return page(session, Opening, _live(on).options(*WITH_DETAILS), after, limit)


def to_decide(session: Session, *, after: Cursor | None = None, limit: int = 50) -> Page[Opening]:
    """In review, of verified employers: they wait for staff and for nothing else."""
    query = (
        select(Opening)
        .join(Opening.employer)
        .where(
            Opening.status == OpeningStatus.IN_REVIEW, Employer.status == EmployerStatus.VERIFIED
        )
        .options(*WITH_DETAILS)
    )
    return page(session, Opening, query, after, limit)


def each_published(session: Session, on: date, *, batch: int = 1000) -> Iterator[Opening]:
    """All live openings of verified employers with their details, oldest first, streamed."""
    query = _live(on).options(*WITH_DETAILS).order_by(Opening.id)
    with session.scalars(query.execution_options(yield_per=batch)) as rows:
        yield from rows


def own_names(session: Session, employer_id: int, ids: Collection[UUID]) -> dict[UUID, str]:
    """By the service's id, those of these that are the employer's."""
    if not ids:
        return {}
    query = select(Opening.public_id, Opening.external_id).where(
        Opening.employer_id == employer_id, Opening.public_id.in_(list(ids))
    )
    return dict(session.execute(query).all())


def in_review_of(session: Session, employer_id: int) -> Sequence[Opening]:
    """Held against other writers; without details."""
    waiting = Opening.status == OpeningStatus.IN_REVIEW
    return session.scalars(
        select(Opening)
        .where(Opening.employer_id == employer_id, waiting)
        .order_by(Opening.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()


def newest(
    session: Session, on: date, *, text: str = "", place: str = "", offset: int, limit: int
) -> Sequence[Opening]:
    """Live openings, newest first. `text` in title or employer; `place` a state or municipality."""
    query = _live(on).where(Opening.municipality.startswith(place, autoescape=True))
    if text:
        named = (Opening.title, Employer.trade_name, Employer.legal_name)
        query = query.where(or_(*(column.icontains(text, autoescape=True) for column in named)))
    ordered = query.options(*WITH_DETAILS).order_by(Opening.id.desc())
    return session.scalars(ordered.offset(offset).limit(limit)).all()


@dataclass(frozen=True, slots=True)
class Standing:
    """What an opening keeps when its employer sends it again."""

    positions_filled: int = 0
    published_at: datetime | None = None
    review_codes: Sequence[str] = ()


def standings(session: Session, ids: Sequence[int]) -> dict[int, Standing]:
    """By row; of drafts that nobody looked at there is nothing to keep: they are absent."""
    columns = (Opening.positions_filled, Opening.published_at, Opening.review_codes)
    query = select(Opening.id, *columns).where(
        Opening.id.in_(ids), Opening.status != OpeningStatus.DRAFT
    )
    return {row[0]: Standing(*row[1:]) for row in session.execute(query)}


@dataclass(frozen=True, slots=True)
class OpeningBrief:
    public_id: UUID
    external_id: str
    title: str
    municipality: str
    employer_name: str


def brief(session: Session, ids: Sequence[int]) -> dict[int, OpeningBrief]:
    """By row; what a report says of an opening."""
    found: dict[int, OpeningBrief] = {}
    shown = func.coalesce(Employer.trade_name, Employer.legal_name)
    columns = (Opening.public_id, Opening.external_id, Opening.title, Opening.municipality, shown)
    for start in range(0, len(ids), BRIEF_BATCH):
        some = ids[start : start + BRIEF_BATCH]
        query = select(Opening.id, *columns).join(Opening.employer).where(Opening.id.in_(some))
        found |= {row[0]: OpeningBrief(*row[1:]) for row in session.execute(query)}
    return found


def past_closing(session: Session, on: date) -> Sequence[Opening]:
    """Openings still shown or paused although their last day is over."""
    return session.scalars(
        select(Opening).where(
            Opening.closes_on < on,
            Opening.status.in_((OpeningStatus.PUBLISHED, OpeningStatus.PAUSED)),
        )
    ).all()


def _live(on: date) -> Select[Opening]:
    still_open = or_(Opening.closes_on.is_(None), Opening.closes_on >= on)
    return select(Opening).join(Opening.employer).where(*_PUBLISHED, still_open)


def _owned(query: Select[Opening], employer_id: int | None) -> Select[Opening]:
    return query if employer_id is None else query.where(Opening.employer_id == employer_id)
