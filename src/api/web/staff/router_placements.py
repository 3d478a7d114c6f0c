"""Hires: recording one, the list of what is due, each step with its evidence."""

from collections.abc import Mapping
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import ReadSession, RuntimeDep
from api.web.csrf import require_own_form
from api.web.dependencies import MomentDep, SentForm, Today
from api.web.forms import Form
from api.web.languages import language_of
from api.web.lists import LISTED
from api.web.refusals import refusal
from api.web.render import page
from api.web.staff.access import StaffDep
from api.web.staff.courses import evidence_choices, placement_course, placement_row
from api.web.staff.lists import Listing, list_page
from api.web.staff.steps import NO_ERRORS, chosen_step, read_as, refusals, typed
from models.placement import Placement
from services.access.actor import Actor
from services.errors import N_, PuenteError
from services.paging import cursor_of
from services.placements.hire import hire
from services.placements.listing import Due, list_placements
from services.placements.schemas import PlacementIn, PlacementStepIn
from services.placements.step import read_placement, step_placement

router = APIRouter(prefix="/staff")

LISTING = Listing(
    heading=N_("Placements"),
    caption=N_("The last day for the registration counts business days from the start."),
    dated=N_("Last day for the registration"),
    address="/staff/placements",
    name="due",
    tabs=[
        ("", N_("All")),
        (Due.OVERDUE.value, N_("Overdue")),
        (Due.TODAY.value, N_("Due today")),
        (Due.THIS_WEEK.value, N_("Due this week")),
    ],
)
STEP_FIELDS = ("happened_on", "evidence", "note", "starts_on", "receipt", "reply_code")


@router.get("/placements")
def list_all(
    request: Request,
    staff: StaffDep,
    session: ReadSession,
    today: Today,
    due: str = "",
    after: str = "",
) -> Response:
    wanted = Due(due) if due in set(Due) else None
    found = list_placements(
        session, staff, wanted, today=today, after=cursor_of(after), limit=LISTED
    )
    lang = language_of(request)
    return list_page(
        request,
        staff,
        LISTING,
        found,
        lambda row: placement_row(row, lang, today),
    )


@router.post("/referrals/{referral_id}/hire")
def hire_from_referral(
    request: Request,
    referral_id: UUID,
    form: SentForm,
    staff: StaffDep,
    runtime: RuntimeDep,
    moment: MomentDep,
) -> Response:
    require_own_form(request, form)
    try:
        intake = read_as(
            PlacementIn, {"referral": referral_id, **typed(form, "starts_on", "has_accepted")}
        )
        with runtime.database.write() as session:
            made = hire(session, staff, intake, moment).public_id
    except PuenteError as error:
        found = refusals(error, language_of(request), general="referral")
        return refusal(request, 409, " ".join(found.values()).replace("%", "%%"))
    return RedirectResponse(f"/staff/placements/{made}", 303)


@router.get("/placements/{placement_id}")
def read_one(
    request: Request, placement_id: UUID, staff: StaffDep, session: ReadSession
) -> Response:
    return _course_page(request, staff, read_placement(session, staff, placement_id), Form())


@router.post("/placements/{placement_id}")
def step_one(
    request: Request,
    placement_id: UUID,
    form: SentForm,
    staff: StaffDep,
    runtime: RuntimeDep,
    moment: MomentDep,
) -> Response:
    require_own_form(request, form)
    try:
        step = read_as(PlacementStepIn, typed(form, *STEP_FIELDS))
        with runtime.database.write() as session:
            step_placement(session, staff, placement_id, chosen_step(form), step, moment)
    except PuenteError as error:
        errors = refusals(error, language_of(request), general="step")
        with runtime.database.read() as session:
            placement = read_placement(session, staff, placement_id)
            return _course_page(request, staff, placement, form, errors)
    return RedirectResponse(f"/staff/placements/{placement_id}", 303)


def _course_page(
    request: Request,
    staff: Actor,
    placement: Placement,
    form: Form,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    lang = language_of(request)
    return page(
        request,
        "staff/course.html",
        status=422 if errors else 200,
        staff=staff,
        form=form,
        errors=errors,
        course=placement_course(placement, staff, lang),
        evidence=evidence_choices(lang),
        is_placement=True,
        back="/staff/placements",
        hire_address=None,
    )
