"""What somebody has to do: opened once for each cause, closed by whoever did it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.enrollment import Enrollment
from models.filing_lifecycles import TASK, TaskStatus
from models.placement import Placement
from models.repositories import tasks
from models.repositories.paging import Cursor, Page
from models.repositories.tasks import TaskFilter, TaskScope
from models.task import Task
from models.vocabulary import ActorKind, TaskKind
from services.access.actor import SYSTEM, Actor, Scope
from services.access.trail import entry
from services.calendar import Moment
from services.errors import N_, NotFound
from services.fields import Note, Schema
from services.steps import StepIn, checked

TasksWanted = TaskFilter


class TaskNotFound(NotFound):
    code = "task_not_found"
    message = N_("There is no such task, or it is not yours.")


class ResolutionIn(Schema):
    """How it ended, without names or numbers of persons."""

    resolution: Note = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """What calls for a task. `subject` makes it unique within its kind. `employer_id` is that of
    the hire where there is one."""

    kind: TaskKind
    subject: str
    due_on: date
    turn: ActorKind = ActorKind.STAFF
    placement: Placement | None = None
    movement: Enrollment | None = None
    employer_id: int | None = None
    code: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.subject}"


def open_task(session: Session, cause: Cause, moment: Moment) -> bool:
    """False when it was opened before, even if somebody has done it by now. What the service had
    closed by itself opens again."""
    placement, movement = cause.placement, cause.movement
    is_new = tasks.open_once(
        session,
        {
            "kind": cause.kind,
            "key": cause.key,
            "turn": cause.turn,
            "due_on": cause.due_on,
            "placement_id": placement.id if placement else None,
            "movement_id": movement.id if movement else None,
            "center_id": placement.center_id if placement else None,
            "employer_id": placement.employer_id if placement else cause.employer_id,
            "code": cause.code,
            "details": dict(cause.details),
            "created_at": moment.now,
            "updated_at": moment.now,
        },
    )
    return is_new or tasks.reopen(session, cause.key, cause.due_on, moment.now)


def scope_of(actor: Actor) -> TaskScope:
    """An employer sees what is its own turn; a center's staff what concerns its people."""
    if actor.is_employer:
        return TaskScope(employer_id=actor.id, turn=ActorKind.EMPLOYER)
    return TaskScope() if actor.sees_every_center else TaskScope(center_id=actor.center_id)


def list_tasks(
    session: Session, actor: Actor, chosen: TaskFilter, *, after: Cursor | None, limit: int
) -> Page[Task]:
    actor.require(ActorKind.EMPLOYER, ActorKind.STAFF, scope=Scope.PLACEMENTS)
    return tasks.listed(session, scope_of(actor), chosen, after=after, limit=limit)


def read_task(session: Session, actor: Actor, task_id: UUID) -> Task:
    actor.require(ActorKind.EMPLOYER, ActorKind.STAFF, scope=Scope.PLACEMENTS)
    found = tasks.by_public_id(session, task_id, scope_of(actor))
    if found is None:
        raise TaskNotFound
    return found


def step_task(
    session: Session,
    actor: Actor,
    task_id: UUID,
    transition: str,
    given: ResolutionIn,
    moment: Moment,
) -> Task:
    """Finish, dismiss or reopen. Done twice is harmless."""
    actor.require(ActorKind.EMPLOYER, ActorKind.STAFF, scope=Scope.PLACEMENTS)
    task = tasks.locked(session, task_id, scope_of(actor))
    if task is None:
        raise TaskNotFound
    row = checked(TASK, task.status, transition, actor, StepIn())
    if row is not None:
        _move(session, actor, task, row.target, moment)
        task.resolution = given.resolution or None
        session.flush()
    return task


def close_tasks(
    session: Session, placement: Placement, kinds: Collection[TaskKind], moment: Moment
) -> int:
    """What an event settled by itself."""
    settled = tasks.open_of_placement(session, placement.id, kinds)
    for task in settled:
        close_by_itself(session, task, moment)
    return len(settled)


def close_by_itself(session: Session, task: Task, moment: Moment) -> None:
    _move(session, SYSTEM, task, TaskStatus.DONE, moment)


def _move(session: Session, actor: Actor, task: Task, status: TaskStatus, moment: Moment) -> None:
    is_closed = status is not TaskStatus.OPEN
    task.status = status
    task.closed_at = moment.now if is_closed else None
    task.closed_by_kind = actor.kind if is_closed else None
    task.closed_by = str(actor.public_id) if is_closed and actor.public_id else None
    audit.record(session, entry(actor, f"task_{status}", task, kind=str(task.kind)))
