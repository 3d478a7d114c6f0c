from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import Select, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, joinedload

from models.filing_lifecycles import TaskStatus
from models.placement import Placement
from models.repositories.paging import Cursor, Page, page
from models.task import Task
from models.vocabulary import ActorKind, TaskKind

Query = TypeVar("Query", bound=Select[Any])

BATCH = 500
WITH_SUBJECTS = (
    joinedload(Task.placement).joinedload(Placement.seeker),
    joinedload(Task.placement).joinedload(Placement.opening),
    joinedload(Task.placement).joinedload(Placement.employer),
    joinedload(Task.employer),
    joinedload(Task.movement),
)


@dataclass(frozen=True, slots=True)
class TaskScope:
    """Whose tasks; None: not limited by it. `turn` leaves out what others have to do."""

    center_id: int | None = None
    employer_id: int | None = None
    turn: ActorKind | None = None


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """None: any. `due_by`: due on that day or before."""

    status: TaskStatus | None = None
    kind: TaskKind | None = None
    due_by: date | None = None
    placement_id: int | None = None


def open_once(session: Session, values: dict[str, Any]) -> bool:
    """False when there is already a task with this `key`, open or not."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert: Any = sqlite.insert if is_sqlite else postgresql.insert
    row = {"public_id": uuid4(), "status": TaskStatus.OPEN, **values}
    statement = insert(Task.__table__).values(row).on_conflict_do_nothing(index_elements=["key"])
    return session.execute(statement.returning(Task.__table__.c.id)).first() is not None


def reopen(session: Session, key: str, due_on: date, now: datetime) -> bool:
    """Only what the service had closed by itself: what staff closed stays closed."""
    closed = update(Task).where(
        Task.key == key,
        Task.status == TaskStatus.DONE,
        Task.closed_by_kind == ActorKind.SYSTEM,
    )
    opened = closed.values(
        status=TaskStatus.OPEN, due_on=due_on, closed_at=None, closed_by_kind=None, updated_at=now
    )
    found = session.execute(opened.returning(Task.id).execution_options(synchronize_session=False))
    return found.first() is not None


def by_public_id(session: Session, public_id: UUID, scope: TaskScope) -> Task | None:
    query = select(Task).where(Task.public_id == public_id).options(*WITH_SUBJECTS)
    return session.scalar(_within(query, scope))


def locked(session: Session, public_id: UUID, scope: TaskScope) -> Task | None:
    query = (
        select(Task)
        .where(Task.public_id == public_id)
        .options(*WITH_SUBJECTS)
        .with_for_update(of=Task, key_share=True)
        .execution_options(populate_existing=True)
    )
    return session.scalar(_within(query, scope))


def listed(
    session: Session, scope: TaskScope, chosen: TaskFilter, *, after: Cursor | None, limit: int
) -> Page[Task]:
    query = _within(select(Task).options(*WITH_SUBJECTS), scope)
    if chosen.status is not None:
        query = query.where(Task.status == chosen.status)
    if chosen.kind is not None:
        query = query.where(Task.kind == chosen.kind)
    if chosen.due_by is not None:
        query = query.where(Task.due_on <= chosen.due_by)
    if chosen.placement_id is not None:
        query = query.where(Task.placement_id == chosen.placement_id)
    return page(session, Task, query, after, limit)


def open_of_kinds(session: Session, kinds: Collection[TaskKind]) -> Sequence[Task]:
    """Held against other writers, in a fixed order."""
    return session.scalars(_open(select(Task).where(Task.kind.in_(kinds)))).all()


def open_of_placement(
    session: Session, placement_id: int, kinds: Collection[TaskKind]
) -> Sequence[Task]:
    """Held against other writers, in a fixed order."""
    mine = select(Task).where(Task.placement_id == placement_id, Task.kind.in_(kinds))
    return session.scalars(_open(mine)).all()


def placements_with_open(
    session: Session, ids: Sequence[int], kinds: Collection[TaskKind]
) -> frozenset[int]:
    found: set[int | None] = set()
    for start in range(0, len(ids), BATCH):
        mine = Task.placement_id.in_(ids[start : start + BATCH])
        query = select(Task.placement_id).where(
            mine, Task.kind.in_(kinds), Task.status == TaskStatus.OPEN
        )
        found |= set(session.scalars(query))
    return frozenset(row for row in found if row is not None)


def _open(query: Select[Task]) -> Select[Task]:
    return (
        query.where(Task.status == TaskStatus.OPEN)
        .order_by(Task.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )


def _within(query: Query, scope: TaskScope) -> Query:
    if scope.center_id is not None:
        query = query.where(Task.center_id == scope.center_id)
    if scope.employer_id is not None:
        query = query.where(Task.employer_id == scope.employer_id)
    if scope.turn is not None:
        query = query.where(Task.turn == scope.turn)
    return query
