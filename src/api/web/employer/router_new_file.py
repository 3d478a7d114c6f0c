"""A new movement file: each line looked at before it is made, and mended where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api.dependencies import RuntimeDep
from api.web.csrf import require_own_form
from api.web.dependencies import MomentDep, SentForm
from api.web.employer.access import EmployerDep, Here
from api.web.employer.file_forms import SHOWN, file_asked, movement_asked, row_errors, ticked
from api.web.employer.file_views import (
    DraftRow,
    cause_choices,
    draft_row,
    movement_tabs,
    type_choices,
)
from api.web.forms import Form
from api.web.languages import language_of
from api.web.render import page
from api.web.staff.steps import NO_ERRORS, ON_PAGES
from models.vocabulary import MovementType
from services.calendar import Moment
from services.enrollment.make_file import How, Mode, check_file, make_file
from services.enrollment.registrations import list_registrations
from services.errors import N_, NotFound, PuenteError
from services.placements.listing import verified_hires
from services.runtime import Runtime
from services.wording import words

router = APIRouter(prefix="/employer/files/new")

NONE_TICKED = N_("Tick at least one person.")
# Clinic and guide are asked for at the top of the page.
ASKED_ABOVE = frozenset({"018", "guide_format"})


@dataclass(frozen=True, slots=True)
class Look:
    """What would go into the file; `problem` where nothing can be said yet."""

    rows: Sequence[DraftRow] = ()
    total: int = 0
    problem: str = ""


@router.get("")
def ask_rows(
    request: Request,
    here: EmployerDep,
    runtime: RuntimeDep,
    moment: MomentDep,
    movement: str = "",
    registration: str = "",
) -> Response:
    if movement not in {"", *MovementType}:
        raise NotFound
    form = Form.of(movement=movement_asked(movement).value, registration=registration[:20])
    return _page(request, here, runtime, moment, form)


@router.post("")
def make_one(
    request: Request, form: SentForm, here: EmployerDep, runtime: RuntimeDep, moment: MomentDep
) -> Response:
    """Made when nothing speaks against a ticked line; else shown again with what was typed."""
    require_own_form(request, form)
    lang, is_all = language_of(request), form.text("do") == "all"
    hires = None if is_all else ticked(form)
    if form.text("do") == "check":
        return _page(request, here, runtime, moment, form)
    if hires is not None and not hires:
        errors = {"row": words(lang)(NONE_TICKED)}
        return _page(request, here, runtime, moment, form, errors)
    asked = file_asked(form, hires, lang)
    if asked.intake is None or asked.errors:
        return _page(request, here, runtime, moment, form, asked.errors)
    how = How(Mode.PARTIAL if is_all else Mode.ALL, runtime.settings.movement_format)
    try:
        with runtime.database.write() as session:
            made = make_file(session, here.actor, asked.intake, how, moment).file.public_id
    except PuenteError as error:
        errors = dict(row_errors(error, form, hires or (), lang))
        return _page(request, here, runtime, moment, form, errors)
    return RedirectResponse(f"/employer/files/{made}", 303)


def _page(
    request: Request,
    here: Here,
    runtime: Runtime,
    moment: Moment,
    form: Form,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    lang = language_of(request)
    with runtime.database.write() as session:
        numbers = [it for it in list_registrations(session, here.actor, None) if it.is_active]
        is_chosen = len(numbers) == 1 or bool(form.text("registration"))
        look = _look(session, here, form, moment, lang) if is_chosen else Look()
    return page(
        request,
        "employer/file_new.html",
        status=422 if errors else 200,
        employer=here,
        form=_with_ticks(form, look.rows),
        errors=errors,
        movement=movement_asked(form.text("movement")).value,
        tabs=movement_tabs(lang),
        registrations=numbers,
        is_chosen=is_chosen,
        look=look,
        is_looked_at=bool(form.text("do")),
        causes=cause_choices(lang),
        types=type_choices(lang),
    )


def _look(session: Session, here: Here, form: Form, moment: Moment, lang: str) -> Look:
    """Whoever is due, each with what was typed for them."""
    is_first = not form.text("do")
    try:
        everybody = _candidates(session, here, form, moment, lang)
        intake = file_asked(form, everybody[:SHOWN], lang).intake if everybody else None
        drafts = check_file(session, here.actor, intake, moment) if intake else []
    except PuenteError as error:
        sentence = ON_PAGES.get(error.code, error.message)
        return Look(problem=words(lang)(sentence, **error.subject))
    ignored = ASKED_ABOVE if is_first else frozenset[str]()
    return Look([draft_row(draft, lang, ignored) for draft in drafts], len(everybody))


def _candidates(session: Session, here: Here, form: Form, moment: Moment, lang: str) -> list[UUID]:
    if movement_asked(form.text("movement")) is MovementType.WAGE_CHANGE:
        return [row.public_id for row in verified_hires(session, here.actor, limit=SHOWN)]
    intake = file_asked(form, None, lang).intake
    due = check_file(session, here.actor, intake, moment) if intake else []
    return [draft.placement.public_id for draft in due]


def _with_ticks(form: Form, rows: Sequence[DraftRow]) -> Form:
    """At first everybody whose line is right is ticked, and every field shows what it carries."""
    if form.text("do"):
        return form
    ticks = [str(row.id) for row in rows if row.is_good]
    return Form({**form.values, "row": ticks})
