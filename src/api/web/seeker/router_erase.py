"""A person has everything about them deleted."""

from collections.abc import Mapping
from types import MappingProxyType

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import Now, RuntimeDep
from api.web.cookies import VISIT, drop_token
from api.web.csrf import require_own_form
from api.web.dependencies import MomentDep, SentForm, Today
from api.web.forms import one
from api.web.languages import language_of
from api.web.render import page, said
from api.web.seeker.visit import Visit, open_visit
from services.errors import N_
from services.people.erase import Duty, duty_of, erase_person
from services.runtime import Runtime
from services.wording.own_job import say_duty

router = APIRouter()

NO_ERRORS: Mapping[str, str] = MappingProxyType({})


@router.get("/erase")
def ask_erasure(request: Request, runtime: RuntimeDep, now: Now, today: Today) -> Response:
    visit = _visit(request, runtime, now)
    if visit.seeker is None:
        return RedirectResponse("/return", 303)
    return _ask(request, runtime, visit, today)


@router.post("/erase")
def erase(request: Request, form: SentForm, runtime: RuntimeDep, moment: MomentDep) -> Response:
    require_own_form(request, form)
    visit = _visit(request, runtime, moment.now)
    if visit.seeker is None:
        return RedirectResponse("/return", 303)
    lang = language_of(request)
    if not form.text("sure"):
        errors = said(one("sure", N_("Mark it if you want everything deleted.")).errors, lang)
        return _ask(request, runtime, visit, moment.today, errors)
    with runtime.database.write() as session:
        duty = erase_person(session, visit.actor, visit.seeker, moment)
    response = page(request, "seeker/erased.html", duty=_words(duty, lang))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    drop_token(request, response, VISIT)
    return response


def _visit(request: Request, runtime: Runtime, now: Now) -> Visit:
    with runtime.database.read() as session:
        return open_visit(request, session, now=now)


def _ask(
    request: Request,
    runtime: Runtime,
    visit: Visit,
    today: Today,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    assert visit.seeker  # noqa: S101 - both callers have looked
    with runtime.database.read() as session:
        duty = duty_of(session, visit.actor, visit.seeker, today)
    return page(
        request,
        "seeker/erase.html",
        status=422 if errors else 200,
        errors=errors,
        duty=_words(duty, language_of(request)),
    )


def _words(duty: Duty, lang: str) -> str:
    return say_duty(duty.until, lang, is_there=duty.is_there)
