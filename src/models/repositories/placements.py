from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.hiring_lifecycles import BEFORE_THE_START, NOT_FILED, OPEN_PLACEMENT, PlacementStatus
from models.placement import Placement
from models.repositories.paging import Cursor, Page, page

Query = TypeVar("Query", bound=Select[Any])

AT_WORK = tuple(status for status in OPEN_PLACEMENT if status not in BEFORE_THE_START)
WITH_DETAILS = (
    joinedload(Placement.seeker),
    joinedload(Placement.opening),
    joinedload(Placement.employer),
    joinedload(Placement.registration),
    joinedload(Placement.referral),
)


@dataclass(frozen=True, slots=True)
class PlacementScope:
    """Whose placements: an employer's, a centre's, one person's. None: not limited by it."""

    employer_id: int | None = None
    center_id: int | None = None
    seeker_id: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """The last lawful day of the enrollment, from `first` (None: any) to `last`, both included."""

    last: date
    first: date | None = None


def by_public_id(
    session: Session, public_id: UUID, scope: PlacementScope = PlacementScope()
) -> Placement | None:
    """With its details, timeline and movements, when it lies within the scope."""
    query = (
        select(Placement)
        .where(Placement.public_id == public_id)
        .options(*WITH_DETAILS, selectinload(Placement.events), selectinload(Placement.enrollments))
    )
    return session.scalar(within(query, scope))


def locked(
    session: Session, public_id: UUID, scope: PlacementScope = PlacementScope()
) -> Placement | None:
    """The row with its details, held against other writers until the transaction ends."""
    query = (
        select(Placement)
        .where(Placement.public_id == public_id)
        .options(*WITH_DETAILS, selectinload(Placement.enrollments))
        .with_for_update(of=Placement, key_share=True)
        .execution_options(populate_existing=True)
    )
    return session.scalar(within(query, scope))


def of_person(session: Session, seeker_id: int) -> Sequence[Placement]:
    """A person's own, newest first, with details, timeline and movements."""
    query = (
        select(Placement)
        .where(Placement.seeker_id == seeker_id)
        .options(*WITH_DETAILS, selectinload(Placement.events), selectinload(Placement.enrollments))
        .order_by(Placement.id.desc())
    )
    return session.scalars(query).all()


def under_way(session: Session, seeker_id: int, opening_id: int) -> Placement | None:
    return session.scalar(
        select(Placement).where(
            Placement.seeker_id == seeker_id,
            Placement.opening_id == opening_id,
            Placement.status.in_(OPEN_PLACEMENT),
        )
    )


def listed(
    session: Session,
    scope: PlacementScope,
    statuses: Collection[PlacementStatus] = (),
    *,
    after: Cursor | None = None,
    limit: int = 50,
) -> Page[Placement]:
    """No statuses: all of them."""
    query = within(select(Placement).options(*WITH_DETAILS), scope)
    if statuses:
        query = query.where(Placement.status.in_(statuses))
    return page(session, Placement, query, after, limit)


def not_filed(
    session: Session,
    scope: PlacementScope,
    due: Due,
    *,
    after: Cursor | None = None,
    limit: int = 50,
) -> Page[Placement]:
    """Started, and not at the institute (any more), whose last lawful day lies in `due`."""
    return page(session, Placement, _not_filed(scope, due), after, limit)


def _not_filed(scope: PlacementScope, due: Due) -> Select[Placement]:
    query = within(select(Placement).options(*WITH_DETAILS), scope).where(
        Placement.status.in_(NOT_FILED), Placement.enrollment_due_on <= due.last
    )
    if due.first is not None:
        query = query.where(Placement.enrollment_due_on >= due.first)
    return query


def first_due(
    session: Session, scope: PlacementScope, due: Due, *, limit: int
) -> Sequence[Placement]:
    """As `not_filed`, whose day is the earliest first."""
    return session.scalars(
        _not_filed(scope, due).order_by(Placement.enrollment_due_on, Placement.id).limit(limit)
    ).all()


def counts_by_status(session: Session, scope: PlacementScope) -> dict[PlacementStatus, int]:
    found = select(Placement.status, func.count()).group_by(Placement.status)
    for name in ("employer_id", "center_id", "seeker_id"):
        if (wanted := getattr(scope, name)) is not None:
            found = found.where(getattr(Placement, name) == wanted)
    return dict(session.execute(found).all())


def positions_taken(session: Session, opening_id: int) -> int:
    """Placements of an opening that hold one of its positions."""
    taken = select(func.count()).where(
        Placement.opening_id == opening_id, Placement.status.in_(OPEN_PLACEMENT)
    )
    return session.scalar(taken) or 0


def at_work(session: Session, seeker_ids: Iterable[int]) -> frozenset[int]:
    """Those of the people who work for somebody they were placed with."""
    found = select(Placement.seeker_id).where(
        Placement.seeker_id.in_(list(seeker_ids)), Placement.status.in_(AT_WORK)
    )
    return frozenset(session.scalars(found))


def open_of_seeker(session: Session, seeker_id: int) -> Sequence[Placement]:
    return session.scalars(
        select(Placement)
        .where(Placement.seeker_id == seeker_id, Placement.status.in_(OPEN_PLACEMENT))
        .order_by(Placement.id)
    ).all()


def within(query: Query, scope: PlacementScope) -> Query:
    if scope.employer_id is not None:
        query = query.where(Placement.employer_id == scope.employer_id)
    if scope.center_id is not None:
        query = query.where(Placement.center_id == scope.center_id)
    if scope.seeker_id is not None:
        query = query.where(Placement.seeker_id == scope.seeker_id)
    return query
