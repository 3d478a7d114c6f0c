"""The board of the day: who said yes, enrollments due, refused or waiting, tasks, follow-ups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api.dependencies import ReadSession, RuntimeDep
from api.web.csrf import require_own_form
from api.web.dependencies import MomentDep, SentForm
from api.web.languages import language_of
from api.web.lists import Row
from api.web.render import page
from api.web.staff.access import StaffDep
from api.web.staff.courses import placement_row, referral_row
from api.web.staff.views import person_view
from models.follow_up import FollowUp
from models.task import Task
from services.access.actor import Actor
from services.enrollment.board import SHOWN, Board, read_board
from services.enrollment.tasks import ResolutionIn, step_task
from services.errors import N_
from services.referrals.waiting import who_said_yes
from services.wording import words
from services.wording.enrollment import say_cause, say_task

router = APIRouter(prefix="/staff/enrollment")

SECTIONS = (
    ("overdue", N_("Overdue"), N_("The person may register alone at the institute (article 18).")),
    ("due_today", N_("Due today"), ""),
    ("this_week", N_("Due this week"), ""),
    ("refused", N_("Refused by the institute"), N_("The person goes on working meanwhile.")),
    ("waiting", N_("Waiting for the institute's answer"), ""),
)

DUE = N_("Last day for the enrollment")


@dataclass(frozen=True, slots=True)
class Section:
    """`dated`: what the day of each row is."""

    name: str
    heading: str
    hint: str
    dated: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class TaskView:
    """`address` None: about no hire. `about`: the file, what was answered, the days it is about."""

    id: UUID
    label: str
    about: Sequence[str]
    person: str
    employer: str
    address: str | None
    day: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    person: str
    address: str
    day: int
    due: str


@router.get("")
def show_board(
    request: Request, staff: StaffDep, session: ReadSession, moment: MomentDep
) -> Response:
    lang = language_of(request)
    found = read_board(session, staff, moment)
    return page(
        request,
        "staff/enrollment_board.html",
        staff=staff,
        sections=[
            _said_yes(session, staff, lang),
            *_sections(found, lang, moment.today),
        ],
        tasks=[_task(task, lang, moment.today) for task in found.tasks],
        questions=[_question(asked, lang) for asked in found.follow_ups],
    )


@router.post("/tasks/{task_id}")
def finish_task(
    request: Request,
    task_id: UUID,
    form: SentForm,
    staff: StaffDep,
    runtime: RuntimeDep,
    moment: MomentDep,
) -> Response:
    require_own_form(request, form)
    given = ResolutionIn(resolution=form.text("resolution")[:1000])
    with runtime.database.write() as session:
        step_task(session, staff, task_id, "finish", given, moment)
    return RedirectResponse("/staff/enrollment#tasks", 303)


def _said_yes(session: Session, staff: Actor, lang: str) -> Section:
    say = words(lang)
    return Section(
        "said-yes",
        say(N_("Said yes")),
        say(N_("Send who agreed to be sent. Record the hire of who accepted an offer.")),
        say(N_("Last change")),
        [referral_row(row, lang) for row in who_said_yes(session, staff, limit=SHOWN)],
    )


def _sections(board: Board, lang: str, today: date) -> list[Section]:
    say = words(lang)
    return [
        Section(
            name,
            say(heading),
            say(hint),
            say(DUE),
            [placement_row(row, lang, today) for row in getattr(board, name)],
        )
        for name, heading, hint in SECTIONS
    ]


def _task(task: Task, lang: str, today: date) -> TaskView:
    placement = task.placement
    return TaskView(
        id=task.public_id,
        label=say_task(task.kind, lang),
        about=say_cause(task.details, task.code, lang),
        employer=(task.employer.trade_name or task.employer.legal_name) if task.employer else "",
        person=person_view(placement.seeker).name if placement else "–",
        address=f"/staff/placements/{placement.public_id}" if placement else None,
        day=words(lang).day(task.due_on),
        is_overdue=task.due_on < today,
    )


def _question(asked: FollowUp, lang: str) -> QuestionView:
    return QuestionView(
        person=person_view(asked.placement.seeker).name,
        address=f"/staff/placements/{asked.placement.public_id}",
        day=asked.day,
        due=words(lang).day(asked.due_on),
    )
