"""A person's own referrals: where they stand, what is asked of them, and the way out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from models.hiring_lifecycles import ACTIVE_REFERRAL, ReferralStatus
from models.referral import Referral
from models.repositories import referrals
from models.vocabulary import ActorKind, EvidenceKind
from services.access.actor import Actor
from services.errors import N_, Conflict, IllegalTransition, ReferralNotFound
from services.referrals.consent import consent_to_share
from services.referrals.step import DISCLOSED, read_referral, scope_of, step_referral
from services.steps import StepIn


class Asked(StrEnum):
    """What waits for the person: whether the employer may know who they are, or an offer."""

    SHARING = "sharing"
    OFFER = "offer"


ASKED: Mapping[ReferralStatus, Asked] = {
    ReferralStatus.PROPOSED: Asked.SHARING,
    ReferralStatus.OFFERED: Asked.OFFER,
}


@dataclass(frozen=True, slots=True)
class OwnReferral:
    """`since`: it stands there. `known_since`: the employer knows what it knows of the person, None
    while that names nobody. `has_hire`: what follows happens there. `may_leave`: without a question
    that already offers to say no."""

    referral: Referral
    asked: Asked | None
    is_under_way: bool
    since: datetime
    known_since: datetime | None
    has_hire: bool

    @property
    def is_own_word(self) -> bool:
        """Whether what happened last was said by the person."""
        return [event.actor_kind for event in self.referral.events][-1:] == [ActorKind.SEEKER]

    @property
    def may_leave(self) -> bool:
        return self.is_under_way and self.asked is None and not self.has_hire


@dataclass(frozen=True, slots=True)
class OwnStanding:
    """Where they stand, by opening, without reading more of them. `is_asked`: any of it waits for
    the person."""

    statuses: Mapping[UUID, ReferralStatus]
    is_asked: bool

    @property
    def is_any(self) -> bool:
        return bool(self.statuses)

    def under_way(self, opening: UUID) -> ReferralStatus | None:
        status = self.statuses.get(opening)
        return status if status in ACTIVE_REFERRAL else None


class ReferralOver(Conflict):
    code = "referral_over"
    message = N_("This went on without your answer. Ask the center what happened.")


class AnsweredAlready(Conflict):
    code = "answered_already"
    message = N_("You have answered this already: what you said first stands.")


def own_referrals(session: Session, actor: Actor) -> Sequence[OwnReferral]:
    """What waits for the person first, then what is under way, then what ended; newest first."""
    actor.require(ActorKind.SEEKER)
    hired = referrals.with_hire(session, actor.id)
    found = [_own(row, hired) for row in referrals.of_person(session, actor.id)]
    return sorted(found, key=lambda own: (own.asked is None, not own.is_under_way))


def own_standing(session: Session, actor: Actor) -> OwnStanding:
    actor.require(ActorKind.SEEKER)
    is_asked = referrals.wait_for_person(session, actor.id, ASKED)
    return OwnStanding(referrals.statuses_of_person(session, actor.id), is_asked)


def own_referral(session: Session, actor: Actor, referral_id: UUID) -> OwnReferral:
    """Raises ReferralNotFound where it is not theirs."""
    actor.require(ActorKind.SEEKER)
    hired = referrals.with_hire(session, actor.id)
    return _own(read_referral(session, actor, referral_id), hired)


def step_own(
    session: Session,
    actor: Actor,
    referral_id: UUID,
    transition: str,
    *,
    read_in: str,
    now: datetime,
) -> None:
    """`read_in`: the language of the page that the person read. The same step twice is harmless.

    Raises ReferralNotFound where it is not theirs, AnsweredAlready where they said something else,
    ReferralOver where it went on without them.
    """
    before = own_referral(session, actor, referral_id)
    late = AnsweredAlready if before.is_own_word else ReferralOver
    if before.has_hire:
        raise ReferralOver
    step = StepIn()
    if transition == "consent":
        step = StepIn(evidence=EvidenceKind.CONSENT)
        _consent(session, actor, referral_id, read_in, now)
    try:
        step_referral(session, actor, referral_id, transition, step, now=now)
    except IllegalTransition:
        raise late from None


def _consent(
    session: Session, actor: Actor, referral_id: UUID, read_in: str, now: datetime
) -> None:
    referral = referrals.locked(session, referral_id, scope_of(actor))
    if referral is None:
        raise ReferralNotFound
    consent_to_share(session, actor, referral.seeker, now, read_in=read_in)


def _own(referral: Referral, hired: Collection[int]) -> OwnReferral:
    status, has_hire = referral.status, referral.id in hired
    came = [event.at for event in referral.events if event.from_status != event.to_status]
    knew = [
        event.at
        for event in referral.events
        if DISCLOSED.get(ReferralStatus(event.to_status)) is referral.disclosure
    ]
    return OwnReferral(
        referral=referral,
        asked=None if has_hire else ASKED.get(status),
        is_under_way=status in ACTIVE_REFERRAL,
        since=came[-1] if came else referral.created_at,
        known_since=knew[0] if knew else None,
        has_hire=has_hire,
    )
