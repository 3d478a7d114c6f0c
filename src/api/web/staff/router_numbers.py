"""The desk for people who lack a social security number or a CURP."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api.dependencies import WriteSession
from api.web.dependencies import MomentDep
from api.web.forms import Choice, Form
from api.web.lists import LISTED, Tab
from api.web.render import PERSONAL, page
from api.web.staff.access import StaffDep
from api.web.staff.looking import Look, Looking
from api.web.staff.number_views import lacking_view, request_view
from api.web.staff.sending import Sent
from api.web.staff.steps import NO_ERRORS, chosen_step, read_as, typed
from models.filing_lifecycles import NUMBER_REQUEST, NumberRequestStatus
from models.number_request import NumberRequest
from models.vocabulary import MissingNumber
from services.calendar import MEXICO
from services.enrollment.number_desk import (
    NumberRequestIn,
    NumberStepIn,
    list_requests,
    people_lacking,
    read_request,
    request_number,
    step_request,
)
from services.enrollment.number_list import number_list
from services.errors import N_, FieldError, Malformed
from services.paging import cursor_of, opaque
from services.reports.render import MEDIA_TYPES
from services.steps import possible_steps
from services.wording import words

router = APIRouter(prefix="/staff/numbers")

UNDER_WAY = (
    NumberRequestStatus.LISTED,
    NumberRequestStatus.APPOINTED,
    NumberRequestStatus.REFUSED,
)
LACKING = "lacking"
TABS: Mapping[str, tuple[str, Sequence[NumberRequestStatus]]] = {
    "": (N_("On the list"), UNDER_WAY),
    "issued": (N_("Issued"), (NumberRequestStatus.ISSUED,)),
    LACKING: (N_("Who lacks a number"), ()),
}
STEPS: Mapping[str, str] = {
    "appoint": N_("There is an appointment"),
    "issue": N_("The number was issued"),
    "refuse": N_("It was not issued"),
    "withdraw": N_("The person wants to be taken off the list"),
}
MOVED = N_("The appointment was moved")
KINDS: Mapping[str, str] = {"permanent": N_("Permanent"), "temporary": N_("Temporary")}


@router.get("")
def show_desk(look: Look, show: str = "", after: str = "") -> Response:
    session, staff, lang = look.session, look.staff, look.lang
    tab = show if show in TABS else ""
    people, requests = None, None
    if tab == LACKING:
        lacking = people_lacking(session, staff, None, after=cursor_of(after), limit=LISTED)
        people, following = [lacking_view(row, lang) for row in lacking.rows], lacking.next
    else:
        listed = list_requests(session, staff, TABS[tab][1], after=cursor_of(after), limit=LISTED)
        requests, following = [request_view(row, lang) for row in listed.rows], listed.next
    next_page = opaque(following)
    return page(
        look.request,
        "staff/numbers.html",
        staff=staff,
        tabs=_tabs(tab, lang),
        people=people,
        requests=requests,
        has_list=tab == "" and bool(requests),
        before=None,
        after=f"/staff/numbers?show={tab}&after={next_page}" if next_page else None,
    )


@router.post("")
def put_on_list(sent: Sent) -> Response:
    """The button says that the person agrees."""
    given = {**typed(sent.form, "seeker", "missing"), "has_consented": True}
    with sent.look.runtime.database.write() as session:
        asked = read_as(NumberRequestIn, given)
        made = request_number(session, sent.look.staff, asked, sent.moment).public_id
    return RedirectResponse(f"/staff/numbers/{made}", 303)


@router.get("/list")
def take_list(
    staff: StaffDep, session: WriteSession, moment: MomentDep, format: str = "csv"
) -> Response:
    kind = format if format in ("csv", "xlsx") else "csv"
    content = number_list(session, staff, kind, moment)
    name = f"lista-numeros-{moment.today.isoformat()}.{kind}"
    headers = {**PERSONAL, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=MEDIA_TYPES[kind], headers=headers)


@router.get("/{request_id}")
def read_one(request_id: UUID, look: Look) -> Response:
    return _page(request_id, look, Form())


@router.post("/{request_id}")
def step_one(request_id: UUID, sent: Sent) -> Response:
    def store(session: Session) -> str:
        asked = read_request(session, sent.look.staff, request_id)
        given = read_as(NumberStepIn, _given(sent.form, asked.missing))
        step = chosen_step(sent.form)
        step_request(session, sent.look.staff, request_id, step, given, sent.moment)
        return f"/staff/numbers/{request_id}"

    return sent.stored(store, partial(_page, request_id), about="step")


# Of the intake's fields, those that the page calls otherwise.
FIELDS: Mapping[str, str] = {
    "appointment_at": "day",
    "social_security_number": "number",
    "curp": "number",
    "": "curp_valid_until",
}


def _given(form: Form, missing: MissingNumber) -> dict[str, object]:
    """Only what belongs to the step: a temporary CURP's end is not asked of an appointment."""
    step = form.text("step")
    if step == "appoint":
        return {**typed(form, "place"), **_appointment(form)}
    if step == "refuse":
        return dict(typed(form, "reason"))
    if step != "issue":
        return {}
    given: dict[str, object] = dict(typed(form, "issued_on"))
    if form.text("number"):
        given[missing.value] = form.text("number")
    if missing is MissingNumber.CURP:
        given |= typed(form, "curp_kind", "curp_valid_until")
    return given


def _appointment(form: Form) -> dict[str, object]:
    """The day and hour of Mexico City; nothing while one of them is missing."""
    day, time = form.text("day"), form.text("time")
    if not (day and time):
        return {}
    try:
        return {"appointment_at": datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=MEXICO)}
    except ValueError as error:
        unreadable = FieldError("/day", "mend", N_("Write the day and the time, such as 10:30."))
        raise Malformed(errors=[unreadable]) from error


def _steps(row: NumberRequest, look: Looking) -> list[Choice]:
    say, possible = words(look.lang), possible_steps(NUMBER_REQUEST, row.status, look.staff)
    steps = [Choice(step, say(STEPS[step])) for step in possible]
    is_appointed = row.status is NumberRequestStatus.APPOINTED
    return [Choice("appoint", say(MOVED)), *steps] if is_appointed else steps


def _tabs(chosen: str, lang: str) -> list[Tab]:
    say = words(lang)
    return [
        Tab(f"/staff/numbers?show={name}", say(label), name == chosen)
        for name, (label, _) in TABS.items()
    ]


def _page(
    request_id: UUID, look: Looking, form: Form, errors: Mapping[str, str] = NO_ERRORS
) -> Response:
    row, say = read_request(look.session, look.staff, request_id), words(look.lang)
    return page(
        look.request,
        "staff/number.html",
        status=422 if errors else 200,
        staff=look.staff,
        form=form,
        errors={FIELDS.get(name, name): text for name, text in errors.items()},
        row=request_view(row, look.lang),
        is_curp=row.missing is MissingNumber.CURP,
        steps=_steps(row, look),
        kinds=[Choice(kind, say(label)) for kind, label in KINDS.items()],
    )
