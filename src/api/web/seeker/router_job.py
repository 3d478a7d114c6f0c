"""My job: where things stand, and the one question asked of the person."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import Now, ReadSession, RuntimeDep
from api.web.csrf import ForeignForm, has_token, is_from_here
from api.web.dependencies import MomentDep, SentForm, Today
from api.web.forms import Choice, Findings, Form, Mend, read_day
from api.web.languages import language_of, switched
from api.web.render import page, said
from api.web.seeker.job_views import hire_view, question_view
from api.web.seeker.visit import Visit, open_visit
from models.vocabulary import AfterTheJob, FollowUpAnswer
from services.access.actor import Actor
from services.enrollment.follow_ups import AnswerIn
from services.enrollment.own_job import answer_own, own_hires, own_question
from services.errors import N_, FieldError, Malformed
from services.runtime import Runtime
from services.wording import words
from services.wording.own_job import ANSWERS

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
    if switched(form):
        return _question(request, runtime, visit.actor, asked, form)
    try:
        given = _read(request, form, today)
        with runtime.database.write() as session:
            answer_own(session, visit.actor, asked, given, moment)
    except (Mend, Malformed) as refused:
        found = said(refused.errors, language_of(request))
        errors = {name.strip("/"): text for name, text in found.items()}
        return _question(request, runtime, visit.actor, asked, form, errors)
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


def _read(request: Request, form: Form, today: Today) -> AnswerIn:
    if not has_token(request, form):
        raise Mend([ONCE_MORE])
    findings = Findings()
    chosen = next(iter(form.among("answer", ANSWERS)), "")
    if not chosen:
        findings.add("answer", N_("Choose one of the answers."))
    last = read_day(form, "happened_on", findings) if chosen in ENDS else None
    if last is not None and last > today:
        findings.add("happened_on", N_("This day has not come yet."))
    findings.stop_if_any()
    if chosen not in ENDS:
        return AnswerIn(answer=FollowUpAnswer.STILL_WORKING)
    return AnswerIn(answer=FollowUpAnswer.ENDED, after_end=ENDS[chosen], happened_on=last)
