"""What a proposal is made of, and the proposals that were kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models.assignment_run import AssignmentRow, AssignmentRun
from models.fast_insert import insert_many
from models.opening import Opening
from models.seeker import Seeker

TABLE: Any = AssignmentRow.__table__
BATCH = 2000


def opening_rows(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, int]:
    """Row by public id; those that are not there are absent."""
    query = select(Opening.public_id, Opening.id).where(Opening.public_id.in_(list(ids)))
    return {row.public_id: row.id for row in session.execute(query)}


def seeker_rows(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, int]:
    """Row by public id; those that are not there are absent."""
    query = select(Seeker.public_id, Seeker.id).where(Seeker.public_id.in_(list(ids)))
    return {row.public_id: row.id for row in session.execute(query)}


def free_positions(session: Session, ids: Sequence[int]) -> Mapping[int, int]:
    """By opening row: how many positions nobody was hired for yet."""
    free = Opening.positions - Opening.positions_filled
    found: dict[int, int] = {}
    for start in range(0, len(ids), BATCH):
        query = select(Opening.id, free).where(Opening.id.in_(ids[start : start + BATCH]))
        found |= {row: max(0, count) for row, count in session.execute(query)}
    return found


def add(session: Session, run: AssignmentRun, rows: Sequence[dict[str, Any]]) -> None:
    """`rows`: attributes of `AssignmentRow` without the run's."""
    session.add(run)
    session.flush()
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        insert_many(session, TABLE, [{"assignment_run_id": run.id, **row} for row in some])


def forget_person(session: Session, seeker_id: int) -> None:
    """Out of every proposal that is kept."""
    session.execute(delete(AssignmentRow).where(AssignmentRow.seeker_id == seeker_id))


def by_public_id(session: Session, public_id: UUID) -> AssignmentRun | None:
    return session.scalar(select(AssignmentRun).where(AssignmentRun.public_id == public_id))


def newest(session: Session, *, requested_by: str | None, limit: int) -> Sequence[AssignmentRun]:
    """`requested_by` None: of everybody."""
    query = select(AssignmentRun).order_by(AssignmentRun.id.desc()).limit(limit)
    if requested_by is not None:
        query = query.where(AssignmentRun.requested_by == requested_by)
    return session.scalars(query).all()


def rows(
    session: Session, run: AssignmentRun, *, offset: int = 0, limit: int | None = None
) -> Iterator[AssignmentRow]:
    """Opening by opening, best first; whoever is placed nowhere at the end."""
    query = (
        select(AssignmentRow)
        .where(AssignmentRow.assignment_run_id == run.id)
        .order_by(
            AssignmentRow.opening_id.is_(None),
            AssignmentRow.opening_id,
            AssignmentRow.score.desc(),
            AssignmentRow.seeker_id,
        )
        .offset(offset)
        .limit(limit)
        .execution_options(yield_per=BATCH)
    )
    with session.scalars(query) as stored:
        yield from stored


def count_rows(session: Session, run: AssignmentRun) -> int:
    query = select(func.count()).where(AssignmentRow.assignment_run_id == run.id)
    return session.scalar(query) or 0


def pairs(session: Session, run: AssignmentRun) -> set[tuple[UUID, UUID]]:
    """Public ids of every person placed, with the opening's."""
    query = (
        select(Seeker.public_id, Opening.public_id)
        .join(AssignmentRow, AssignmentRow.seeker_id == Seeker.id)
        .join(Opening, Opening.id == AssignmentRow.opening_id)
        .where(AssignmentRow.assignment_run_id == run.id)
    )
    return {(seeker, opening) for seeker, opening in session.execute(query)}
