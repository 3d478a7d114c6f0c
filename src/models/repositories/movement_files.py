"""Movement files, their movements, and the placements that may go into the next one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Exists, Select, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.employer import EmployerRegistration
from models.enrollment import Enrollment
from models.filing_lifecycles import MovementFileStatus, MovementStatus
from models.hiring_lifecycles import PlacementStatus
from models.movement_file import MovementFile
from models.placement import Placement
from models.repositories.paging import Cursor, Page, page
from models.repositories.placements import PlacementScope, within
from models.vocabulary import MovementType

WITH_SIDES = (joinedload(MovementFile.employer), joinedload(MovementFile.registration))
BATCH = 500


@dataclass(frozen=True, slots=True)
class FileScope:
    """Whose files: an employer's, or those with people in a center's care. `whole`: nobody else
    is in them. None: not limited by it."""

    employer_id: int | None = None
    center_id: int | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Wanted:
    """Placements of an employer for a file; `municipality` None: of every place; `starts_by`
    leaves out those whose work begins later."""

    employer_id: int
    movement: MovementType
    statuses: Collection[PlacementStatus]
    registration_id: int
    municipality: str | None = None
    starts_by: date | None = None


def by_public_id(session: Session, public_id: UUID, scope: FileScope) -> MovementFile | None:
    """With both sides and the movements, in the order of the lines."""
    query = select(MovementFile).where(MovementFile.public_id == public_id).options(*WITH_SIDES)
    return session.scalar(_within(query, scope).options(selectinload(MovementFile.movements)))


def locked(session: Session, public_id: UUID, scope: FileScope) -> MovementFile | None:
    """The same, held against other writers until the transaction ends."""
    query = (
        select(MovementFile)
        .where(MovementFile.public_id == public_id)
        .options(*WITH_SIDES, selectinload(MovementFile.movements))
        .with_for_update(of=MovementFile, key_share=True)
        .execution_options(populate_existing=True)
    )
    return session.scalar(_within(query, scope))


def listed(
    session: Session,
    scope: FileScope,
    status: MovementFileStatus | None,
    *,
    after: Cursor | None,
    limit: int,
) -> Page[MovementFile]:
    query = _within(select(MovementFile).options(*WITH_SIDES), scope)
    if status is not None:
        query = query.where(MovementFile.status == status)
    return page(session, MovementFile, query, after, limit)


def locked_registration(
    session: Session, employer_id: int, number: str
) -> EmployerRegistration | None:
    """Whoever makes a file for a registration waits here for the one before."""
    return session.scalar(
        select(EmployerRegistration)
        .where(
            EmployerRegistration.employer_id == employer_id, EmployerRegistration.number == number
        )
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )


def active_registrations(session: Session, employer_id: int) -> Sequence[EmployerRegistration]:
    return session.scalars(
        select(EmployerRegistration)
        .where(EmployerRegistration.employer_id == employer_id, EmployerRegistration.is_active)
        .order_by(EmployerRegistration.id)
    ).all()


def next_number(session: Session, registration_id: int) -> int:
    """The registration is locked."""
    last = select(func.max(MovementFile.number)).where(
        MovementFile.registration_id == registration_id
    )
    return (session.scalar(last) or 0) + 1


def candidates(session: Session, scope: PlacementScope, wanted: Wanted) -> Sequence[UUID]:
    """Public ids of placements without a movement of that kind that waits or was accepted."""
    taken = exists().where(
        Enrollment.placement_id == Placement.id,
        Enrollment.movement == wanted.movement,
        Enrollment.status.in_((MovementStatus.WAITING, *_done(wanted.movement))),
    )
    query = (
        select(Placement.public_id)
        .where(
            Placement.employer_id == wanted.employer_id,
            Placement.status.in_(wanted.statuses),
            ~taken,
            or_(
                Placement.registration_id == wanted.registration_id,
                Placement.registration_id.is_(None) & _works_in(wanted.municipality),
            ),
        )
        .order_by(Placement.id)
    )
    if wanted.starts_by is not None:
        query = query.where(Placement.starts_on <= wanted.starts_by)
    if wanted.movement is not MovementType.ENROLLMENT:
        query = query.where(_was_enrolled())
    return session.scalars(within(query, scope)).all()


def locked_placements(
    session: Session, public_ids: Collection[UUID], scope: PlacementScope
) -> Sequence[Placement]:
    """With details and movements, held against other writers; always locked in the same order."""
    found: list[Placement] = []
    ids = list(public_ids)
    query = select(Placement.id).where(Placement.public_id.in_(ids))
    for some in _batches(sorted(session.scalars(within(query, scope)))):
        found += _locked(session, some)
    return found


def placements_of(session: Session, movements: Sequence[Enrollment]) -> dict[int, Placement]:
    """By id, with details and movements, held against other writers."""
    ids = sorted({movement.placement_id for movement in movements})
    rows = [row for some in _batches(ids) for row in _locked(session, some)]
    return {row.id: row for row in rows}


def read_placements(
    session: Session, movements: Sequence[Enrollment], scope: PlacementScope
) -> dict[int, Placement]:
    """By id: those within the scope."""
    ids = sorted({movement.placement_id for movement in movements})
    found: dict[int, Placement] = {}
    for some in _batches(ids):
        wanted = select(Placement).where(Placement.id.in_(some))
        rows = session.scalars(within(wanted.options(joinedload(Placement.seeker)), scope))
        found |= {row.id: row for row in rows}
    return found


def locked_of_seeker(session: Session, seeker_id: int) -> Sequence[Enrollment]:
    """Every movement of a person, held against other writers."""
    mine = select(Placement.id).where(Placement.seeker_id == seeker_id)
    return session.scalars(
        select(Enrollment)
        .where(Enrollment.placement_id.in_(mine))
        .order_by(Enrollment.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()


def _locked(session: Session, ids: Sequence[int]) -> Sequence[Placement]:
    return session.scalars(
        select(Placement)
        .where(Placement.id.in_(ids))
        .order_by(Placement.id)
        .options(
            joinedload(Placement.seeker),
            joinedload(Placement.opening),
            selectinload(Placement.enrollments),
        )
        .with_for_update(of=Placement, key_share=True)
        .execution_options(populate_existing=True)
    ).all()


def _done(movement: MovementType) -> tuple[MovementStatus, ...]:
    """A wage may change again; a person is enrolled and withdrawn once."""
    if movement is MovementType.WAGE_CHANGE:
        return ()
    return (MovementStatus.ACCEPTED, MovementStatus.PROVED)


def _works_in(municipality: str | None) -> Any:
    return True if municipality is None else Placement.municipality == municipality


def _was_enrolled() -> Any:
    return Placement.enrolled_on.is_not(None)


def _batches(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]


def _within(query: Select[MovementFile], scope: FileScope) -> Select[MovementFile]:
    if scope.employer_id is not None:
        query = query.where(MovementFile.employer_id == scope.employer_id)
    if scope.center_id is not None:
        query = query.where(_has_line(Placement.center_id == scope.center_id))
        if scope.whole:
            query = query.where(~_has_line(Placement.center_id != scope.center_id))
    return query


def _has_line(condition: ColumnElement[bool]) -> Exists:
    return exists().where(
        Enrollment.file_id == MovementFile.id, Enrollment.placement_id == Placement.id, condition
    )
