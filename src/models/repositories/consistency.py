"""Everything that is to be checked, streamed."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from models.hiring_lifecycles import OPEN_PLACEMENT, PlacementStatus
from models.opening import Opening
from models.placement import Placement
from models.referral import Referral

HOLDS_A_POSITION = tuple(set(OPEN_PLACEMENT) - {PlacementStatus.OFFERED})
# A position stays counted when its work ends; two of these may also end before it begins.
MAY_HAVE_HELD_ONE = (
    PlacementStatus.ENDED,
    PlacementStatus.SELF_EMPLOYED,
    PlacementStatus.DOCUMENT_EXPIRED,
)


class Counted(NamedTuple):
    """`filled` is the opening's counter; `held` and `left` are placements that hold a position
    and that may have held one."""

    opening: UUID
    positions: int
    filled: int
    held: int
    left: int

    @property
    def agrees(self) -> bool:
        most = min(self.positions, self.held + self.left)
        return min(self.positions, self.held) <= self.filled <= most


def referrals(session: Session) -> Iterator[Referral]:
    with session.scalars(select(Referral).order_by(Referral.id)) as rows:
        yield from rows


def placements(session: Session) -> Iterator[Placement]:
    with session.scalars(select(Placement).order_by(Placement.id)) as rows:
        yield from rows


def positions(session: Session) -> Iterator[Counted]:
    """Of each opening that counts or ever had a hire."""
    columns = (Opening.public_id, Opening.positions, Opening.positions_filled)
    rows = session.execute(
        select(
            *columns,
            func.count().filter(Placement.status.in_(HOLDS_A_POSITION)),
            func.count().filter(Placement.status.in_(MAY_HAVE_HELD_ONE)),
        )
        .outerjoin(Placement, Placement.opening_id == Opening.id)
        .where(or_(Opening.positions_filled > 0, Placement.id.is_not(None)))
        .group_by(Opening.id, *columns)
    )
    for row in rows:
        yield Counted(*row)
