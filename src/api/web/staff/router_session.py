"""Logging in and out."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import Now, WriteSession
from api.web.cookies import STAFF, drop_token, give_token, read_token
from api.web.csrf import ForeignForm, is_from_here, require_own_form
from api.web.dependencies import SentForm, SettingsDep
from api.web.forms import one
from api.web.languages import language_of, switched
from api.web.render import page, said
from api.web.staff.access import FORMS, page_before
from services.access.log_in import log_in
from services.access.sessions import log_out
from services.errors import LogInFailed, TooMany

router = APIRouter(prefix="/staff")


@router.get("/login")
def ask_password(request: Request) -> Response:
    return _page(request)


@router.post("/login")
def open_session(
    request: Request, form: SentForm, settings: SettingsDep, session: WriteSession, now: Now
) -> Response:
    if not is_from_here(request):
        raise ForeignForm
    lang, email = language_of(request), form.text("email")
    if other := switched(form):
        return _page(request, lang=other, form=form)
    hours, address = settings.session_hours, request.client.host if request.client else ""
    try:
        found = log_in(session, email, form.text("password"), now=now, hours=hours, address=address)
    except TooMany as wait:
        mend = one("email", wait.message, seconds=wait.seconds)
        return _page(request, status=429, form=form, errors=said(mend.errors, lang))
    if found is None:
        errors = said(one("email", LogInFailed.message).errors, lang)
        return _page(request, status=422, form=form, errors=errors)
    response = RedirectResponse(page_before(request), 303)
    give_token(request, response, STAFF, found[1])
    return response


@router.post("/logout")
def close_session(request: Request, form: SentForm, session: WriteSession, now: Now) -> Response:
    require_own_form(request, form)
    token = read_token(request, STAFF)
    if token is not None:
        log_out(session, token, now=now)
    response = RedirectResponse("/staff/login", 303)
    drop_token(request, response, STAFF)
    return response


def _page(
    request: Request, *, status: int = 200, lang: str | None = None, **facts: object
) -> Response:
    is_kept = page_before(request).startswith(FORMS)
    return page(
        request,
        "staff/login.html",
        status=status,
        lang=lang,
        has_form=True,
        is_kept=is_kept,
        **facts,
    )
