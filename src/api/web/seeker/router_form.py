"""The form: a page shown, an answer read, the check page, the registration."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import Now, ReadSession, WriteSession
from api.web.cookies import VISIT, give_token
from api.web.csrf import ForeignForm, has_token, is_from_here, require_own_form
from api.web.dependencies import SentForm, Today
from api.web.desk import Desk
from api.web.forms import Form, Mend
from api.web.languages import language_of, switched
from api.web.render import said
from api.web.seeker.answers import Answers
from api.web.seeker.application import intake
from api.web.seeker.form_pages import NO_ERRORS, ONCE_MORE, FormPages
from api.web.seeker.journey import ALONE, STEPS
from api.web.seeker.steps.step import Step
from api.web.seeker.visit import Visit, open_visit, save_visit
from services.errors import N_, FieldError, Malformed
from services.seekers.schemas import SeekerIn
from services.seekers.self_service import submit_draft

router = APIRouter()

# In the address after the first answer: whether the cookie that holds it comes back is seen there.
KEPT = "kept"
NO_COOKIES = FieldError(
    "form",
    "no_cookies",
    N_("This phone did not keep your answer: allow cookies for this page, then write it again."),
)


@router.get("/form")
def begin(request: Request, session: ReadSession, now: Now) -> Response:
    visit = open_visit(request, session, now=now)
    return RedirectResponse(ALONE.next_address(visit.answers), 303)


@router.get("/form/{name}")
def show_step(
    request: Request, name: str, session: ReadSession, now: Now, today: Today
) -> Response:
    step, desk = ALONE.named(name), Desk(language_of(request), today)
    visit = open_visit(request, session, now=now)
    if not step.is_needed(visit.answers):
        return RedirectResponse(ALONE.next_address(visit.answers), 303)
    is_lost = visit.token is None and KEPT in request.query_params
    if is_lost and step is not STEPS[0]:
        return RedirectResponse(f"{ALONE.address(STEPS[0].name)}?{KEPT}=1", 303)
    errors = said([NO_COOKIES], desk.lang) if is_lost else {}
    shown = step.show(visit.answers, desk)
    return _pages(request, desk).step(step, shown, visit.answers, errors)


@router.post("/form/{name}")
def answer_step(
    request: Request, name: str, form: SentForm, session: WriteSession, now: Now, today: Today
) -> Response:
    if not is_from_here(request):
        raise ForeignForm
    step, visit = ALONE.named(name), open_visit(request, session, now=now)
    desk = Desk(switched(form) or language_of(request), today)
    if switched(form):
        return _pages(request, desk).step(step, form, visit.answers)
    try:
        answers = _read(request, step, form, visit, desk)
    except Mend as mend:
        errors = said(mend.errors, desk.lang)
        return _pages(request, desk).step(step, form, visit.answers, errors)
    saved = save_visit(session, visit, answers, lang=desk.lang, now=now)
    return _onward(request, saved, is_first=visit.token is None)


@router.get("/check")
def check(request: Request, session: ReadSession, now: Now, today: Today) -> Response:
    visit = open_visit(request, session, now=now)
    if ALONE.unfinished(visit.answers):
        return RedirectResponse(ALONE.next_address(visit.answers), 303)
    return _check_page(request, visit, Desk(language_of(request), today))


@router.post("/check")
def register(
    request: Request, form: SentForm, session: WriteSession, now: Now, today: Today
) -> Response:
    require_own_form(request, form)
    visit, desk = open_visit(request, session, now=now), Desk(language_of(request), today)
    if visit.token is None or ALONE.unfinished(visit.answers):
        return RedirectResponse(ALONE.next_address(visit.answers), 303)
    try:
        given = intake(visit.answers, desk.lang)
        submit_draft(session, visit.token, given, _shown(visit, desk), now=now)
    except Malformed as refused:
        return _check_page(request, visit, desk, errors=said(refused.errors, desk.lang))
    return RedirectResponse("/matches" if visit.seeker else "/done", 303)


def _shown(visit: Visit, desk: Desk) -> SeekerIn | None:
    try:
        return intake(visit.shown, desk.lang) if visit.shown else None
    except Malformed:
        return None


def _read(request: Request, step: Step, form: Form, visit: Visit, desk: Desk) -> Answers:
    # Two tabs, or a visit that began meanwhile: what was typed stays, with a fresh token.
    if not has_token(request, form):
        raise Mend([ONCE_MORE])
    return step.read(form, visit.answers, desk)


def _onward(request: Request, visit: Visit, *, is_first: bool) -> Response:
    address = ALONE.next_address(visit.answers)
    response = RedirectResponse(f"{address}?{KEPT}=1" if is_first else address, 303)
    assert visit.token  # noqa: S101 - saving gave it one
    give_token(request, response, VISIT, visit.token)
    return response


def _check_page(
    request: Request, visit: Visit, desk: Desk, errors: Mapping[str, str] = NO_ERRORS
) -> Response:
    is_registered = visit.seeker is not None
    back = "/matches" if is_registered else ALONE.address(STEPS[-1].name)
    pages = _pages(request, desk)
    return pages.check(visit.answers, errors, back=back, is_registered=is_registered)


def _pages(request: Request, desk: Desk) -> FormPages:
    return FormPages(request, ALONE, desk)
