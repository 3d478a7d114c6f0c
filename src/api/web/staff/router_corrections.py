"""Staff mend a person's record: a paper that is missing or not theirs, official numbers."""

from collections.abc import Mapping
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import RuntimeDep
from api.web.csrf import require_own_form
from api.web.dependencies import MomentDep, SentForm, Today
from api.web.desk import Desk
from api.web.forms import Choice, Form
from api.web.languages import language_of
from api.web.render import page
from api.web.staff.access import StaffDep
from api.web.staff.router_numbers import KINDS
from api.web.staff.steps import NO_ERRORS, read_as, refusals, typed, typed_paper
from api.web.staff.views import PersonView, person_view
from services.access.actor import Actor
from services.errors import PuenteError
from services.runtime import Runtime
from services.seekers.corrections import (
    NewPaperIn,
    NumbersIn,
    add_paper,
    correct_numbers,
    remove_paper,
)
from services.seekers.register import read_seeker
from services.wording import words
from services.wording.choices import DOCUMENTS

router = APIRouter(prefix="/staff/people/{seeker_id}")

NUMBERS = ("curp", "curp_kind", "curp_valid_until", "social_security_number", "rfc")


@router.get("/papers/new")
def ask_for_paper(
    request: Request, seeker_id: UUID, staff: StaffDep, runtime: RuntimeDep, today: Today
) -> Response:
    person, _ = _known(staff, runtime, seeker_id)
    return _paper_page(request, staff, person, Desk(language_of(request), today), Form())


@router.post("/papers/new")
def take_paper(
    request: Request,
    seeker_id: UUID,
    form: SentForm,
    staff: StaffDep,
    runtime: RuntimeDep,
    moment: MomentDep,
) -> Response:
    require_own_form(request, form)
    try:
        given = read_as(NewPaperIn, typed_paper(form))
        with runtime.database.write() as session:
            add_paper(session, staff, seeker_id, given, moment.now)
    except PuenteError as error:
        desk = Desk(language_of(request), moment.today)
        person, _ = _known(staff, runtime, seeker_id)
        errors = refusals(error, desk.lang, general="kind")
        return _paper_page(request, staff, person, desk, form, errors)
    return RedirectResponse(f"/staff/people/{seeker_id}#papers", 303)


@router.post("/papers/{paper_id}/remove")
def drop_paper(  # noqa: PLR0913 - what the page brings
    request: Request,
    seeker_id: UUID,
    paper_id: UUID,
    form: SentForm,
    staff: StaffDep,
    runtime: RuntimeDep,
    moment: MomentDep,
) -> Response:
    require_own_form(request, form)
    with runtime.database.write() as session:
        remove_paper(session, staff, seeker_id, paper_id, moment.now)
    return RedirectResponse(f"/staff/people/{seeker_id}#papers", 303)


@router.get("/identifiers")
def ask_for_numbers(
    request: Request, seeker_id: UUID, staff: StaffDep, runtime: RuntimeDep
) -> Response:
    person, known = _known(staff, runtime, seeker_id)
    return _numbers_page(request, staff, person, known)


@router.post("/identifiers")
def take_numbers(
    request: Request,
    seeker_id: UUID,
    form: SentForm,
    staff: StaffDep,
    runtime: RuntimeDep,
    moment: MomentDep,
) -> Response:
    require_own_form(request, form)
    try:
        given = read_as(NumbersIn, typed(form, *NUMBERS))
        with runtime.database.write() as session:
            correct_numbers(session, staff, seeker_id, given, moment.now)
    except PuenteError as error:
        person, _ = _known(staff, runtime, seeker_id)
        errors = refusals(error, language_of(request), general="curp")
        return _numbers_page(request, staff, person, form, errors)
    return RedirectResponse(f"/staff/people/{seeker_id}", 303)


def _known(staff: Actor, runtime: Runtime, seeker_id: UUID) -> tuple[PersonView, Form]:
    """The person, and their numbers as the form shows them. Raises SeekerNotFound."""
    with runtime.database.read() as session:
        seeker = read_seeker(session, staff, seeker_id)
        numbers = {name: str(getattr(seeker, name) or "") for name in NUMBERS}
        return person_view(seeker), Form.of(**numbers)


def _paper_page(
    request: Request,
    staff: Actor,
    person: PersonView,
    desk: Desk,
    form: Form,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    return page(
        request,
        "staff/paper_new.html",
        status=422 if errors else 200,
        staff=staff,
        person=person,
        form=form,
        errors=errors,
        kinds=[Choice(kind, desk.say(label)) for kind, label in DOCUMENTS.items()],
        states=desk.states(),
    )


def _numbers_page(
    request: Request,
    staff: Actor,
    person: PersonView,
    form: Form,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    say = words(language_of(request))
    return page(
        request,
        "staff/identifiers.html",
        status=422 if errors else 200,
        staff=staff,
        person=person,
        form=form,
        errors=errors,
        kinds=[Choice(kind, say(label)) for kind, label in KINDS.items()],
    )
