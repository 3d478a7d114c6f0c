"""What waits for staff: the person said yes, to being sent or to an offer."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from models.hiring_lifecycles import ReferralStatus
from models.referral import Referral
from models.repositories import referrals
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.referrals.step import scope_of

SAID_YES = (ReferralStatus.CONSENTED, ReferralStatus.ACCEPTED)


def who_said_yes(session: Session, actor: Actor, *, limit: int) -> Sequence[Referral]:
    """Neither sent nor hired yet; who has waited longest first."""
    actor.require(ActorKind.STAFF, scope=Scope.REFERRALS)
    return referrals.waiting(session, scope_of(actor), SAID_YES, limit=limit)


def count_said_yes(session: Session, actor: Actor) -> Mapping[ReferralStatus, int]:
    actor.require(ActorKind.STAFF, scope=Scope.REFERRALS)
    return referrals.counted(session, scope_of(actor), SAID_YES)
