"""Tasks: what somebody has to do about a hire, and by when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Query, Request, Response

from api.http import paging
from api.http.dependencies import PageDep, ReadCall, WriteCall
from api.http.known_names import KnownNames
from api.http.schemas import Out, Page, problems
from models.filing_lifecycles import TaskStatus
from models.task import Task
from models.vocabulary import TaskKind
from services.enrollment.tasks import ResolutionIn, TasksWanted, list_tasks, read_task, step_task
from services.fields import Day
from services.paging import cursor_of

router = APIRouter(prefix="/tasks", tags=["tasks"], route_class=KnownNames)


class TaskOut(Out):
    """`turn` is whose turn it is. `code` is the institute's, where there is one."""

    id: UUID
    kind: str
    status: str
    turn: str
    due_on: date
    is_overdue: bool
    placement: UUID | None
    movement: UUID | None
    code: str | None
    details: dict[str, Any]
    resolution: str | None
    closed_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class TasksAsked:
    status: TaskStatus | None = TaskStatus.OPEN
    kind: TaskKind | None = None
    due_by: Annotated[Day | None, Query(description="Due on that day or before")] = None

    def wanted(self) -> TasksWanted:
        return TasksWanted(self.status, self.kind, self.due_by)


def task_out(task: Task, today: date) -> TaskOut:
    return TaskOut(
        id=task.public_id,
        kind=str(task.kind),
        status=str(task.status),
        turn=str(task.turn),
        due_on=task.due_on,
        is_overdue=task.status is TaskStatus.OPEN and task.due_on < today,
        placement=task.placement.public_id if task.placement else None,
        movement=task.movement.public_id if task.movement else None,
        code=task.code,
        details=task.details,
        resolution=task.resolution,
        closed_at=task.closed_at,
        created_at=task.created_at,
    )


@router.get("", summary="List tasks: those open unless you ask", responses=problems(401, 403))
def list_all(
    request: Request,
    response: Response,
    call: ReadCall,
    page: PageDep,
    asked: Annotated[TasksAsked, Depends()],
) -> Page[TaskOut]:
    after = cursor_of(page.cursor)
    rows = list_tasks(call.session, call.actor, asked.wanted(), after=after, limit=page.limit)
    return paging.answer(request, response, rows, lambda row: task_out(row, call.today))


@router.get("/{task_id}", summary="Read a task", responses=problems(401, 403, 404))
def read_one(task_id: UUID, call: ReadCall) -> TaskOut:
    return task_out(read_task(call.session, call.actor, task_id), call.today)


@router.post(
    "/{task_id}/{transition}",
    summary="Finish, dismiss or reopen a task",
    responses=problems(401, 403, 404, 409),
)
def step_one(
    task_id: UUID,
    transition: Literal["finish", "dismiss", "reopen"],
    call: WriteCall,
    given: Annotated[ResolutionIn | None, Body()] = None,
) -> TaskOut:
    resolution = given or ResolutionIn()
    task = step_task(call.session, call.actor, task_id, transition, resolution, call.moment)
    return task_out(task, call.today)
