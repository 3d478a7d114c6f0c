"""My job: where things stand, the answer to an offer, and the question asked afterwards."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Protocol
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import Now, ReadSession, RuntimeDep
from api.web.csrf import ForeignForm, has_token, is_from_here
from api.web.dependencies import MomentDep, SentForm, Today
from api.web.forms import Choice, Findings, Form, Mend, read_day
from api.web.languages import language_of, switched
from api.web.render import page, said
from api.web.seeker.job_views import hire_view, offer_view, question_view
from api.web.seeker.visit import Visit, open_visit
from models.vocabulary import AfterTheJob, FollowUpAnswer
from services.access.actor import Actor
from services.enrollment.follow_ups import AnswerIn
from services.enrollment.own_job import (
    answer_offer,
    answer_own,
    own_hires,
    own_offer,
    own_question,
)
from services.errors import N_, FieldError, Malformed
from services.runtime import Runtime
from services.wording import words
from services.wording.own_job import ANSWERS, OFFER_ANSWERS

router = APIRouter(prefix="/job")

ENDS: Mapping[str, AfterTheJob] = {
    "another": AfterTheJob.ANOTHER_EMPLOYER,
    "own": AfterTheJob.INDEPENDENT,
    "left": AfterTheJob.OUT_OF_FORMAL_WORK,
}
ONCE_MORE = FieldError("answer", "stale", N_("Your answer is here. Press Send once more."))
NO_ERRORS: Mapping[str, str] = MappingProxyType({})


@router.get("")
def where_things_stand(
    request: Request, session: ReadSession, now: Now, moment: MomentDep, thanks: bool = False
) -> Response:
    visit = open_visit(request, session, now=now)
    if visit.seeker is None:
        return RedirectResponse("/return", 303)
    lang = language_of(request)
    hires = [hire_view(each, lang) for each in own_hires(session, visit.actor, moment)]
    return page(request, "seeker/job.html", hires=hires, thanks=thanks)


@router.get("/question/{asked}")
def ask(request: Request, asked: UUID, runtime: RuntimeDep, now: Now) -> Response:
    visit = _visit(request, runtime, now)
    if visit.seeker is None:
        return RedirectResponse("/return", 303)
    return _question(request, runtime, visit.actor, asked, Form())


@router.post("/question/{asked}")
def answer(
    request: Request,
    asked: UUID,
    form: SentForm,
    runtime: RuntimeDep,
    moment: MomentDep,
    today: Today,
) -> Response:
    if not is_from_here(request):
        raise ForeignForm
    visit = _visit(request, runtime, moment.now)
    if visit.seeker is None:
        return RedirectResponse("/return", 303)

    def take() -> None:
        given = _read(request, form, today)
        with runtime.database.write() as session:
            answer_own(session, visit.actor, asked, given, moment)

    return _taken(request, form, take, partial(_question, request, runtime, visit.actor, asked))


@router.get("/offer/{hire}")
def look_at_offer(request: Request, hire: UUID, runtime: RuntimeDep, now: Now) -> Response:
    visit = _visit(request, runtime, now)
    if visit.seeker is None:
        return RedirectResponse("/return", 303)
    return _offer(request, runtime, visit.actor, hire, Form())


@router.post("/offer/{hire}")
def answer_to_offer(
    request: Request, hire: UUID, form: SentForm, runtime: RuntimeDep, moment: MomentDep
) -> Response:
    if not is_from_here(request):
        raise ForeignForm
    visit = _visit(request, runtime, moment.now)
    if visit.seeker is None:
        return RedirectResponse("/return", 303)

    def take() -> None:
        findings = Findings()
        is_accepted = _chosen(request, form, OFFER_ANSWERS, findings) == "accept"
        findings.stop_if_any()
        with runtime.database.write() as session:
            answer_offer(session, visit.actor, hire, is_accepted=is_accepted, moment=moment)

    return _taken(request, form, take, partial(_offer, request, runtime, visit.actor, hire))


class Show(Protocol):
    def __call__(self, form: Form, errors: Mapping[str, str] = ..., /) -> Response: ...


def _taken(request: Request, form: Form, take: Callable[[], None], show: Show) -> Response:
    """The page again, in another language or with what has to be mended; else what is taken."""
    if switched(form):
        return show(form)
    try:
        take()
    except (Mend, Malformed) as refused:
        found = said(refused.errors, language_of(request))
        return show(form, {name.strip("/"): text for name, text in found.items()})
    return RedirectResponse("/job?thanks=1", 303)


def _visit(request: Request, runtime: Runtime, now: Now) -> Visit:
    with runtime.database.read() as session:
        return open_visit(request, session, now=now)


def _question(
    request: Request,
    runtime: Runtime,
    actor: Actor,
    asked: UUID,
    form: Form,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    lang = switched(form) or language_of(request)
    say = words(lang)
    with runtime.database.read() as session:
        placement = own_question(session, actor, asked).placement
        shown = question_view(asked, placement, lang)
    return page(
        request,
        "seeker/question.html",
        status=422 if errors else 200,
        lang=switched(form),
        has_form=True,
        form=form,
        errors=errors,
        question=shown,
        answers=[Choice(name, say(label)) for name, label in ANSWERS.items()],
        months=say.month_names(),
    )


def _offer(
    request: Request,
    runtime: Runtime,
    actor: Actor,
    hire: UUID,
    form: Form,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    lang = switched(form) or language_of(request)
    with runtime.database.read() as session:
        shown = offer_view(own_offer(session, actor, hire), lang)
    return page(
        request,
        "seeker/offer.html",
        status=422 if errors else 200,
        lang=switched(form),
        has_form=True,
        form=form,
        errors=errors,
        offer=shown,
        answers=[Choice(name, words(lang)(label)) for name, label in OFFER_ANSWERS.items()],
    )


def _chosen(request: Request, form: Form, answers: Mapping[str, str], findings: Findings) -> str:
    """Raises Mend where the form was shown too long ago."""
    if not has_token(request, form):
        raise Mend([ONCE_MORE])
    chosen = next(iter(form.among("answer", answers)), "")
    if not chosen:
        findings.add("answer", N_("Choose one of the answers."))
    return chosen


def _read(request: Request, form: Form, today: Today) -> AnswerIn:
    findings = Findings()
    chosen = _chosen(request, form, ANSWERS, findings)
    last = read_day(form, "happened_on", findings) if chosen in ENDS else None
    if last is not None and last > today:
        findings.add("happened_on", N_("This day has not come yet."))
    findings.stop_if_any()
    if chosen not in ENDS:
        return AnswerIn(answer=FollowUpAnswer.STILL_WORKING)
    return AnswerIn(answer=FollowUpAnswer.ENDED, after_end=ENDS[chosen], happened_on=last)
