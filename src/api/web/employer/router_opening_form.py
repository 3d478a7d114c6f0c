"""One opening in the employer's browser: written, looked at, changed."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.web.csrf import ForeignForm, has_token, is_from_here
from api.web.dependencies import SentTexts, Today
from api.web.desk import Desk
from api.web.employer.looking import EmployerLook, EmployersLook, LookIfHere
from api.web.employer.opening_form import NEW, Known, choices, offered, read, shown
from api.web.employer.opening_views import MADE_HERE, standing
from api.web.forms import Form
from api.web.languages import language_of, switched
from api.web.render import page
from api.web.staff.steps import NO_ERRORS, refusals
from models.opening import Opening
from services.errors import N_, AlreadyExists, FieldError, Malformed, PuenteError
from services.openings.post_opening import (
    ChangedMeanwhile,
    post_once,
    prepare_one,
    read_opening,
    revise_opening,
    seen_mark,
)
from services.openings.said import said_of
from services.openings.schemas import OpeningPut
from services.openings.store import PositionsTaken

router = APIRouter(prefix="/employer/openings")

ONCE_MORE = FieldError("title", "stale", N_("What you wrote is here. Save it once more."))
LOGGED_OUT = N_(
    "Your session ended. What you wrote is here: log in again in another tab, then come back and "
    "save it once more."
)
NAME_TAKEN = N_("Another opening of yours has this name.")


@router.get("/new")
def ask(look: EmployerLook) -> Response:
    return _page(look, shown(NEW, look.desk), NEW, None)


@router.post("/new")
def create(request: Request, form: SentTexts, look: LookIfHere, today: Today) -> Response:
    if look is None:
        return _logged_out(request, form, today)
    desk = _desk(form, look)
    if switched(form):
        return _page(look, form, NEW, None, lang=desk.lang)
    try:
        _check_token(look, form)
        fields = read(form, NEW, desk)
        prepared = prepare_one(_name(form, fields), fields, now=look.now)
        with look.runtime.database.write() as session:
            made = post_once(session, look.actor, prepared, now=look.now).public_id
    except PuenteError as error:
        return _page(look, form, NEW, None, refusals(_placed(error), look.lang, general="title"))
    return RedirectResponse(f"/employer/openings/{made}", 303)


@router.get("/{opening_id}")
def look_at(opening_id: UUID, look: EmployerLook) -> Response:
    opening, known = _stored(look, opening_id)
    return _page(look, _filled(opening, known, look.desk), known, opening)


@router.post("/{opening_id}/change")
def change(
    request: Request, opening_id: UUID, form: SentTexts, look: LookIfHere, today: Today
) -> Response:
    if look is None:
        return _logged_out(request, form, today)
    (opening, known), desk = _stored(look, opening_id), _desk(form, look)
    if switched(form):
        return _page(look, form, known, opening, lang=desk.lang)
    try:
        _check_token(look, form)
        fields = read(form, known, desk)
        prepared = prepare_one(opening.external_id, fields, now=look.now)
        with look.runtime.database.write() as session:
            revise_opening(session, look.actor, prepared, form.text("seen"), now=look.now)
    except PuenteError as error:
        errors = refusals(_placed(error), look.lang, general="title")
        return _page(look, _seen_now(form, opening, error), known, opening, errors)
    return RedirectResponse(f"/employer/openings/{opening_id}", 303)


def _desk(form: Form, look: EmployersLook) -> Desk:
    """Raises ForeignForm for a form of another site."""
    if not is_from_here(look.request):
        raise ForeignForm
    return Desk(switched(form) or look.lang, look.today)


def _logged_out(request: Request, form: Form, today: date) -> Response:
    """What was typed, for whoever logs in again beside it. Raises ForeignForm."""
    if not is_from_here(request):
        raise ForeignForm
    lang = switched(form)
    desk = Desk(lang or language_of(request), today)
    return page(
        request,
        "employer/opening.html",
        status=401,
        lang=lang,
        employer=None,
        errors={"title": desk.say(LOGGED_OUT)},
        standing=None,
        **_of_the_form(form, NEW, desk),
    )


def _check_token(look: EmployersLook, form: Form) -> None:
    # Logged in again meanwhile: what was typed stays, with a fresh token.
    if not has_token(look.request, form):
        raise Malformed(errors=[ONCE_MORE])


def _stored(look: EmployersLook, opening_id: UUID) -> tuple[Opening, Known]:
    opening = read_opening(look.session, look.actor, str(opening_id))
    return opening, Known(said_of(opening), opening.occupation)


def _filled(opening: Opening, known: Known, desk: Desk) -> Form:
    values = shown(known, desk).values
    return Form({**values, "seen": [seen_mark(opening)]})


def _seen_now(form: Form, opening: Opening, error: PuenteError) -> Form:
    """Whoever is shown that it was changed has seen it."""
    if not isinstance(error, ChangedMeanwhile):
        return form
    return Form({**form.values, "seen": [seen_mark(opening)]})


def _name(form: Form, fields: OpeningPut) -> str:
    """The employer's own, else one made here."""
    made = form.text("made_here")
    return fields.external_id or (made if MADE_HERE.fullmatch(made) else _made())


def _made() -> str:
    return f"web-{uuid4().hex[:12]}"


def _placed(error: PuenteError) -> PuenteError:
    """At the field that it is about."""
    if isinstance(error, AlreadyExists):
        return Malformed(errors=[FieldError("external_id", error.code, NAME_TAKEN)])
    if isinstance(error, PositionsTaken):
        taken = FieldError("positions", error.code, error.message, error.subject)
        return Malformed(errors=[taken])
    return error


def _page(
    look: EmployersLook,
    form: Form,
    known: Known,
    opening: Opening | None,
    errors: Mapping[str, str] = NO_ERRORS,
    *,
    lang: str | None = None,
) -> Response:
    desk = Desk(lang or look.lang, look.today)
    return page(
        look.request,
        "employer/opening.html",
        status=422 if errors else 200,
        lang=lang,
        employer=look.here,
        errors=errors,
        standing=standing(opening, look.actor, desk) if opening else None,
        **_of_the_form(form, known, desk),
    )


def _of_the_form(form: Form, known: Known, desk: Desk) -> dict[str, Any]:
    return {
        "has_form": True,
        "form": form,
        "offered": offered(form, known, desk),
        "made_here": form.text("made_here") or _made(),
        **choices(desk.lang),
    }
