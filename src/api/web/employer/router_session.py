"""Coming in for an employer: by password, or by an invitation that becomes one."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import Now, WriteSession
from api.web.cookies import EMPLOYER, drop_token, give_token, read_token
from api.web.csrf import ForeignForm, is_from_here, require_own_form
from api.web.dependencies import SentForm, SettingsDep
from api.web.forms import Form
from api.web.languages import language_of, switched
from api.web.render import page
from api.web.staff.steps import NO_ERRORS, refusals
from services.access.employer_members import Entrance, come_in, leave
from services.errors import N_, LogInFailed, Malformed
from services.wording import say

router = APIRouter(prefix="/employer")

INVITATION_FAILED = N_(
    "The e-mail or the code is not right, the code is over, or the account is locked for a while."
)

NEEDED: Mapping[str, str] = {
    "email": N_("Write your e-mail address."),
    "code": N_("Write the code that you were given."),
    "password": N_("Write a password of your own."),
}


@router.get("/login")
def ask_password(request: Request) -> Response:
    return _page(request, "employer/login.html", Form())


@router.post("/login")
def open_session(
    request: Request, form: SentForm, settings: SettingsDep, session: WriteSession, now: Now
) -> Response:
    if not is_from_here(request):
        raise ForeignForm
    if other := switched(form):
        return _page(request, "employer/login.html", form, lang=other)
    brought = Entrance(form.text("email"), form.text("password"))
    found = come_in(session, brought, now=now, hours=settings.session_hours)
    if found is None:
        errors = {"email": say(LogInFailed.message, language_of(request))}
        return _page(request, "employer/login.html", form, errors)
    return _welcome(request, found[1])


@router.get("/welcome")
def ask_code(request: Request) -> Response:
    return _page(request, "employer/welcome.html", Form())


@router.post("/welcome")
def accept_invitation(
    request: Request, form: SentForm, settings: SettingsDep, session: WriteSession, now: Now
) -> Response:
    if not is_from_here(request):
        raise ForeignForm
    lang = language_of(request)
    if other := switched(form):
        return _page(request, "employer/welcome.html", form, lang=other)
    if lacking := {name: say(it, lang) for name, it in NEEDED.items() if not form.text(name)}:
        return _page(request, "employer/welcome.html", form, lacking)
    brought = Entrance(form.text("email"), form.text("password"), form.text("code"))
    try:
        found = come_in(session, brought, now=now, hours=settings.session_hours)
    except Malformed as error:
        errors = refusals(error, lang, general="password")
        return _page(request, "employer/welcome.html", form, errors)
    if found is None:
        errors = {"code": say(INVITATION_FAILED, lang)}
        return _page(request, "employer/welcome.html", form, errors)
    return _welcome(request, found[1])


@router.post("/logout")
def close_session(request: Request, form: SentForm, session: WriteSession, now: Now) -> Response:
    require_own_form(request, form)
    token = read_token(request, EMPLOYER)
    if token is not None:
        leave(session, token, now=now)
    response = RedirectResponse("/employer/login", 303)
    drop_token(request, response, EMPLOYER)
    return response


def _welcome(request: Request, token: str) -> Response:
    response = RedirectResponse("/employer", 303)
    give_token(request, response, EMPLOYER, token)
    return response


def _page(
    request: Request,
    template: str,
    form: Form,
    errors: Mapping[str, str] = NO_ERRORS,
    *,
    lang: str | None = None,
) -> Response:
    return page(
        request,
        template,
        status=422 if errors else 200,
        lang=lang,
        form=form,
        errors=errors,
        has_form=True,
        employer=None,
    )
