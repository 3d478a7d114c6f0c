"""A person has everything about them deleted."""

from collections.abc import Mapping
from types import MappingProxyType

from fastapi import APIRouter
from fastapi.responses import Response

from api.web.cookies import VISIT, drop_token
from api.web.csrf import require_own_form
from api.web.dependencies import SentForm
from api.web.render import page
from api.web.seeker.own import Own, OwnLook
from services.errors import N_
from services.people.erase import Duty, duty_of, erase_person
from services.wording import words
from services.wording.own_job import say_duty

router = APIRouter()

NO_ERRORS: Mapping[str, str] = MappingProxyType({})
NOT_SURE = N_("Mark it if you want everything deleted.")


@router.get("/erase")
def ask_erasure(own: Own) -> Response:
    return _ask(own)


@router.post("/erase")
def erase(own: Own, form: SentForm) -> Response:
    require_own_form(own.request, form)
    if not form.text("sure"):
        return _ask(own, {"sure": words(own.lang)(NOT_SURE)})
    with own.runtime.database.write() as session:
        duty = erase_person(session, own.actor, own.seeker, own.moment)
    response = page(own.request, "seeker/erased.html", duty=_words(duty, own.lang))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    drop_token(own.request, response, VISIT)
    return response


def _ask(own: OwnLook, errors: Mapping[str, str] = NO_ERRORS) -> Response:
    with own.runtime.database.read() as session:
        duty = duty_of(session, own.actor, own.seeker, own.moment.today)
    return page(
        own.request,
        "seeker/erase.html",
        status=422 if errors else 200,
        errors=errors,
        duty=_words(duty, own.lang),
    )


def _words(duty: Duty, lang: str) -> str:
    return say_duty(duty.until, lang, is_there=duty.is_there)
