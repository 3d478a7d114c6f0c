"""A step of a hire, and the task for staff that it calls for."""

from uuid import UUID

from sqlalchemy.orm import Session

from models.placement import Placement
from services.access.actor import Actor
from services.calendar import Moment
from services.enrollment.tasks import open_task
from services.enrollment.wages import below_offer
from services.placements.schemas import PlacementStepIn
from services.placements.step import step_placement


def take_step(
    session: Session,
    actor: Actor,
    placement_id: UUID,
    transition: str,
    step: PlacementStepIn,
    moment: Moment,
) -> Placement:
    """Where it already stands there, nothing happens."""
    placement = step_placement(session, actor, placement_id, transition, step, moment)
    cause = below_offer(placement, moment) if transition == "start" else None
    if cause is not None:
        open_task(session, cause, moment)
    return placement
