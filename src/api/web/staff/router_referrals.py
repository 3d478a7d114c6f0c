"""Referring a person to an opening, and following it."""

from collections.abc import Mapping
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import Now, ReadSession, RuntimeDep
from api.web.csrf import require_own_form
from api.web.dependencies import SentForm, Today
from api.web.forms import Form
from api.web.languages import language_of
from api.web.lists import LISTED
from api.web.match_views import match_view, opening_view
from api.web.render import page
from api.web.staff.access import StaffDep
from api.web.staff.courses import evidence_choices, referral_course, referral_row
from api.web.staff.lists import Listing, list_page
from api.web.staff.steps import NO_ERRORS, chosen_step, read_as, refusals, typed
from api.web.staff.views import PairView, person_view
from models.hiring_lifecycles import ACTIVE_REFERRAL, ReferralStatus
from models.referral import Referral
from services.access.actor import Actor
from services.errors import N_, PuenteError
from services.matches.board import pair
from services.paging import cursor_of
from services.referrals.refer import refer
from services.referrals.schemas import ReferralIn
from services.referrals.step import list_referrals, read_referral, step_referral
from services.runtime import Runtime
from services.steps import StepIn
from services.wording.hiring import REFERRAL_STATES

router = APIRouter(prefix="/staff")

LISTING = Listing(
    heading=N_("Referrals"),
    caption=N_("The ones that have waited longest come first."),
    dated=N_("Last change"),
    address="/staff/referrals",
    name="status",
    tabs=[
        ("", N_("All")),
        *((status.value, REFERRAL_STATES[status]) for status in ACTIVE_REFERRAL),
    ],
)
CAN_BE_HIRED = frozenset(ACTIVE_REFERRAL) - {ReferralStatus.PROPOSED, ReferralStatus.CONSENTED}


@router.get("/refer")
def ask_referral(
    request: Request,
    seeker: UUID,
    opening: UUID,
    staff: StaffDep,
    runtime: RuntimeDep,
    today: Today,
) -> Response:
    asked = Form.of(seeker=str(seeker), opening=str(opening))
    return _refer_page(request, staff, runtime, today, asked)


@router.post("/refer")
def make_referral(
    request: Request, form: SentForm, staff: StaffDep, runtime: RuntimeDep, now: Now, today: Today
) -> Response:
    require_own_form(request, form)
    try:
        given = typed(form, "seeker", "opening", "has_consented", "note")
        intake = read_as(ReferralIn, given)
        with runtime.database.write() as session:
            made = refer(session, runtime.live, staff, intake, now=now).public_id
    except PuenteError as error:
        errors = refusals(error, language_of(request), general="has_consented")
        return _refer_page(request, staff, runtime, today, form, errors)
    return RedirectResponse(f"/staff/referrals/{made}", 303)


@router.get("/referrals")
def list_all(
    request: Request, staff: StaffDep, session: ReadSession, status: str = "", after: str = ""
) -> Response:
    wanted = ReferralStatus(status) if status in set(ReferralStatus) else None
    found = list_referrals(session, staff, wanted, after=cursor_of(after), limit=LISTED)
    lang = language_of(request)
    return list_page(request, staff, LISTING, found, lambda row: referral_row(row, lang))


@router.get("/referrals/{referral_id}")
def read_one(
    request: Request, referral_id: UUID, staff: StaffDep, session: ReadSession
) -> Response:
    return _course_page(request, staff, read_referral(session, staff, referral_id), Form())


@router.post("/referrals/{referral_id}")
def step_one(
    request: Request,
    referral_id: UUID,
    form: SentForm,
    staff: StaffDep,
    runtime: RuntimeDep,
    now: Now,
) -> Response:
    require_own_form(request, form)
    try:
        step = read_as(StepIn, typed(form, "happened_on", "evidence", "note"))
        with runtime.database.write() as session:
            step_referral(session, staff, referral_id, chosen_step(form), step, now=now)
    except PuenteError as error:
        errors = refusals(error, language_of(request), general="step")
        with runtime.database.read() as session:
            referral = read_referral(session, staff, referral_id)
            return _course_page(request, staff, referral, form, errors)
    return RedirectResponse(f"/staff/referrals/{referral_id}", 303)


def _refer_page(
    request: Request,
    staff: Actor,
    runtime: Runtime,
    today: Today,
    form: Form,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    lang, asked = language_of(request), typed(form, "seeker", "opening")
    wanted = read_as(ReferralIn, asked)
    with runtime.database.read() as session:
        found = pair(session, runtime.live, staff, wanted.seeker, wanted.opening, on=today)
        shown = PairView(
            person_view(found.seeker),
            opening_view(found.opening, lang),
            match_view(found.match, lang),
        )
    return page(
        request,
        "staff/refer.html",
        status=422 if errors else 200,
        staff=staff,
        form=form,
        errors=errors,
        pair=shown,
    )


def _course_page(
    request: Request,
    staff: Actor,
    referral: Referral,
    form: Form,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    lang = language_of(request)
    is_open = referral.status in CAN_BE_HIRED
    return page(
        request,
        "staff/course.html",
        status=422 if errors else 200,
        staff=staff,
        form=form,
        errors=errors,
        course=referral_course(referral, staff, lang),
        evidence=evidence_choices(lang),
        is_placement=False,
        back="/staff/referrals",
        hire_address=f"/staff/referrals/{referral.public_id}/hire" if is_open else None,
    )
