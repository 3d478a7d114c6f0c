"""Staff send a person to an opening (vinculación)."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matching.profiles import Answer
from matching.ranking import Match
from models import audit
from models.hiring_lifecycles import ReferralStatus
from models.lifecycles import EmployerStatus, OpeningStatus, SeekerStatus
from models.opening import Opening
from models.referral import Referral, ReferralEvent
from models.repositories import openings, placements, referrals, seekers, timelines
from models.seeker import Seeker
from models.vocabulary import ActorKind, ConsentPurpose, DisclosureStage, WorkAnswer
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.calendar import legal_day
from services.errors import (
    AlreadyExists,
    ConsentMissing,
    NotEligible,
    OpeningNotFound,
    OpeningNotOpen,
)
from services.matches.live import LiveIndex
from services.openings.profile import opening_profile
from services.referrals.consent import consent_to_share
from services.referrals.schemas import ReferralIn
from services.referrals.step import step_referral
from services.seekers.profile import seeker_profile
from services.seekers.read import attended
from services.steps import StepIn, first_event

VALID_FOR = timedelta(days=30)
# Only these cannot be judged otherwise by a person: the law decides them.
LEGAL_OBSTACLES = frozenset({"no_work_permission", "under_fifteen", "minor_not_accepted"})


def refer(
    session: Session, live: LiveIndex, actor: Actor, intake: ReferralIn, *, now: datetime
) -> Referral:
    """Proposed; sent at once when the person has agreed and staff looked at the permission."""
    actor.require(ActorKind.STAFF, ActorKind.PARTNER, scope=Scope.REFERRALS)
    seeker, opening = _both_sides(session, actor, intake)
    match = _checked_match(session, live, seeker, opening, now)
    referral = _new(seeker, opening, match, actor, now)
    if intake.has_consented:
        referral.consent_id = consent_to_share(session, actor, seeker, now).id
        referral.status = ReferralStatus.CONSENTED
    session.add(referral)
    session.flush()
    created = first_event(referral.status, actor, intake.note, now)
    timelines.add_to_referral(session, referral, ReferralEvent(**created))
    audit.record(session, entry(actor, "referral_created", referral))
    if referral.status is ReferralStatus.CONSENTED and actor.is_staff:
        return step_referral(session, actor, referral.public_id, "send", StepIn(), now=now)
    return referral


def _both_sides(session: Session, actor: Actor, intake: ReferralIn) -> tuple[Seeker, Opening]:
    seeker = attended(session, actor, intake.seeker)
    # Two clerks at once: the second waits here, then finds the first one's referral.
    seekers.locked(session, intake.seeker)
    opening = openings.by_public_id(session, intake.opening)
    if opening is None:
        raise OpeningNotFound
    if (
        opening.status is not OpeningStatus.PUBLISHED
        or opening.employer.status is not EmployerStatus.VERIFIED
    ):
        raise OpeningNotOpen
    # Whoever objects to the computer's ranking may still be referred by a person, face to face.
    may_be_referred = seeker.is_matchable or intake.has_consented
    if seeker.status is SeekerStatus.ARCHIVED or not may_be_referred:
        raise ConsentMissing(purpose=str(ConsentPurpose.MATCHING))
    if (sent := referrals.active(session, seeker.id, opening.id)) is not None:
        raise AlreadyExists(what=f"referral {sent.public_id}")
    if (hire := placements.under_way(session, seeker.id, opening.id)) is not None:
        raise AlreadyExists(what=f"placement {hire.public_id}")
    return seeker, opening


def _checked_match(
    session: Session, live: LiveIndex, seeker: Seeker, opening: Opening, now: datetime
) -> Match:
    today = legal_day(now)
    engine = live.refresh(session, on=today)
    packed = seeker.profile or {}
    match = engine.explain(seeker_profile(seeker.id, packed), opening_profile(opening), today)
    against = [found.code for found in match.obstacles if found.code in LEGAL_OBSTACLES]
    if against:
        codes = dict.fromkeys((*against, *match.permission.codes))
        raise NotEligible(obstacles=", ".join(codes))
    return match


def _new(seeker: Seeker, opening: Opening, match: Match, actor: Actor, now: datetime) -> Referral:
    is_conditional = match.permission.answer is Answer.CONDITIONAL
    return Referral(
        seeker_id=seeker.id,
        opening_id=opening.id,
        employer_id=opening.employer_id,
        center_id=seeker.center_id,
        referred_by_id=actor.id if actor.is_staff else None,
        status=ReferralStatus.PROPOSED,
        disclosure=DisclosureStage.PSEUDONYM,
        work_permission=WorkAnswer(match.permission.answer.value),
        work_permission_codes=list(match.permission.codes),
        work_permission_reviewed_by_id=actor.id if actor.is_staff and is_conditional else None,
        score=match.score,
        expires_on=legal_day(now) + VALID_FOR,
    )
