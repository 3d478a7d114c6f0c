"""The employer's registrations at the institute: without one there is no file."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import RuntimeDep
from api.web.csrf import require_own_form
from api.web.dependencies import SentForm, Today
from api.web.desk import Desk
from api.web.employer.access import EmployerDep, Here
from api.web.employer.opening_form import NO_PLACE, UNCLEAR_PLACE, UNKNOWN_PLACE
from api.web.forms import Choice, Form
from api.web.languages import language_of
from api.web.match_views import place_name
from api.web.render import page
from api.web.staff.steps import NO_ERRORS, read_as, refusals, typed
from services.employers.schemas import RegistrationIn
from services.enrollment.registrations import (
    RegistrationPut,
    list_registrations,
    put_registration,
)
from services.errors import N_, FieldError, Malformed, PuenteError
from services.runtime import Runtime

router = APIRouter(prefix="/employer/registrations")


@router.get("")
def list_all(request: Request, here: EmployerDep, runtime: RuntimeDep) -> Response:
    return _page(request, here, runtime, Form())


@router.post("")
def put_one(
    request: Request, form: SentForm, here: EmployerDep, runtime: RuntimeDep, today: Today
) -> Response:
    """The place is written as people write it; where several are meant, one is chosen."""
    require_own_form(request, form)
    lang = language_of(request)
    places = _places(form, Desk(lang, today))
    chosen = form.text("municipality") or (places[0].value if len(places) == 1 else "")
    try:
        _check_said(form.text("number"), chosen, _unplaced(form, places))
        given = typed(form, "number", "subdelegation") | {"municipality": chosen}
        intake = read_as(RegistrationIn, given)
        put = RegistrationPut(municipality=intake.municipality, subdelegation=intake.subdelegation)
        with runtime.database.write() as session:
            put_registration(session, here.actor, intake, put)
    except PuenteError as error:
        errors = refusals(error, lang, general="number")
        return _page(request, here, runtime, form, errors, places)
    return RedirectResponse("/employer/registrations", 303)


def _check_said(number: str, chosen: str, unplaced: str) -> None:
    """Raises Malformed where the number or the place is lacking, for both at once."""
    said = {"number": (number, NO_NUMBER), "place": (chosen, unplaced)}
    lacking = [(name, sentence) for name, (text, sentence) in said.items() if not text]
    if lacking:
        raise Malformed(errors=[FieldError(f"/{name}", "missing", it) for name, it in lacking])


def _unplaced(form: Form, places: list[Choice]) -> str:
    if places:
        return UNCLEAR_PLACE
    return UNKNOWN_PLACE if form.text("place") else NO_PLACE


NO_NUMBER = N_("Write the number of the employer registration.")


def _places(form: Form, desk: Desk) -> list[Choice]:
    text = form.text("place")
    return desk.places_written(text).options if text else []


def _page(
    request: Request,
    here: Here,
    runtime: Runtime,
    form: Form,
    errors: Mapping[str, str] = NO_ERRORS,
    places: list[Choice] | None = None,
) -> Response:
    with runtime.database.read() as session:
        rows = list_registrations(session, here.actor, None)
    return page(
        request,
        "employer/registrations.html",
        status=422 if errors else 200,
        employer=here,
        form=form,
        errors=errors,
        rows=[(row, place_name(row.municipality)) for row in rows],
        places=places or [],
    )
