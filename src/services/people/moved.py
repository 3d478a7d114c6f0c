"""What goes from one registration to the other when both are one person's."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.hiring_lifecycles import ACTIVE_REFERRAL
from models.placement import PlacementEvent
from models.referral import Referral, ReferralEvent
from models.repositories import form_drafts, moving, referrals, timelines
from models.seeker import Seeker
from models.seeker_document import SeekerDocument
from services.access.actor import SYSTEM, Actor
from services.calendar import Moment
from services.referrals.step import move_referral
from services.steps import StepIn


def settle_referrals(session: Session, kept: int, other: int, moment: Moment) -> None:
    """Both sent to the same opening: the one that is less far ends."""
    mine = {row.opening_id: row for row in referrals.active_of_seeker(session, kept)}
    for theirs in referrals.active_of_seeker(session, other):
        own = mine.get(theirs.opening_id)
        if own is not None:
            weaker = min((own, theirs), key=_progress)
            move_referral(session, SYSTEM, weaker, "withdraw", StepIn(), now=moment.now)


def _progress(referral: Referral) -> int:
    return ACTIVE_REFERRAL.index(referral.status)


def settle_papers(kept: Seeker, other: Seeker) -> None:
    """The same paper told twice stands once, and keeps who saw it."""
    for theirs in list(other.documents):
        mine = next((paper for paper in kept.documents if _is_same(paper, theirs)), None)
        if mine is None:
            continue
        for name in ("number", "state", "valid_until"):
            if getattr(mine, name) is None:
                setattr(mine, name, getattr(theirs, name))
        if mine.verified_at is None and theirs.verified_at is not None:
            mine.verified_at, mine.verified_by_id = theirs.verified_at, theirs.verified_by_id
            mine.seen_hash = theirs.seen_hash
        other.documents.remove(theirs)


def _is_same(mine: SeekerDocument, theirs: SeekerDocument) -> bool:
    numbers = {number for number in (mine.number, theirs.number) if number}
    return mine.kind == theirs.kind and len(numbers) < 2


def follow(session: Session, actor: Actor, kept: Seeker, other: Seeker, moment: Moment) -> None:
    """Rows by the database alone; each referral and hire gets an event that says so."""
    moved: dict[str, Any] = {"merged": str(other.public_id), "into": str(kept.public_id)}
    for referral in moving.referrals_of(session, other.id):
        told = _event(str(referral.status), actor, moment.now, moved)
        timelines.add_to_referral(session, referral, ReferralEvent(**told))
    for placement in moving.placements_of(session, other.id):
        told = _event(str(placement.status), actor, moment.now, moved)
        timelines.add_to_placement(session, placement, PlacementEvent(**told))
    form_drafts.end_visits_of(session, other.id)
    moving.hang_on(session, kept.id, other.id, moment.now)


def _event(status: str, actor: Actor, now: datetime, details: dict[str, Any]) -> dict[str, Any]:
    return {
        "transition": "person_merged",
        "from_status": status,
        "to_status": status,
        "actor_kind": actor.kind,
        "actor": str(actor.public_id) if actor.public_id else None,
        "at": now,
        "details": details,
    }
