"""Hires: the list of what is due, each step with its evidence."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response
from sqlalchemy.orm import Session

from api.web.forms import Form
from api.web.lists import LISTED
from api.web.render import page
from api.web.staff.courses import (
    event_view,
    evidence_choices,
    placement_course,
    placement_row,
)
from api.web.staff.lists import Listing, list_page
from api.web.staff.looking import Look, Looking
from api.web.staff.sending import Sent
from api.web.staff.steps import NO_ERRORS, chosen_step, read_as, typed
from models.placement import Placement
from services.enrollment.correct import CorrectionIn, correct_event
from services.enrollment.take_step import take_step
from services.errors import N_, PlacementNotFound
from services.paging import cursor_of
from services.placements.listing import Due, list_placements
from services.placements.schemas import PlacementStepIn
from services.placements.step import read_placement

router = APIRouter(prefix="/staff")

LISTING = Listing(
    heading=N_("Placements"),
    caption=N_("The last day for the enrollment counts business days from the start."),
    dated=N_("Last day for the enrollment"),
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
def list_all(look: Look, due: str = "", after: str = "") -> Response:
    wanted = Due(due) if due in set(Due) else None
    found = list_placements(
        look.session, look.staff, wanted, today=look.today, after=cursor_of(after), limit=LISTED
    )
    return list_page(
        look.request,
        look.staff,
        LISTING,
        found,
        lambda row: placement_row(row, look.lang, look.today),
    )


@router.get("/placements/{placement_id}")
def read_one(placement_id: UUID, look: Look) -> Response:
    return _course_page(placement_id, look, Form())


@router.post("/placements/{placement_id}")
def step_one(placement_id: UUID, sent: Sent) -> Response:
    def store(session: Session) -> str:
        step = read_as(PlacementStepIn, typed(sent.form, *STEP_FIELDS))
        chosen = chosen_step(sent.form)
        take_step(session, sent.look.staff, placement_id, chosen, step, sent.moment)
        return f"/staff/placements/{placement_id}"

    return sent.stored(store, partial(_course_page, placement_id), about="step")


@router.get("/placements/{placement_id}/events/{sequence}")
def ask_for_the_right(placement_id: UUID, sequence: int, look: Look) -> Response:
    return _correction_page(placement_id, sequence, look, Form())


@router.post("/placements/{placement_id}/events/{sequence}")
def correct_one(placement_id: UUID, sequence: int, sent: Sent) -> Response:
    def store(session: Session) -> str:
        said = typed(sent.form, "happened_on", "evidence", "note", "never_happened")
        given = read_as(CorrectionIn, {**said, "event": sequence})
        correct_event(session, sent.look.staff, placement_id, given, sent.moment)
        return f"/staff/placements/{placement_id}"

    again = partial(_correction_page, placement_id, sequence)
    return sent.stored(store, again, about="happened_on")


def _correction_page(
    placement_id: UUID,
    sequence: int,
    look: Looking,
    form: Form,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    placement = read_placement(look.session, look.staff, placement_id)
    event = event_view(placement, sequence, look.lang)
    if event is None:
        raise PlacementNotFound
    return page(
        look.request,
        "staff/correction.html",
        status=422 if errors else 200,
        staff=look.staff,
        form=form,
        # That nothing is said to be right is about every field.
        errors={name or "happened_on": text for name, text in errors.items()},
        event=event,
        may_be_taken_back=_is_filing(placement, sequence),
        evidence=evidence_choices(look.lang),
        back=f"/staff/placements/{placement_id}",
    )


def _is_filing(placement: Placement, sequence: int) -> bool:
    return any(
        it.sequence == sequence and it.transition == "file_enrollment" for it in placement.events
    )


def _course_page(
    placement_id: UUID, look: Looking, form: Form, errors: Mapping[str, str] = NO_ERRORS
) -> Response:
    placement = read_placement(look.session, look.staff, placement_id)
    return page(
        look.request,
        "staff/course.html",
        status=422 if errors else 200,
        staff=look.staff,
        form=form,
        errors=errors,
        course=placement_course(placement, look.staff, look.lang),
        evidence=evidence_choices(look.lang),
        is_placement=True,
        back="/staff/placements",
        hire_address=None,
    )
