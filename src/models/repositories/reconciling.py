"""What does not agree about hires: each query finds the rows of one kind of finding."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased, contains_eager

from models.enrollment import Enrollment
from models.filing_lifecycles import HELD_BY_THE_INSTITUTE, MovementStatus
from models.hiring_lifecycles import NOT_FILED, PlacementStatus
from models.placement import Placement
from models.seeker import Seeker
from models.seeker_document import SeekerDocument
from models.vocabulary import MovementType

BATCH = 500
UNSETTLED = (MovementStatus.WAITING, MovementStatus.UNCLEAR)


def not_filed_after(session: Session, today: date) -> Sequence[Placement]:
    """Started, and the last lawful day for the movement is over."""
    return session.scalars(
        select(Placement)
        .where(Placement.status.in_(NOT_FILED), Placement.enrollment_due_on < today)
        .order_by(Placement.id)
    ).all()


def unanswered_since(session: Session, day: date) -> list[tuple[Enrollment, Placement]]:
    """Filed on that day or before, and nobody told what the institute said."""
    rows = session.execute(
        select(Enrollment, Placement)
        .join(Placement, Enrollment.placement_id == Placement.id)
        .where(Enrollment.status == MovementStatus.WAITING, Enrollment.filed_on <= day)
        .order_by(Enrollment.id)
    )
    return [(movement, placement) for movement, placement in rows]


def enrolled_without_job(
    session: Session, statuses: Collection[PlacementStatus]
) -> list[tuple[Enrollment, Placement]]:
    """The institute has them, the hire came to nothing, and nobody withdrew them."""
    withdrawal = aliased(Enrollment)
    withdrawn = exists().where(
        withdrawal.placement_id == Placement.id,
        withdrawal.movement == MovementType.WITHDRAWAL,
        withdrawal.status.in_(HELD_BY_THE_INSTITUTE),
    )
    rows = session.execute(
        select(Enrollment, Placement)
        .join(Placement, Enrollment.placement_id == Placement.id)
        .where(
            Enrollment.movement == MovementType.ENROLLMENT,
            Enrollment.status.in_(HELD_BY_THE_INSTITUTE),
            Placement.status.in_(statuses),
            ~withdrawn,
        )
        .order_by(Enrollment.id)
    )
    return [(movement, placement) for movement, placement in rows]


def with_registered_base(
    session: Session, statuses: Collection[PlacementStatus]
) -> Sequence[Placement]:
    return session.scalars(
        select(Placement)
        .where(Placement.status.in_(statuses), Placement.registered_base_mxn.is_not(None))
        .order_by(Placement.id)
    ).all()


def with_other_wage(session: Session, statuses: Collection[PlacementStatus]) -> Sequence[Placement]:
    """Whose start told another wage than the one offered."""
    return session.scalars(
        select(Placement)
        .where(Placement.status.in_(statuses), Placement.starting_monthly_wage_mxn.is_not(None))
        .order_by(Placement.id)
    ).all()


def with_expired_papers(
    session: Session, statuses: Collection[PlacementStatus], today: date
) -> list[tuple[Placement, date]]:
    """People at work who had documents, none of which is good today; the last day of the last."""
    mine = SeekerDocument.seeker_id == Placement.seeker_id
    is_good = SeekerDocument.valid_until.is_(None) | (SeekerDocument.valid_until >= today)
    last = select(func.max(SeekerDocument.valid_until)).where(mine).scalar_subquery()
    rows = session.execute(
        select(Placement, last)
        .where(Placement.status.in_(statuses), exists().where(mine), ~exists().where(mine, is_good))
        .order_by(Placement.id)
    )
    return [(placement, day) for placement, day in rows if day is not None]


def with_temporary_keys(
    session: Session, statuses: Collection[PlacementStatus]
) -> Iterator[tuple[Placement, date]]:
    """People at work whose CURP has a last day: it is sealed, so it is read one by one."""
    query = (
        select(Placement)
        .join(Placement.seeker)
        .where(Placement.status.in_(statuses), Seeker.curp_valid_until.cipher.is_not(None))
        .options(contains_eager(Placement.seeker))
        .order_by(Placement.id)
    )
    for placement in session.scalars(query.execution_options(yield_per=BATCH)):
        last, kind = placement.seeker.curp_valid_until, placement.seeker.curp_kind
        if last is not None and kind != "permanent":
            yield placement, last


def filed_without_movement(session: Session) -> Sequence[Placement]:
    """Said to be at the institute, but no movement waits there."""
    waits = exists().where(
        Enrollment.placement_id == Placement.id,
        Enrollment.movement == MovementType.ENROLLMENT,
        Enrollment.status.in_(UNSETTLED),
    )
    return session.scalars(
        select(Placement)
        .where(Placement.status == PlacementStatus.ENROLLMENT_FILED, ~waits)
        .order_by(Placement.id)
    ).all()
