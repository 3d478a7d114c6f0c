"""What a placement's step does to its opening and to the referrals around it."""

from datetime import datetime

from sqlalchemy.orm import Session

from models import audit
from models.hiring_lifecycles import (
    ACTIVE_REFERRAL,
    BEFORE_THE_START,
    OPEN_PLACEMENT,
    PlacementStatus,
)
from models.lifecycles import OPENING, OpeningStatus, SeekerStatus
from models.opening import Opening
from models.placement import Placement
from models.repositories import consents, openings, referrals
from models.seeker import Seeker
from models.vocabulary import ConsentPurpose
from services.access.actor import SYSTEM, Actor
from services.access.trail import entry
from services.referrals.step import move_referral
from services.steps import StepIn

HOLDS_A_POSITION = frozenset(OPEN_PLACEMENT) - {PlacementStatus.OFFERED}
# An enrollment may be filed before the first day: that settles the hire too.
EMPLOYED = frozenset(OPEN_PLACEMENT) - frozenset(BEFORE_THE_START)
GAVE_UP = {
    PlacementStatus.NO_SHOW: "no_show",
    PlacementStatus.NOT_ACCEPTED: "not_select",
    PlacementStatus.OFFER_DECLINED: "decline",
    PlacementStatus.HIRED_ELSEWHERE: "hired_elsewhere",
    PlacementStatus.OPENING_CANCELLED: "cancel_opening",
    PlacementStatus.DOCUMENT_EXPIRED: "withdraw",
    PlacementStatus.SELF_EMPLOYED: "hired_elsewhere",
}


def consequences(
    session: Session,
    actor: Actor,
    placement: Placement,
    previous: PlacementStatus,
    *,
    now: datetime,
) -> None:
    """Called after the placement moved. Rows are locked opening first, then referrals by id.

    Whoever works is in nobody's list until the work ends.
    """
    held, holds = previous in HOLDS_A_POSITION, placement.status in HOLDS_A_POSITION
    if held is not holds and (holds or previous in BEFORE_THE_START):
        _count_position(session, placement, 1 if holds else -1, now)
    if placement.status in GAVE_UP:
        _move_own(session, actor, placement, GAVE_UP[placement.status], now)
    if previous in BEFORE_THE_START and placement.status in EMPLOYED:
        _move_own(session, SYSTEM, placement, "hire", now)
        for other in referrals.active_of_seeker(session, placement.seeker_id):
            move_referral(session, SYSTEM, other, "hired_elsewhere", StepIn(), now=now)
        placement.seeker.is_matchable = False
    if placement.status is PlacementStatus.ENDED:
        placement.seeker.is_matchable = _agrees_to_matching(session, placement.seeker)
    session.flush()


def _agrees_to_matching(session: Session, seeker: Seeker) -> bool:
    given = consents.in_force(session, [seeker.id]).get(seeker.id, {})
    return ConsentPurpose.MATCHING in given and seeker.status is not SeekerStatus.ARCHIVED


def count_new(session: Session, placement: Placement, *, now: datetime) -> None:
    """A placement that was accepted from the first moment."""
    if placement.status in HOLDS_A_POSITION:
        _count_position(session, placement, 1, now)


def _count_position(session: Session, placement: Placement, change: int, now: datetime) -> None:
    opening = openings.locked(session, placement.opening.public_id)
    if opening is None:
        return
    opening.positions_filled = max(0, min(opening.positions, opening.positions_filled + change))
    is_full = opening.positions_filled == opening.positions
    if is_full:
        _move_opening(session, opening, "fill")
        session.flush()
        for waiting in referrals.active_of_opening(session, opening.id):
            if waiting.id != placement.referral_id:
                move_referral(session, SYSTEM, waiting, "cancel_opening", StepIn(), now=now)
    elif opening.status is OpeningStatus.FILLED:
        _move_opening(session, opening, "reopen")


def _move_opening(session: Session, opening: Opening, transition: str) -> None:
    row = OPENING.named(transition)
    if row is not None and opening.status in row.sources:
        opening.status = row.target
        audit.record(session, entry(SYSTEM, f"opening_{transition}", opening))


def _move_own(
    session: Session, actor: Actor, placement: Placement, transition: str, now: datetime
) -> None:
    own = referrals.locked_by_id(session, placement.referral_id)
    if own is not None and own.status in ACTIVE_REFERRAL:
        move_referral(session, actor, own, transition, StepIn(), now=now)
