"""My job: where things stand, the answer to an offer, and the question asked afterwards."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from api.web.dependencies import SentForm
from api.web.forms import Choice, Findings, Form, read_day
from api.web.languages import switched
from api.web.render import page
from api.web.seeker.job_views import hire_view, offer_view, question_view
from api.web.seeker.own import Own, OwnLook
from api.web.seeker.questions import NO_ERRORS, chosen_answer, question_page, taken
from models.vocabulary import AfterTheJob, FollowUpAnswer
from services.enrollment.follow_ups import AnswerIn
from services.enrollment.own_job import (
    answer_offer,
    answer_own,
    own_hires,
    own_offer,
    own_question,
)
from services.errors import N_
from services.referrals.own import own_standing
from services.wording import words
from services.wording.own_job import ANSWERS, OFFER_ANSWERS

router = APIRouter(prefix="/job")

ENDS: Mapping[str, AfterTheJob] = {
    "another": AfterTheJob.ANOTHER_EMPLOYER,
    "own": AfterTheJob.INDEPENDENT,
    "left": AfterTheJob.OUT_OF_FORMAL_WORK,
}
THANKS = "/job?thanks=1"


@router.get("")
def where_things_stand(own: Own, thanks: bool = False) -> Response:
    with own.runtime.database.read() as session:
        hires = [hire_view(it, own.lang) for it in own_hires(session, own.actor, own.moment)]
        sent = own_standing(session, own.actor)
    return page(own.request, "seeker/job.html", hires=hires, sent=sent, thanks=thanks)


@router.get("/question/{asked}")
def ask(asked: UUID, own: Own) -> Response:
    return _question(own, asked, Form())


@router.post("/question/{asked}")
def answer(asked: UUID, own: Own, form: SentForm) -> Response:
    def take() -> None:
        given = _read(own, form)
        with own.runtime.database.write() as session:
            answer_own(session, own.actor, asked, given, own.moment)

    return taken(own, form, take, partial(_question, own, asked), THANKS)


@router.get("/offer/{hire}")
def look_at_offer(hire: UUID, own: Own) -> Response:
    return _offer(own, hire, Form())


@router.post("/offer/{hire}")
def answer_to_offer(hire: UUID, own: Own, form: SentForm) -> Response:
    def take() -> None:
        findings = Findings()
        is_accepted = chosen_answer(own, form, OFFER_ANSWERS, findings) == "accept"
        findings.stop_if_any()
        with own.runtime.database.write() as session:
            answer_offer(session, own.actor, hire, is_accepted=is_accepted, moment=own.moment)

    return taken(own, form, take, partial(_offer, own, hire), THANKS)


def _question(
    own: OwnLook, asked: UUID, form: Form, errors: Mapping[str, str] = NO_ERRORS
) -> Response:
    lang = switched(form) or own.lang
    with own.runtime.database.read() as session:
        placement = own_question(session, own.actor, asked).placement
        shown = question_view(asked, placement, lang)
    months = words(lang).month_names()
    facts = {"question": shown, "months": months, "answers": _choices(ANSWERS, lang)}
    return question_page(own, "seeker/question.html", form, errors, facts)


def _offer(own: OwnLook, hire: UUID, form: Form, errors: Mapping[str, str] = NO_ERRORS) -> Response:
    lang = switched(form) or own.lang
    with own.runtime.database.read() as session:
        shown = offer_view(own_offer(session, own.actor, hire), lang)
    facts = {"offer": shown, "answers": _choices(OFFER_ANSWERS, lang)}
    return question_page(own, "seeker/offer.html", form, errors, facts)


def _choices(answers: Mapping[str, str], lang: str) -> list[Choice]:
    return [Choice(name, words(lang)(label)) for name, label in answers.items()]


def _read(own: OwnLook, form: Form) -> AnswerIn:
    findings = Findings()
    chosen = chosen_answer(own, form, ANSWERS, findings)
    last = read_day(form, "happened_on", findings) if chosen in ENDS else None
    if last is not None and last > own.moment.today:
        findings.add("happened_on", N_("This day has not come yet."))
    findings.stop_if_any()
    if chosen not in ENDS:
        return AnswerIn(answer=FollowUpAnswer.STILL_WORKING)
    return AnswerIn(answer=FollowUpAnswer.ENDED, after_end=ENDS[chosen], happened_on=last)
