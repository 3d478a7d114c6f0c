"""The day's board: what is due, overdue, refused, waiting; tasks and questions that are open."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.filing_lifecycles import FollowUpStatus, TaskStatus
from models.follow_up import FollowUp
from models.hiring_lifecycles import BEFORE_THE_START, PlacementStatus
from models.placement import Placement
from models.repositories import follow_ups, placements
from models.task import Task
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.calendar import Moment
from services.enrollment.follow_ups import list_follow_ups
from services.enrollment.tasks import TasksWanted, list_tasks
from services.placements.listing import Due, first_due
from services.placements.step import scope_of

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Board:
    """At most SHOWN of each: what is due by its day, the rest oldest change first."""

    coming: Sequence[Placement]
    overdue: Sequence[Placement]
    due_today: Sequence[Placement]
    this_week: Sequence[Placement]
    later: Sequence[Placement]
    refused: Sequence[Placement]
    waiting: Sequence[Placement]
    tasks: Sequence[Task]
    follow_ups: Sequence[FollowUp]


def read_board(session: Session, actor: Actor, moment: Moment) -> Board:
    actor.require(ActorKind.STAFF, ActorKind.EMPLOYER, scope=Scope.PLACEMENTS)
    is_open = FollowUpStatus.OPEN
    wanted = TasksWanted(TaskStatus.OPEN)
    due_today = _due(session, actor, Due.TODAY, moment)
    overdue = _due(session, actor, Due.OVERDUE, moment)
    this_week = [row for row in _due(session, actor, Due.THIS_WEEK, moment) if row not in due_today]
    near = {row.id for row in (*overdue, *due_today, *this_week)}
    began = _standing(session, actor, PlacementStatus.STARTED)
    return Board(
        coming=_standing(session, actor, *BEFORE_THE_START),
        overdue=overdue,
        due_today=due_today,
        this_week=this_week,
        later=[row for row in began if row.id not in near],
        refused=_standing(session, actor, PlacementStatus.ENROLLMENT_REFUSED),
        waiting=_standing(session, actor, PlacementStatus.ENROLLMENT_FILED),
        tasks=list_tasks(session, actor, wanted, after=None, limit=SHOWN).rows,
        follow_ups=list_follow_ups(session, actor, is_open, after=None, limit=SHOWN).rows,
    )


def _due(session: Session, actor: Actor, due: Due, moment: Moment) -> Sequence[Placement]:
    return first_due(session, actor, due, today=moment.today, limit=SHOWN)


def _standing(session: Session, actor: Actor, *statuses: PlacementStatus) -> Sequence[Placement]:
    return placements.listed(session, scope_of(actor), statuses, limit=SHOWN).rows


def open_questions(session: Session, placement: Placement) -> Sequence[FollowUp]:
    """What is asked now about a hire that the caller may see."""
    asked = follow_ups.open_of_person(session, placement.seeker_id)
    return [row for row in asked if row.placement_id == placement.id]
