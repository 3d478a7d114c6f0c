"""Still in the job? The questions that are open, and answering one for the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response
from sqlalchemy.orm import Session

from api.web.facts import Facts, told
from api.web.forms import Choice, Form
from api.web.lists import LISTED, Tab
from api.web.render import page
from api.web.staff.courses import evidence_choices
from api.web.staff.looking import Look, Looking
from api.web.staff.sending import Sent
from api.web.staff.steps import NO_ERRORS, read_as, typed
from api.web.staff.views import person_view
from models.filing_lifecycles import FollowUpStatus
from models.follow_up import FollowUp
from models.vocabulary import FollowUpAnswer
from services.calendar import legal_day
from services.enrollment.follow_ups import (
    AnswerIn,
    answer_follow_up,
    list_follow_ups,
    read_follow_up,
)
from services.errors import N_, FieldError, Malformed
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
def list_all(look: Look, status: str = "", after: str = "") -> Response:
    lang = look.lang
    chosen = status if status in TABS else FollowUpStatus.OPEN.value
    found = list_follow_ups(
        look.session, look.staff, FollowUpStatus(chosen), after=cursor_of(after), limit=LISTED
    )
    following = opaque(found.next)
    return page(
        look.request,
        "staff/follow_ups.html",
        staff=look.staff,
        tabs=[_tab(name, label, chosen, lang) for name, label in TABS.items()],
        rows=[_view(row, lang, look.today) for row in found.rows],
        before=None,
        after=f"/staff/follow-ups?status={chosen}&after={following}" if following else None,
    )


@router.get("/{follow_up_id}")
def read_one(follow_up_id: UUID, look: Look) -> Response:
    return _page(follow_up_id, look, Form())


@router.post("/{follow_up_id}")
def answer_one(follow_up_id: UUID, sent: Sent) -> Response:
    def store(session: Session) -> str:
        answer_follow_up(session, sent.look.staff, follow_up_id, _read(sent.form), sent.moment)
        return "/staff/follow-ups"

    return sent.stored(store, partial(_page, follow_up_id), about="answer")


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
        opening=placement.title,
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
            (say(N_("Opening")), placement.title),
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
    follow_up_id: UUID, look: Looking, form: Form, errors: Mapping[str, str] = NO_ERRORS
) -> Response:
    row, lang = read_follow_up(look.session, look.staff, follow_up_id), look.lang
    return page(
        look.request,
        "staff/follow_up.html",
        status=422 if errors else 200,
        staff=look.staff,
        form=form,
        errors=errors,
        row=_view(row, lang, look.today),
        facts=_facts(row, lang),
        can_answer=row.status is FollowUpStatus.OPEN or row.answer is FollowUpAnswer.NOT_REACHED,
        answers=_choices(FOLLOW_UP_ANSWERS, lang),
        afters=_choices(AFTER, lang),
        causes=_choices(END_CAUSES, lang),
        evidence=evidence_choices(lang),
    )
