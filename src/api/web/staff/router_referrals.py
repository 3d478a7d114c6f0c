"""Referring a person to an opening, following it, and the hire that may come of it."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response
from sqlalchemy.orm import Session

from api.web.forms import Form
from api.web.lists import LISTED
from api.web.match_views import match_view, opening_view
from api.web.render import page
from api.web.staff.courses import evidence_choices, referral_course, referral_row
from api.web.staff.lists import Listing, list_page
from api.web.staff.looking import Look, Looking
from api.web.staff.sending import Sent
from api.web.staff.steps import NO_ERRORS, chosen_step, read_as, typed
from api.web.staff.views import PairView, person_view
from models.hiring_lifecycles import ACTIVE_REFERRAL, ReferralStatus
from services.errors import N_
from services.matches.board import pair
from services.paging import cursor_of
from services.placements.hire import hire
from services.placements.schemas import PlacementIn
from services.referrals.refer import refer
from services.referrals.schemas import ReferralIn
from services.referrals.step import list_referrals, read_referral, step_referral
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
def ask_referral(look: Look, seeker: UUID, opening: UUID) -> Response:
    return _refer_page(look, Form.of(seeker=str(seeker), opening=str(opening)))


@router.post("/refer")
def make_referral(sent: Sent) -> Response:
    def store(session: Session) -> str:
        given = typed(sent.form, "seeker", "opening", "has_consented", "note")
        intake, live = read_as(ReferralIn, given), sent.look.runtime.live
        made = refer(session, live, sent.look.staff, intake, now=sent.moment.now)
        return f"/staff/referrals/{made.public_id}"

    return sent.stored(store, _refer_page, about="has_consented")


@router.get("/referrals")
def list_all(look: Look, status: str = "", after: str = "") -> Response:
    wanted = ReferralStatus(status) if status in set(ReferralStatus) else None
    found = list_referrals(look.session, look.staff, wanted, after=cursor_of(after), limit=LISTED)
    return list_page(
        look.request, look.staff, LISTING, found, lambda row: referral_row(row, look.lang)
    )


@router.get("/referrals/{referral_id}")
def read_one(referral_id: UUID, look: Look) -> Response:
    return _course_page(referral_id, look, Form())


@router.post("/referrals/{referral_id}")
def step_one(referral_id: UUID, sent: Sent) -> Response:
    def store(session: Session) -> str:
        step = read_as(StepIn, typed(sent.form, "happened_on", "evidence", "note"))
        chosen, now = chosen_step(sent.form), sent.moment.now
        step_referral(session, sent.look.staff, referral_id, chosen, step, now=now)
        return f"/staff/referrals/{referral_id}"

    return sent.stored(store, partial(_course_page, referral_id), about="step")


@router.post("/referrals/{referral_id}/hire")
def hire_one(referral_id: UUID, sent: Sent) -> Response:
    def store(session: Session) -> str:
        given = typed(sent.form, "starts_on", "has_accepted")
        intake = read_as(PlacementIn, {"referral": referral_id, **given})
        made = hire(session, sent.look.staff, intake, sent.moment)
        return f"/staff/placements/{made.public_id}"

    return sent.stored(store, partial(_course_page, referral_id), about="has_accepted")


def _refer_page(look: Looking, form: Form, errors: Mapping[str, str] = NO_ERRORS) -> Response:
    wanted = read_as(ReferralIn, typed(form, "seeker", "opening"))
    found = pair(
        look.session, look.runtime.live, look.staff, wanted.seeker, wanted.opening, on=look.today
    )
    return page(
        look.request,
        "staff/refer.html",
        status=422 if errors else 200,
        staff=look.staff,
        form=form,
        errors=errors,
        pair=PairView(
            person_view(found.seeker),
            opening_view(found.opening, look.lang),
            match_view(found.match, look.lang),
        ),
    )


def _course_page(
    referral_id: UUID, look: Looking, form: Form, errors: Mapping[str, str] = NO_ERRORS
) -> Response:
    referral = read_referral(look.session, look.staff, referral_id)
    is_open = referral.status in CAN_BE_HIRED
    return page(
        look.request,
        "staff/course.html",
        status=422 if errors else 200,
        staff=look.staff,
        form=form,
        errors=errors,
        course=referral_course(referral, look.staff, look.lang),
        evidence=evidence_choices(look.lang),
        is_placement=False,
        back="/staff/referrals",
        hire_address=f"/staff/referrals/{referral.public_id}/hire" if is_open else None,
    )
