"""People whom the centers sent, with their consent: what came of it, and the hire."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import Now, ReadSession, RuntimeDep
from api.web.csrf import require_own_form
from api.web.dependencies import MomentDep, SentForm
from api.web.employer.access import EmployerDep, Here
from api.web.facts import Facts, told
from api.web.forms import Choice, Form
from api.web.languages import language_of
from api.web.lists import LISTED, Row
from api.web.match_views import place_name, wage_words
from api.web.render import page
from api.web.staff.steps import NO_ERRORS, chosen_step, read_as, refusals, typed
from models.hiring_lifecycles import REFERRAL
from models.lifecycles import SeekerStatus
from models.referral import Referral
from models.vocabulary import WageIs
from services.access.actor import Actor
from services.calendar import legal_day
from services.errors import N_, PuenteError
from services.paging import cursor_of, opaque
from services.placements.hire import hire
from services.placements.schemas import PlacementIn
from services.referrals.disclosure import is_in_it
from services.referrals.step import list_referrals, read_referral, step_referral
from services.runtime import Runtime
from services.steps import StepIn, possible_steps
from services.wording import words
from services.wording.hiring import say_hiring

router = APIRouter(prefix="/employer/referrals")

LEFT = N_("The person left the service")


@dataclass(frozen=True, slots=True)
class ReferralView:
    id: UUID
    person: str
    facts: Facts
    steps: list[Choice]
    may_hire: bool
    is_net: bool


@router.get("")
def list_all(
    request: Request, here: EmployerDep, session: ReadSession, after: str = ""
) -> Response:
    lang = language_of(request)
    found = list_referrals(session, here.actor, None, after=cursor_of(after), limit=LISTED)
    following = opaque(found.next)
    return page(
        request,
        "employer/referrals.html",
        employer=here,
        rows=[_row(row, lang) for row in found.rows],
        before=None,
        after=f"/employer/referrals?after={following}" if following else None,
    )


@router.get("/{referral_id}")
def show_one(
    request: Request, referral_id: UUID, here: EmployerDep, runtime: RuntimeDep
) -> Response:
    return _page(request, here, runtime, referral_id)


@router.post("/{referral_id}")
def step_one(
    request: Request,
    referral_id: UUID,
    form: SentForm,
    here: EmployerDep,
    runtime: RuntimeDep,
    now: Now,
) -> Response:
    require_own_form(request, form)
    try:
        step = read_as(StepIn, typed(form, "happened_on", "note"))
        with runtime.database.write() as session:
            step_referral(session, here.actor, referral_id, chosen_step(form), step, now=now)
    except PuenteError as error:
        errors = refusals(error, language_of(request), general="step")
        return _page(request, here, runtime, referral_id, form=form, errors=errors)
    return RedirectResponse(f"/employer/referrals/{referral_id}", 303)


@router.post("/{referral_id}/hire")
def hire_one(
    request: Request,
    referral_id: UUID,
    form: SentForm,
    here: EmployerDep,
    runtime: RuntimeDep,
    moment: MomentDep,
) -> Response:
    require_own_form(request, form)
    given = typed(form, "starts_on", "monthly_wage_mxn", "has_accepted")
    try:
        intake = read_as(PlacementIn, {"referral": referral_id, **given})
        with runtime.database.write() as session:
            made = hire(session, here.actor, intake, moment).public_id
    except PuenteError as error:
        errors = refusals(error, language_of(request), general="starts_on")
        return _page(request, here, runtime, referral_id, form=form, errors=errors)
    return RedirectResponse(f"/employer/hires/{made}", 303)


def _page(
    request: Request,
    here: Here,
    runtime: Runtime,
    referral_id: UUID,
    *,
    form: Form | None = None,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    with runtime.database.read() as session:
        found = read_referral(session, here.actor, referral_id)
        view = _view(found, here.actor, language_of(request))
    return page(
        request,
        "employer/referral.html",
        status=422 if errors else 200,
        employer=here,
        form=form or Form(),
        errors=errors,
        referral=view,
    )


def _view(row: Referral, actor: Actor, lang: str) -> ReferralView:
    say, may_reach = words(lang), is_in_it(row, row.seeker) and not _has_left(row)
    steps = possible_steps(REFERRAL, row.status, actor)
    return ReferralView(
        id=row.public_id,
        person=_name(row, lang),
        facts=told(
            [
                (say(N_("Where it stands")), say_hiring("referral", row.status, lang)),
                (say(N_("Opening")), row.opening.title),
                (say(N_("Place")), place_name(row.opening.municipality)),
                (say(N_("Wage")), wage_words(row.opening, lang)),
                (say(N_("Phone")), row.seeker.phone or "" if may_reach else ""),
                (say(N_("E-mail")), row.seeker.email or "" if may_reach else ""),
            ]
        ),
        steps=[Choice(it, say_hiring("step", it, lang)) for it in steps if it != "hire"],
        may_hire="hire" in steps,
        is_net=row.opening.wage_is is WageIs.NET,
    )


def _row(row: Referral, lang: str) -> Row:
    return Row(
        address=f"/employer/referrals/{row.public_id}",
        person=_name(row, lang),
        opening=row.opening.title,
        employer="",
        status=say_hiring("referral", row.status, lang),
        day=words(lang).day(legal_day(row.updated_at)),
    )


def _name(row: Referral, lang: str) -> str:
    """An employer's list begins where the person agreed to be named."""
    if _has_left(row):
        return words(lang)(LEFT)
    seeker = row.seeker
    names = (seeker.given_names, seeker.first_surname, seeker.second_surname)
    return " ".join(filter(None, names))


def _has_left(row: Referral) -> bool:
    return row.seeker.status is SeekerStatus.ARCHIVED
