"""What the API says of a referral; the employer's share grows rung by rung."""

from datetime import date, datetime
from uuid import UUID

from api.http.schemas import Out
from api.http.steps import EventOut, event_for
from models.hiring_lifecycles import REFERRAL
from models.lifecycles import SeekerStatus
from models.referral import Referral
from models.vocabulary import DisclosureStage
from services.access.actor import Actor
from services.referrals.disclosure import is_in_it
from services.steps import possible_steps


class PersonShown(Out):
    """Null until the person's consent was acted on, and again when they left the service without a
    hire. To an employer `phone` and `email` are null once the referral ended without one."""

    name: str
    phone: str | None
    email: str | None
    preferred_language: str


class ReferralOut(Out):
    """`transitions` are those that you may ask for now."""

    id: UUID
    seeker: UUID
    opening: UUID
    employer: UUID
    status: str
    official_status: str | None
    disclosure: str
    person: PersonShown | None
    work_permission: str
    work_permission_codes: list[str]
    score: float | None
    expires_on: date | None
    transitions: list[str]
    created_at: datetime
    updated_at: datetime


class ReferralWithEvents(ReferralOut):
    events: list[EventOut]


def referral_out(referral: Referral, actor: Actor) -> ReferralOut:
    return ReferralOut(**_fields(referral, actor))


def referral_with_events(referral: Referral, actor: Actor) -> ReferralWithEvents:
    events = [event_for(event, actor) for event in referral.events]
    return ReferralWithEvents(**_fields(referral, actor), events=events)


def _fields(referral: Referral, actor: Actor) -> dict[str, object]:
    return {
        "id": referral.public_id,
        "seeker": referral.seeker.public_id,
        "opening": referral.opening.public_id,
        "employer": referral.employer.public_id,
        "status": str(referral.status),
        "official_status": REFERRAL.official.get(referral.status),
        "disclosure": str(referral.disclosure),
        "person": _person(referral, actor),
        "work_permission": str(referral.work_permission),
        "work_permission_codes": [] if actor.is_employer else referral.work_permission_codes,
        "score": None if referral.score is None else referral.score / 1_000_000,
        "expires_on": referral.expires_on,
        "transitions": [
            name for name in possible_steps(REFERRAL, referral.status, actor) if name != "hire"
        ],
        "created_at": referral.created_at,
        "updated_at": referral.updated_at,
    }


def _person(referral: Referral, actor: Actor) -> PersonShown | None:
    seeker = referral.seeker
    has_left = seeker.status is SeekerStatus.ARCHIVED
    if referral.disclosure is DisclosureStage.PSEUDONYM:
        return None
    if has_left and referral.disclosure is not DisclosureStage.HIRE:
        return None
    may_reach = not actor.is_employer or is_in_it(referral, seeker)
    names = (seeker.given_names, seeker.first_surname, seeker.second_surname)
    return PersonShown(
        name=" ".join(filter(None, names)),
        phone=seeker.phone if may_reach else None,
        email=seeker.email if may_reach else None,
        preferred_language=seeker.preferred_language,
    )
