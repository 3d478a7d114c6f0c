"""Still in the job? The questions that are open, and answering one for the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import ReadSession, RuntimeDep
from api.web.csrf import require_own_form
from api.web.dependencies import MomentDep, SentForm, Today
from api.web.facts import Facts, told
from api.web.forms import Choice, Form
from api.web.languages import language_of
from api.web.lists import LISTED, Tab
from api.web.render import page
from api.web.staff.access import StaffDep
from api.web.staff.courses import evidence_choices
from api.web.staff.steps import NO_ERRORS, read_as, refusals, typed
from api.web.staff.views import person_view
from models.filing_lifecycles import FollowUpStatus
from models.follow_up import FollowUp
from models.vocabulary import FollowUpAnswer
from services.access.actor import Actor
from services.calendar import legal_day
from services.enrollment.follow_ups import (
    AnswerIn,
    answer_follow_up,
    list_follow_ups,
    read_follow_up,
)
from services.errors import N_, FieldError, Malformed, PuenteError
from services.paging import cursor_of, opaque
from services.wording import words
from services.wording.hiring import say_hiring
from services.wording.people import AFTER, END_CAUSES, FOLLOW_UP_ANSWERS, say_person

router = APIRouter(prefix="/staff/follow-ups")

TABS: Mapping[str, str] = {
    FollowUpStatus.OPEN.value: N_("Open"),
    FollowUpStatus.ANSWERED.value: N_("Answered"),
}
ANSWER_FIELDS = ("answer", "happened_on", "after_end", "cause", "evidence", "note")


@dataclass(frozen=True, slots=True)
class QuestionView:
    id: UUID
    placement: UUID
    person: str
    opening: str
    employer: str
    asked: str
    answer: str
    is_overdue: bool


@router.get("")
def list_all(
    request: Request,
    staff: StaffDep,
    session: ReadSession,
    today: Today,
    status: str = "",
    after: str = "",
) -> Response:
    lang = language_of(request)
    chosen = status if status in TABS else FollowUpStatus.OPEN.value
    found = list_follow_ups(
        session, staff, FollowUpStatus(chosen), after=cursor_of(after), limit=LISTED
    )
    following = opaque(found.next)
    return page(
        request,
        "staff/follow_ups.html",
        staff=staff,
        tabs=[_tab(name, label, chosen, lang) for name, label in TABS.items()],
        rows=[_view(row, lang, today) for row in found.rows],
        before=None,
        after=f"/staff/follow-ups?status={chosen}&after={following}" if following else None,
    )


@router.get("/{follow_up_id}")
def read_one(
    request: Request, follow_up_id: UUID, staff: StaffDep, session: ReadSession, today: Today
) -> Response:
    return _page(request, staff, read_follow_up(session, staff, follow_up_id), today, Form())


@router.post("/{follow_up_id}")
def answer_one(
    request: Request,
    follow_up_id: UUID,
    form: SentForm,
    staff: StaffDep,
    runtime: RuntimeDep,
    moment: MomentDep,
) -> Response:
    require_own_form(request, form)
    try:
        given = _read(form)
        with runtime.database.write() as session:
            answer_follow_up(session, staff, follow_up_id, given, moment)
    except PuenteError as error:
        errors = refusals(error, language_of(request), general="answer")
        with runtime.database.read() as session:
            asked = read_follow_up(session, staff, follow_up_id)
            return _page(request, staff, asked, moment.today, form, errors)
    return RedirectResponse("/staff/follow-ups", 303)


def _read(form: Form) -> AnswerIn:
    if not form.text("answer"):
        raise Malformed(errors=[FieldError("/answer", "missing", N_("Choose what you learned."))])
    given = typed(form, *ANSWER_FIELDS)
    if given["answer"] != FollowUpAnswer.ENDED:
        given = {name: given[name] for name in given if name not in {"after_end", "cause"}}
    return read_as(AnswerIn, given)


def _tab(name: str, label: str, chosen: str, lang: str) -> Tab:
    return Tab(f"/staff/follow-ups?status={name}", words(lang)(label), name == chosen)


def _view(row: FollowUp, lang: str, today: date) -> QuestionView:
    placement, say = row.placement, words(lang)
    return QuestionView(
        id=row.public_id,
        placement=placement.public_id,
        person=person_view(placement.seeker).name,
        opening=placement.opening.title,
        employer=placement.employer.trade_name or placement.employer.legal_name,
        asked=say(N_("%(day)s days, since %(due)s"), day=row.day, due=say.day(row.due_on)),
        answer=say_person("follow_up", row.answer, lang) if row.answer else "",
        is_overdue=row.status is FollowUpStatus.OPEN and row.due_on < today,
    )


def _facts(row: FollowUp, lang: str) -> Facts:
    placement, say = row.placement, words(lang)
    person = placement.seeker
    who = say_hiring("actor", row.answered_by_kind, lang) if row.answered_by_kind else ""
    when = say.day(legal_day(row.answered_at)) if row.answered_at else ""
    return told(
        [
            (say(N_("Opening")), placement.opening.title),
            (say(N_("Employer")), placement.employer.trade_name or placement.employer.legal_name),
            (
                say(N_("First day of work")),
                say.day(placement.starts_on) if placement.starts_on else "",
            ),
            (say(N_("Where it stands")), say_hiring("placement", placement.status, lang)),
            (say(N_("Phone")), person.phone or ""),
            (say(N_("E-mail")), person.email or ""),
            (say(N_("Answer")), say_person("follow_up", row.answer, lang) if row.answer else ""),
            (say(N_("Answered")), ", ".join(filter(None, (when, who)))),
        ]
    )


def _choices(table: Mapping[str, str], lang: str) -> list[Choice]:
    return [Choice(value, words(lang)(label)) for value, label in table.items()]


def _page(
    request: Request,
    staff: Actor,
    row: FollowUp,
    today: date,
    form: Form,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    lang = language_of(request)
    return page(
        request,
        "staff/follow_up.html",
        status=422 if errors else 200,
        staff=staff,
        form=form,
        errors=errors,
        row=_view(row, lang, today),
        facts=_facts(row, lang),
        can_answer=row.status is FollowUpStatus.OPEN or row.answer is FollowUpAnswer.NOT_REACHED,
        answers=_choices(FOLLOW_UP_ANSWERS, lang),
        afters=_choices(AFTER, lang),
        causes=_choices(END_CAUSES, lang),
        evidence=evidence_choices(lang),
    )
