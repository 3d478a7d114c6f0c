"""A hire: offered, perhaps accepted at once, with the legal clock set from its start."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from sqlalchemy.orm import Session

from models import audit
from models.hiring_lifecycles import REFERRAL, PlacementStatus, ReferralStatus
from models.opening import Opening
from models.placement import Placement, PlacementEvent, terms_of
from models.referral import Referral
from models.repositories import openings, placements, referrals, seekers, timelines
from models.seeker import Seeker
from models.vocabulary import ActorKind, WageIs
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.calendar import Moment
from services.days import check_figures, check_first_day
from services.errors import (
    AlreadyExists,
    Forbidden,
    IllegalTransition,
    NoPositionsLeft,
    OpeningNotFound,
    OpeningNotOpen,
    ReferralNotFound,
    SeekerNotFound,
    WageBelowFloor,
)
from services.field_codes import field_error
from services.placements.consequences import count_new
from services.placements.schemas import PlacementIn
from services.referrals.step import move_referral, scope_of
from services.seekers.read import attended
from services.social_security.deadlines import enrollment_due_on
from services.social_security.wages import lowest_pay
from services.steps import StepIn, first_event, possible_steps


@dataclass(frozen=True, slots=True)
class Sides:
    seeker: Seeker
    opening: Opening
    referral: Referral | None


def hire(session: Session, actor: Actor, intake: PlacementIn, moment: Moment) -> Placement:
    """By an employer from a referral, by staff also without one."""
    actor.require(ActorKind.EMPLOYER, ActorKind.STAFF, scope=Scope.PLACEMENTS)
    check_first_day("/starts_on", intake.starts_on, moment)
    sides = _sides(session, actor, intake)
    wage = intake.monthly_wage_mxn or sides.opening.monthly_wage_mxn
    check_floor(sides.opening, wage, intake.starts_on or moment.today)
    placement = Placement(
        seeker_id=sides.seeker.id,
        opening_id=sides.opening.id,
        employer_id=sides.opening.employer_id,
        center_id=sides.seeker.center_id,
        referral_id=sides.referral.id if sides.referral else None,
        status=PlacementStatus.ACCEPTED if intake.has_accepted else PlacementStatus.OFFERED,
        **terms_of(sides.opening),
        offered_monthly_wage_mxn=wage,
        starts_on=intake.starts_on,
        enrollment_due_on=due_on(intake.starts_on, moment.holidays),
    )
    session.add(placement)
    session.flush()
    event = PlacementEvent(**first_event(placement.status, actor, intake.note, moment.now))
    timelines.add_to_placement(session, placement, event)
    audit.record(session, entry(actor, "placement_created", placement))
    _advance_referral(session, actor, sides.referral, moment.now)
    placement.opening, placement.seeker = sides.opening, sides.seeker
    count_new(session, placement, now=moment.now)
    session.flush()
    return placement


def due_on(starts_on: date | None, holidays: frozenset[date]) -> date | None:
    return enrollment_due_on(starts_on, holidays) if starts_on else None


class Agreed(Protocol):
    """An opening, or what a hire at it was agreed on."""

    @property
    def municipality(self) -> str: ...
    @property
    def wage_is(self) -> WageIs | None: ...


def check_floor(agreed: Agreed, wage: Decimal | None, on: date) -> None:
    """Raises WageBelowFloor for a wage that cannot be lawful at that place on that day, Malformed
    for a day before the figures begin."""
    if wage is None:
        return
    check_figures("/starts_on", on)
    floor = lowest_pay(agreed.municipality, on, is_net=agreed.wage_is is WageIs.NET)
    if wage < floor:
        errors = [field_error("/monthly_wage_mxn", "wage_below_floor")]
        raise WageBelowFloor(floor=str(floor), errors=errors)


def _sides(session: Session, actor: Actor, intake: PlacementIn) -> Sides:
    referral = _referral(session, actor, intake)
    if referral is not None:
        seeker, opening_row = referral.seeker, referral.opening
    else:
        seeker, opening_row = _named(session, actor, intake)
    # Hires for one opening queue here, so its positions cannot be taken twice.
    opening = openings.locked(session, opening_row.public_id)
    person = seekers.locked(session, seeker.public_id)
    if opening is None:
        raise OpeningNotFound
    # Forgotten, or merged into another registration, while this one waited.
    if person is None or person.erased_at is not None:
        raise SeekerNotFound
    if opening.published_at is None:
        raise OpeningNotOpen
    if (known := placements.under_way(session, seeker.id, opening.id)) is not None:
        raise AlreadyExists(what=f"placement {known.public_id}")
    if placements.positions_taken(session, opening.id) >= opening.positions:
        raise NoPositionsLeft
    return Sides(seeker, opening, referral)


def _referral(session: Session, actor: Actor, intake: PlacementIn) -> Referral | None:
    if intake.referral is None:
        return None
    referral = referrals.locked(session, intake.referral, scope_of(actor))
    if referral is None:
        raise ReferralNotFound
    step = REFERRAL.named("hire")
    if step is None or referral.status not in step.sources:
        possible = possible_steps(REFERRAL, referral.status, actor)
        raise IllegalTransition(transition="hire", state=str(referral.status), possible=possible)
    return referral


def _named(session: Session, actor: Actor, intake: PlacementIn) -> tuple[Seeker, Opening]:
    if not actor.is_staff or intake.seeker is None or intake.opening is None:
        raise Forbidden(errors=[field_error("/referral", "referral_needed")])
    seeker = attended(session, actor, intake.seeker)
    opening = openings.by_public_id(session, intake.opening)
    if opening is None:
        raise OpeningNotFound
    return seeker, opening


def _advance_referral(
    session: Session, actor: Actor, referral: Referral | None, now: datetime
) -> None:
    if referral is not None and referral.status in {ReferralStatus.SENT, ReferralStatus.INTERVIEW}:
        move_referral(session, actor, referral, "offer", StepIn(), now=now)
