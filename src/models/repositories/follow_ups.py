from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import exists, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, joinedload

from models.filing_lifecycles import FollowUpStatus
from models.follow_up import FollowUp
from models.hiring_lifecycles import PlacementStatus
from models.placement import Placement
from models.repositories.paging import Cursor, Page, page
from models.repositories.placements import PlacementScope, within
from models.vocabulary import ActorKind, EvidenceGrade, FollowUpAnswer

WITH_PLACEMENT = (
    joinedload(FollowUp.placement).joinedload(Placement.seeker),
    joinedload(FollowUp.placement).joinedload(Placement.opening),
    joinedload(FollowUp.placement).joinedload(Placement.employer),
)


def make_due(
    session: Session, day: int, statuses: Collection[PlacementStatus], today: date, now: datetime
) -> int:
    """For every hire in one of the statuses that started that many days ago or more."""
    asked = exists().where(FollowUp.placement_id == Placement.id, FollowUp.day == day)
    due = session.execute(
        select(Placement.id, Placement.starts_on).where(
            Placement.status.in_(statuses),
            Placement.starts_on <= today - timedelta(days=day),
            ~asked,
        )
    ).all()
    rows = [
        {
            "public_id": uuid4(),
            "placement_id": placement_id,
            "day": day,
            "due_on": starts_on + timedelta(days=day),
            "status": FollowUpStatus.OPEN,
            "created_at": now,
            "updated_at": now,
        }
        for placement_id, starts_on in due
        if starts_on is not None
    ]
    if rows:
        is_sqlite = session.get_bind().dialect.name == "sqlite"
        insert: Any = sqlite.insert if is_sqlite else postgresql.insert
        unique = ["placement_id", "day"]
        statement = insert(FollowUp.__table__).on_conflict_do_nothing(index_elements=unique)
        session.execute(statement, rows)
    return len(rows)


def cancel_where_over(
    session: Session, statuses: Collection[PlacementStatus], now: datetime
) -> None:
    """Open ones of hires that are in none of the statuses any more."""
    still = select(Placement.id).where(Placement.status.in_(statuses))
    session.execute(
        update(FollowUp)
        .where(FollowUp.status == FollowUpStatus.OPEN, FollowUp.placement_id.not_in(still))
        .values(status=FollowUpStatus.CANCELLED, updated_at=now)
        .execution_options(synchronize_session=False)
    )


def settle_proved(
    session: Session, day: int, proved: Collection[PlacementStatus], now: datetime
) -> None:
    """Open ones whose hire already stands further, by a certificate."""
    hires = select(Placement.id).where(Placement.status.in_(proved))
    session.execute(
        update(FollowUp)
        .where(
            FollowUp.status == FollowUpStatus.OPEN,
            FollowUp.day <= day,
            FollowUp.placement_id.in_(hires),
        )
        .values(
            status=FollowUpStatus.ANSWERED,
            answer=FollowUpAnswer.STILL_WORKING,
            grade=EvidenceGrade.A,
            answered_by_kind=ActorKind.SYSTEM,
            answered_at=now,
            updated_at=now,
        )
        .execution_options(synchronize_session=False)
    )


def by_public_id(session: Session, public_id: UUID, scope: PlacementScope) -> FollowUp | None:
    query = (
        select(FollowUp)
        .join(Placement, FollowUp.placement_id == Placement.id)
        .where(FollowUp.public_id == public_id)
        .options(*WITH_PLACEMENT)
    )
    return session.scalar(within(query, scope))


def of_placement(session: Session, placement_id: int) -> Sequence[FollowUp]:
    """All of a hire that is locked, answered or not, held against other writers."""
    return session.scalars(
        select(FollowUp)
        .where(FollowUp.placement_id == placement_id)
        .order_by(FollowUp.day)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()


def open_of_person(session: Session, seeker_id: int) -> Sequence[FollowUp]:
    """What a person is asked now, by hire and then by day."""
    return session.scalars(
        select(FollowUp)
        .join(Placement, FollowUp.placement_id == Placement.id)
        .where(Placement.seeker_id == seeker_id, FollowUp.status == FollowUpStatus.OPEN)
        .order_by(FollowUp.placement_id, FollowUp.day)
    ).all()


def listed(
    session: Session,
    scope: PlacementScope,
    status: FollowUpStatus | None,
    *,
    after: Cursor | None,
    limit: int,
) -> Page[FollowUp]:
    query = (
        select(FollowUp)
        .join(Placement, FollowUp.placement_id == Placement.id)
        .options(*WITH_PLACEMENT)
    )
    if status is not None:
        query = query.where(FollowUp.status == status)
    return page(session, FollowUp, within(query, scope), after, limit)


def open_due_by(session: Session, day: date) -> Sequence[FollowUp]:
    return session.scalars(
        select(FollowUp)
        .where(FollowUp.status == FollowUpStatus.OPEN, FollowUp.due_on <= day)
        .options(joinedload(FollowUp.placement))
        .order_by(FollowUp.id)
    ).all()
