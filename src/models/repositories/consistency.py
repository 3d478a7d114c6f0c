"""Everything that is to be checked, streamed."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from models.hiring_lifecycles import OPEN_PLACEMENT, PlacementStatus
from models.opening import Opening
from models.placement import Placement
from models.referral import Referral

HOLDS_A_POSITION = tuple(set(OPEN_PLACEMENT) - {PlacementStatus.OFFERED})


def referrals(session: Session) -> Iterator[Referral]:
    with session.scalars(select(Referral).order_by(Referral.id)) as rows:
        yield from rows


def placements(session: Session) -> Iterator[Placement]:
    with session.scalars(select(Placement).order_by(Placement.id)) as rows:
        yield from rows


def positions(session: Session) -> Iterator[tuple[UUID, int, int]]:
    """Of each opening that counts or ever had a hire: its counter, and the placements that hold
    a position."""
    held = func.count().filter(Placement.status.in_(HOLDS_A_POSITION))
    rows = session.execute(
        select(Opening.public_id, Opening.positions_filled, held)
        .outerjoin(Placement, Placement.opening_id == Opening.id)
        .where(or_(Opening.positions_filled > 0, Placement.id.is_not(None)))
        .group_by(Opening.id, Opening.public_id, Opening.positions_filled)
    )
    yield from rows
