"""What happens to a hire's movements without moving the hire itself, on its timeline."""

from collections.abc import Mapping
from typing import Any

from models.enrollment import Enrollment
from models.movement_file import MovementFile
from models.placement import Placement, PlacementEvent
from services.access.actor import Actor
from services.calendar import Moment
from services.steps import StepIn, grade_of, noon


def happened(
    name: str,
    placement: Placement,
    actor: Actor,
    moment: Moment,
    details: Mapping[str, Any],
) -> PlacementEvent:
    """An event that leaves the hire where it stands. Not yet in a session."""
    return PlacementEvent(
        transition=name,
        from_status=str(placement.status),
        to_status=str(placement.status),
        actor_kind=actor.kind,
        actor=str(actor.public_id) if actor.public_id else None,
        at=moment.now,
        details=dict(details),
    )


def with_evidence(event: PlacementEvent, given: StepIn, code: str | None = None) -> PlacementEvent:
    event.evidence_kind = given.evidence
    event.evidence_grade = grade_of(given, event.actor_kind)
    event.evidence_hash = given.evidence_hash
    event.happened_at = noon(given.happened_on) if given.happened_on else None
    event.note = given.note or None
    event.code = code
    return event


def place_of(movement: Enrollment, file: MovementFile | None) -> dict[str, Any]:
    """Which movement, and where it stands in which file."""
    named: dict[str, Any] = {"movement": str(movement.movement), "id": str(movement.public_id)}
    if file is not None:
        named |= {"file": str(file.public_id), "number": file.number, "line": movement.file_line}
    return named
