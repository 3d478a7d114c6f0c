"""The steps of a referral, each with who, when and evidence."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.hiring_lifecycles import REFERRAL, ReferralStatus
from models.referral import Referral, ReferralEvent
from models.repositories import referrals, timelines
from models.repositories.paging import Cursor, Page
from models.repositories.referrals import ReferralScope
from models.vocabulary import ActorKind, DisclosureStage
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.calendar import legal_day
from services.days import check_happened
from services.errors import N_, Conflict, ReferralNotFound
from services.referrals.consent import consent_to_share, require_consent_to_share
from services.repeats import check_repeat
from services.steps import StepIn, checked, event_fields

DISCLOSED = {
    ReferralStatus.SENT: DisclosureStage.CONTACT,
    ReferralStatus.INTERVIEW: DisclosureStage.INTERVIEW,
    ReferralStatus.HIRED: DisclosureStage.HIRE,
}


class HireByPlacement(Conflict):
    code = "hire_by_placement"
    message = N_("Record the hire with POST /v1/placements; the referral follows by itself.")


def scope_of(actor: Actor) -> ReferralScope:
    """An employer's begins where the person's consent was acted on."""
    if actor.is_employer:
        return ReferralScope(employer_id=actor.id)
    if actor.kind is ActorKind.SEEKER:
        return ReferralScope(seeker_id=actor.id)
    if actor.sees_every_center:
        return ReferralScope()
    return ReferralScope(center_id=actor.center_id)


def read_referral(session: Session, actor: Actor, referral_id: UUID) -> Referral:
    actor.require(*ActorKind, scope=Scope.REFERRALS)
    referral = referrals.by_public_id(session, referral_id, scope_of(actor))
    if referral is None:
        raise ReferralNotFound
    return referral


def list_referrals(
    session: Session,
    actor: Actor,
    status: ReferralStatus | None,
    *,
    after: Cursor | None,
    limit: int,
) -> Page[Referral]:
    actor.require(*ActorKind, scope=Scope.REFERRALS)
    return referrals.listed(session, scope_of(actor), status, after=after, limit=limit)


def step_referral(
    session: Session,
    actor: Actor,
    referral_id: UUID,
    transition: str,
    step: StepIn,
    *,
    now: datetime,
) -> Referral:
    """As asked for over HTTP or a page; hires go through `services.placements`."""
    actor.require(*ActorKind, scope=Scope.REFERRALS)
    if transition == "hire":
        raise HireByPlacement
    referral = referrals.locked(session, referral_id, scope_of(actor))
    if referral is None:
        raise ReferralNotFound
    recorded, today = referral.created_at, legal_day(now)
    check_happened("/happened_on", step.happened_on, "referral", recorded_at=recorded, today=today)
    return move_referral(session, actor, referral, transition, step, now=now)


def move_referral(
    session: Session,
    actor: Actor,
    referral: Referral,
    transition: str,
    step: StepIn,
    *,
    now: datetime,
) -> Referral:
    """The row is locked. Where it already stands there, nothing happens, unless the step comes with
    something else in it: that raises RecordedOtherwise."""
    row = checked(REFERRAL, referral.status, transition, actor, step)
    if row is None:
        check_repeat(timelines.of_referral(session, referral.id), transition, step)
        return referral
    if transition == "consent":
        referral.consent_id = consent_to_share(session, actor, referral.seeker, now).id
    if transition == "send":
        require_consent_to_share(session, referral)
    fields = event_fields(row, referral.status, actor, step, now)
    timelines.add_to_referral(session, referral, ReferralEvent(**fields))
    referral.status = row.target
    referral.disclosure = DISCLOSED.get(row.target, referral.disclosure)
    audit.record(session, entry(actor, f"referral_{transition}", referral))
    session.flush()
    return referral
