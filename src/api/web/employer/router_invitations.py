"""Staff vouch for an employer, let people in who act for it, and put them out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import Now, ReadSession, RuntimeDep, WriteSession
from api.web.csrf import require_own_form
from api.web.dependencies import SentForm
from api.web.forms import Choice, Form
from api.web.languages import language_of
from api.web.render import page
from api.web.staff.access import StaffDep
from api.web.staff.steps import NO_ERRORS, chosen_step, read_as, refusals, typed
from models.employer import Employer
from models.employer_member import EmployerMember
from models.lifecycles import EMPLOYER_VERIFICATION
from services.access.actor import Actor
from services.access.employer_members import (
    InvitationIn,
    dismiss,
    employer_with_members,
    employers_named,
    invite,
)
from services.calendar import legal_day
from services.errors import N_, PuenteError
from services.openings.vouching import step_employer
from services.runtime import Runtime
from services.steps import possible_steps
from services.wording import words
from services.wording.employers import STANDING_STEPS, STANDINGS

router = APIRouter(prefix="/staff/employer-access")


@dataclass(frozen=True, slots=True)
class MemberView:
    id: UUID
    email: str
    name: str
    state: str
    is_active: bool


@router.get("")
def list_employers(
    request: Request, staff: StaffDep, session: ReadSession, q: str = ""
) -> Response:
    found = employers_named(session, staff, q[:100])
    return page(
        request,
        "employer/staff_list.html",
        staff=staff,
        form=Form.of(q=q[:100]),
        employers=[(it, words(language_of(request))(STANDINGS[it.status])) for it in found],
    )


@router.get("/{employer_id}")
def show_one(
    request: Request, employer_id: UUID, staff: StaffDep, runtime: RuntimeDep, now: Now
) -> Response:
    return _page(request, staff, runtime, employer_id, now)


@router.post("/{employer_id}")
def invite_one(
    request: Request,
    employer_id: UUID,
    form: SentForm,
    staff: StaffDep,
    runtime: RuntimeDep,
    now: Now,
) -> Response:
    """The code stands in the answer itself, and nowhere else."""
    require_own_form(request, form)
    try:
        wanted = read_as(InvitationIn, typed(form, "email", "name"))
        with runtime.database.write() as session:
            employer, _ = employer_with_members(session, staff, employer_id)
            made = invite(session, staff, employer, wanted, now=now)
            shown = {"code": made.code, "email": made.member.email}
    except PuenteError as error:
        errors = refusals(error, language_of(request), general="email")
        return _page(request, staff, runtime, employer_id, now, form=form, errors=errors)
    return _page(request, staff, runtime, employer_id, now, invitation=shown)


@router.post("/{employer_id}/standing")
def step_one(
    request: Request,
    employer_id: UUID,
    form: SentForm,
    staff: StaffDep,
    runtime: RuntimeDep,
    now: Now,
) -> Response:
    require_own_form(request, form)
    try:
        with runtime.database.write() as session:
            step_employer(session, staff, employer_id, chosen_step(form), now=now)
    except PuenteError as error:
        errors = refusals(error, language_of(request), general="step")
        return _page(request, staff, runtime, employer_id, now, form=form, errors=errors)
    return RedirectResponse(f"/staff/employer-access/{employer_id}", 303)


@router.post("/{employer_id}/people/{member_id}/dismiss")
def dismiss_one(  # noqa: PLR0913 - what the address and the form say
    request: Request,
    employer_id: UUID,
    member_id: UUID,
    form: SentForm,
    staff: StaffDep,
    session: WriteSession,
    now: Now,
) -> Response:
    require_own_form(request, form)
    employer, _ = employer_with_members(session, staff, employer_id)
    dismiss(session, staff, employer, member_id, now=now)
    return RedirectResponse(f"/staff/employer-access/{employer_id}", 303)


def _page(  # noqa: PLR0913 - what the page shows
    request: Request,
    staff: Actor,
    runtime: Runtime,
    employer_id: UUID,
    now: datetime,
    *,
    form: Form | None = None,
    errors: Mapping[str, str] = NO_ERRORS,
    invitation: Mapping[str, str] | None = None,
) -> Response:
    with runtime.database.read() as session:
        employer, members = employer_with_members(session, staff, employer_id)
    return page(
        request,
        "employer/staff_one.html",
        status=422 if errors else 200,
        staff=staff,
        form=form or Form(),
        errors=errors,
        employer_shown=employer,
        standing=words(language_of(request))(STANDINGS[employer.status]),
        steps=_steps(employer, staff, language_of(request)),
        members=[_member(row, language_of(request), now) for row in members],
        invitation=invitation,
    )


def _steps(employer: Employer, staff: Actor, lang: str) -> list[Choice]:
    """Those that staff take; an employer asks for its verification by being there."""
    steps = possible_steps(EMPLOYER_VERIFICATION, employer.status, staff)
    return [Choice(it, words(lang)(STANDING_STEPS[it])) for it in steps if it in STANDING_STEPS]


def _member(row: EmployerMember, lang: str, now: datetime) -> MemberView:
    say = words(lang)
    state = say(N_("Can log in")) if row.password_hash else say(N_("Has not come in yet"))
    if row.invitation_hash and row.invited_until and row.invited_until > now:
        until = say.day(legal_day(row.invited_until))
        state = say(N_("Invited until %(day)s"), day=until)
    if not row.is_active:
        state = say(N_("Was put out"))
    return MemberView(row.public_id, row.email, row.name, state, row.is_active)
