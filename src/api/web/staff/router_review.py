"""Openings that wait for staff: looked at, published or not, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import Now, ReadSession, RuntimeDep
from api.web.csrf import require_own_form
from api.web.dependencies import SentForm
from api.web.facts import opening_facts
from api.web.forms import Choice, Form
from api.web.languages import language_of
from api.web.match_views import place_name, wage_words
from api.web.render import page
from api.web.staff.access import StaffDep
from api.web.staff.steps import NO_ERRORS, chosen_step, read_as, refusals, typed
from models.lifecycles import OpeningStatus
from models.opening import Opening
from services.access.actor import Actor
from services.calendar import legal_day
from services.errors import N_, Malformed, PuenteError
from services.field_codes import field_error
from services.openings.post_opening import openings_to_decide, read_opening
from services.openings.publish import Decision, RejectionIn, decide_opening
from services.openings.review_words import why_in_review
from services.paging import cursor_of, opaque
from services.runtime import Runtime
from services.wording import words
from services.wording.employers import OPENINGS, REJECTIONS

router = APIRouter(prefix="/staff/review")

LISTED = 20
STEPS = {"publish": N_("Publish it"), "reject": N_("Do not publish it")}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    id: UUID
    title: str
    employer: str
    place: str
    wage: str
    why: list[str]
    changed: str


@router.get("")
def list_waiting(
    request: Request, staff: StaffDep, session: ReadSession, after: str = ""
) -> Response:
    found = openings_to_decide(session, staff, after=cursor_of(after), limit=LISTED)
    following = opaque(found.next)
    return page(
        request,
        "staff/review.html",
        staff=staff,
        rows=[_row(row, language_of(request)) for row in found.rows],
        before=None,
        after=f"/staff/review?after={following}" if following else None,
    )


@router.get("/{opening_id}")
def show_one(request: Request, opening_id: UUID, staff: StaffDep, runtime: RuntimeDep) -> Response:
    return _page(request, staff, runtime, opening_id)


@router.post("/{opening_id}")
def decide_one(
    request: Request,
    opening_id: UUID,
    form: SentForm,
    staff: StaffDep,
    runtime: RuntimeDep,
    now: Now,
) -> Response:
    require_own_form(request, form)
    try:
        decision = _decision(form)
        with runtime.database.write() as session:
            decide_opening(session, staff, opening_id, decision, now=now)
    except PuenteError as error:
        errors = refusals(error, language_of(request), general="step")
        return _page(request, staff, runtime, opening_id, form=form, errors=errors)
    return RedirectResponse("/staff/review", 303)


def _decision(form: Form) -> Decision:
    """Raises Malformed for a step that is not offered, and for a rejection without a reason."""
    step, given = chosen_step(form), read_as(RejectionIn, typed(form, "reason"))
    if step not in STEPS:
        raise Malformed(errors=[field_error("/step", "missing.step")])
    if step == "reject" and given.reason is None:
        raise Malformed(errors=[field_error("/reason", "missing")])
    return Decision(step, given, form.text("seen"))


def _page(
    request: Request,
    staff: Actor,
    runtime: Runtime,
    opening_id: UUID,
    *,
    form: Form | None = None,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    lang = language_of(request)
    with runtime.database.read() as session:
        opening = read_opening(session, staff, str(opening_id))
    say = words(lang)
    return page(
        request,
        "staff/review_one.html",
        status=422 if errors else 200,
        staff=staff,
        form=form or Form(),
        errors=errors,
        opening=_row(opening, lang),
        seen=opening.content_hash or "",
        description=[part for part in opening.description.splitlines() if part.strip()],
        facts=[(say(N_("Where it stands")), say(OPENINGS[opening.status])), *_facts(opening, lang)],
        is_waiting=opening.status is OpeningStatus.IN_REVIEW,
        steps=[Choice(step, say(label)) for step, label in STEPS.items()],
        reasons=[Choice(str(reason), say(label)) for reason, label in REJECTIONS.items()],
    )


def _facts(opening: Opening, lang: str) -> list[tuple[str, str]]:
    say = words(lang)
    hours, starts = opening.weekly_hours, opening.starts_on
    return [
        *opening_facts(opening, lang),
        (say(N_("Hours a week")), str(hours) if hours is not None else ""),
        (say(N_("Starts on")), say.day(starts) if starts else ""),
    ]


def _row(opening: Opening, lang: str) -> ReviewRow:
    say, employer = words(lang), opening.employer
    return ReviewRow(
        id=opening.public_id,
        title=opening.title,
        employer=employer.trade_name or employer.legal_name,
        place=place_name(opening.municipality),
        wage=wage_words(opening, lang),
        why=why_in_review(opening, lang),
        changed=say.day(legal_day(opening.updated_at)),
    )
