"""What is due, the list of hires, and one hire with its timeline and its next step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import ReadSession, RuntimeDep
from api.web.csrf import require_own_form
from api.web.dependencies import MomentDep, SentForm
from api.web.employer.access import EmployerDep, Here
from api.web.employer.hire_steps import asked_step, step_refusals
from api.web.employer.hire_views import hire_row, hire_view
from api.web.forms import Form
from api.web.languages import language_of
from api.web.lists import LISTED, Row, Tab
from api.web.render import page
from api.web.staff.steps import NO_ERRORS, read_as, refusals, typed
from services.calendar import Moment
from services.enrollment.board import Board, open_questions, read_board
from services.enrollment.follow_ups import AnswerIn, answer_follow_up
from services.enrollment.take_step import take_step
from services.errors import N_, PuenteError
from services.openings.post_opening import OpeningsWanted, list_openings
from services.paging import cursor_of, opaque
from services.placements.listing import Due, list_placements
from services.placements.step import read_placement
from services.runtime import Runtime
from services.wording import words

router = APIRouter(prefix="/employer")

SECTIONS = (
    ("overdue", N_("Overdue"), N_("The law gave five business days. Enroll the person today.")),
    ("due_today", N_("Due today"), ""),
    ("this_week", N_("Due this week"), ""),
    ("later", N_("Due later"), ""),
    (
        "refused",
        N_("Refused by the institute"),
        N_("The person goes on working. Mend what the page of the hire says and send again."),
    ),
    ("waiting", N_("Waiting for the institute's answer"), N_("Enter the answer when it comes.")),
    ("coming", N_("About to begin"), N_("Say when each person began to work.")),
)
TABS = (
    ("", N_("All")),
    (Due.OVERDUE.value, N_("Overdue")),
    (Due.TODAY.value, N_("Due today")),
    (Due.THIS_WEEK.value, N_("Due this week")),
)


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    heading: str
    hint: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Question:
    address: str
    person: str
    day: int
    due: str


@router.get("")
def show_board(
    request: Request, here: EmployerDep, session: ReadSession, moment: MomentDep
) -> Response:
    lang = language_of(request)
    found = read_board(session, here.actor, moment)
    questions = [
        Question(row.address, row.person, asked.day, words(lang).day(asked.due_on))
        for asked in found.follow_ups
        for row in [hire_row(asked.placement, lang, moment.today)]
    ]
    return page(
        request,
        "employer/board.html",
        employer=here,
        has_openings=bool(
            list_openings(session, here.actor, OpeningsWanted(), after=None, limit=1).rows
        ),
        sections=_sections(found, lang, moment.today),
        questions=questions,
    )


def _sections(board: Board, lang: str, today: date) -> list[Section]:
    say = words(lang)
    return [
        Section(
            name,
            say(heading),
            say(hint),
            [hire_row(row, lang, today) for row in getattr(board, name)],
        )
        for name, heading, hint in SECTIONS
    ]


@router.get("/hires")
def list_hires(
    request: Request,
    here: EmployerDep,
    session: ReadSession,
    moment: MomentDep,
    due: str = "",
    after: str = "",
) -> Response:
    lang, today = language_of(request), moment.today
    wanted = Due(due) if due in set(Due) else None
    found = list_placements(
        session, here.actor, wanted, today=today, after=cursor_of(after), limit=LISTED
    )
    following = opaque(found.next)
    address = "/employer/hires?due="
    return page(
        request,
        "employer/hires.html",
        employer=here,
        tabs=[Tab(address + value, words(lang)(label), value == due) for value, label in TABS],
        rows=[hire_row(row, lang, today) for row in found.rows],
        before=None,
        after=f"{address}{due if wanted else ''}&after={following}" if following else None,
    )


@router.get("/hires/{placement_id}")
def show_hire(
    request: Request,
    placement_id: UUID,
    here: EmployerDep,
    runtime: RuntimeDep,
    moment: MomentDep,
) -> Response:
    return _hire_page(request, here, runtime, placement_id, moment)


@router.post("/hires/{placement_id}")
def step_hire(
    request: Request,
    placement_id: UUID,
    form: SentForm,
    here: EmployerDep,
    runtime: RuntimeDep,
    moment: MomentDep,
) -> Response:
    require_own_form(request, form)
    try:
        transition, step = asked_step(form)
        with runtime.database.write() as session:
            take_step(session, here.actor, placement_id, transition, step, moment)
    except PuenteError as error:
        errors = step_refusals(error, form, language_of(request))
        return _hire_page(request, here, runtime, placement_id, moment, form=form, errors=errors)
    return RedirectResponse(f"/employer/hires/{placement_id}", 303)


ANSWER_FIELDS = ("answer", "cause", "after_end", "happened_on")


@router.post("/hires/{placement_id}/follow-ups/{follow_up_id}")
def answer_question(  # noqa: PLR0913 - what the address and the form say
    request: Request,
    placement_id: UUID,
    follow_up_id: UUID,
    form: SentForm,
    here: EmployerDep,
    runtime: RuntimeDep,
    moment: MomentDep,
) -> Response:
    """Still there: one word. If not, the day and the cause are asked for as for any end."""
    require_own_form(request, form)
    try:
        given = read_as(AnswerIn, {**typed(form, *ANSWER_FIELDS), "evidence": "statement"})
        with runtime.database.write() as session:
            answer_follow_up(session, here.actor, follow_up_id, given, moment)
    except PuenteError as error:
        errors = refusals(error, language_of(request), general="answer")
        return _hire_page(request, here, runtime, placement_id, moment, form=form, errors=errors)
    return RedirectResponse(f"/employer/hires/{placement_id}", 303)


def _hire_page(  # noqa: PLR0913 - what the page shows
    request: Request,
    here: Here,
    runtime: Runtime,
    placement_id: UUID,
    moment: Moment,
    *,
    form: Form | None = None,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    lang = language_of(request)
    with runtime.database.read() as session:
        placement = read_placement(session, here.actor, placement_id)
        asked = open_questions(session, placement)
        hire = hire_view(placement, asked, here.actor, lang, moment.today)
    return page(
        request,
        "employer/hire.html",
        status=422 if errors else 200,
        employer=here,
        form=form or Form(),
        errors=errors,
        hire=hire,
    )
