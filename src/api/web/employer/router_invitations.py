"""Staff vouch for an employer, let people in who act for it, and end its accesses."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import Now, ReadSession, RuntimeDep, WriteSession
from api.web.csrf import require_own_form
from api.web.dependencies import SentForm
from api.web.employer.staff_views import (
    FOUND,
    employer_facts,
    key_view,
    listed,
    member_view,
    reasons,
    standing_events,
    steps_for,
)
from api.web.forms import Form
from api.web.languages import language_of
from api.web.render import page
from api.web.staff.access import StaffDep
from api.web.staff.steps import NO_ERRORS, chosen_step, read_as, refusals, typed
from services.access.actor import Actor
from services.access.closing import keys_of, revoke_key_of
from services.access.employer_members import (
    InvitationIn,
    dismiss,
    employer_with_members,
    invite,
)
from services.errors import PuenteError
from services.runtime import Runtime
from services.vouching.read import (
    WAITING,
    EmployersWanted,
    list_employers,
    newest_employers,
    read_employer,
)
from services.vouching.step import StandingIn, step_employer

router = APIRouter(prefix="/staff/employer-access")


@router.get("")
def list_all(request: Request, staff: StaffDep, session: ReadSession, q: str = "") -> Response:
    """Those who wait for staff come first, until somebody is looked for by name."""
    lang, text = language_of(request), q[:100]
    wanted = EmployersWanted(WAITING)
    waiting = list_employers(session, staff, wanted, after=None, limit=FOUND)
    found = newest_employers(session, staff, text, limit=FOUND)
    return page(
        request,
        "employer/staff_list.html",
        staff=staff,
        form=Form.of(q=text),
        waiting=[] if text.strip() else [listed(row, lang) for row in waiting.rows],
        are_more=waiting.next is not None,
        employers=[listed(row, lang) for row in found],
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
            given = read_as(StandingIn, typed(form, "reason"))
            step_employer(session, staff, employer_id, chosen_step(form), given, now=now)
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


@router.post("/{employer_id}/keys/{key_id}/revoke")
def revoke_one(  # noqa: PLR0913 - what the address and the form say
    request: Request,
    employer_id: UUID,
    key_id: UUID,
    form: SentForm,
    staff: StaffDep,
    session: WriteSession,
    now: Now,
) -> Response:
    require_own_form(request, form)
    employer, _ = employer_with_members(session, staff, employer_id)
    revoke_key_of(session, staff, employer, key_id, now=now)
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
    lang = language_of(request)
    with runtime.database.read() as session:
        found = read_employer(session, staff, employer_id)
        _, members = employer_with_members(session, staff, employer_id)
        keys = keys_of(session, found.employer)
    return page(
        request,
        "employer/staff_one.html",
        status=422 if errors else 200,
        staff=staff,
        form=form or Form(),
        errors=errors,
        employer_shown=found.employer,
        told_facts=employer_facts(found, lang),
        events=standing_events(found, lang),
        steps=steps_for(found.employer, staff, lang),
        reasons=reasons(lang),
        members=[member_view(row, lang, now) for row in members],
        keys=[key_view(row, lang, now) for row in keys],
        invitation=invitation,
    )
