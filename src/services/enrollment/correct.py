"""A wrong entry of a hire's timeline, put right by staff."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, model_validator
from sqlalchemy.orm import Session

from models import audit
from models.enrollment import Enrollment
from models.filing_lifecycles import FollowUpStatus
from models.hiring_lifecycles import PLACEMENT, PlacementStatus
from models.placement import Placement, PlacementEvent
from models.repositories import follow_ups, placements, timelines
from models.vocabulary import ActorKind, EvidenceGrade, MovementType, TaskKind
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.calendar import Moment
from services.corrections import CORRECT, NEVER, corrections, standing
from services.days import check_first_day
from services.enrollment.tasks import close_tasks
from services.enrollment.timeline import happened, with_evidence
from services.errors import EvidenceMissing, Malformed, PlacementNotFound
from services.field_codes import field_error, unfit
from services.placements.hire import due_on
from services.placements.step import happened_to, scope_of, settle
from services.steps import StepIn, best, noon

# Beside the steps of a hire.
TOLD = frozenset({"create", "see_evidence", "follow_up"})
GRADED = frozenset({"confirm_enrollment", "see_evidence"})


class CorrectionIn(StepIn):
    """What is right of the event with this `sequence`; what is left out stands. `never_happened`
    takes an enrollment back that was told as filed by other means and was not."""

    event: Annotated[int, Field(ge=1)]
    never_happened: bool = False

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.happened_on or self.evidence or self.note or self.never_happened):
            raise unfit("nothing_corrected")
        return self


@dataclass(frozen=True, slots=True)
class _Right:
    placement: Placement
    day: date


def is_correctable(event: PlacementEvent) -> bool:
    """What came with a file for the institute stands in the file and in its answer."""
    if "file" in (event.details or {}):
        return False
    return event.transition in TOLD or PLACEMENT.named(event.transition) is not None


def correct_event(
    session: Session, actor: Actor, placement_id: UUID, given: CorrectionIn, moment: Moment
) -> Placement:
    """One more event; the days of the hire and its legal clock follow. The same correction again
    changes nothing. Raises PlacementNotFound, Malformed, EvidenceMissing."""
    actor.require(ActorKind.STAFF, scope=Scope.PLACEMENTS)
    placement = placements.locked(session, placement_id, scope_of(actor))
    if placement is None:
        raise PlacementNotFound
    happened_to(placement, given, moment)
    events = timelines.of_placement(session, placement.id)
    wrong = _correctable(events, given.event)
    later = corrections(events).get(wrong.sequence, ())
    if later and _is_same(later[-1], given):
        return placement
    _check_evidence(wrong, given)
    effect = EFFECTS.get(wrong.transition)
    if effect is not None and given.happened_on is not None:
        effect(session, _Right(placement, given.happened_on), moment)
    event = happened(CORRECT, placement, actor, moment, _details(given))
    if given.never_happened:
        event.to_status = str(_take_back(placement, wrong, events))
    timelines.add_to_placement(session, placement, with_evidence(event, given))
    if given.evidence is not None and wrong.transition in GRADED:
        placement.grade = _grade([*events, event])
    audit.record(session, entry(actor, "placement_corrected", placement, event=wrong.sequence))
    session.flush()
    return placement


def _details(given: CorrectionIn) -> dict[str, Any]:
    return {"corrects": given.event} | ({NEVER: True} if given.never_happened else {})


def _take_back(
    placement: Placement, wrong: PlacementEvent, events: Sequence[PlacementEvent]
) -> PlacementStatus:
    """The hire stands again where it stood before. Raises Malformed where it went on since."""
    steps = [it for it in events if PLACEMENT.named(it.transition) is not None]
    is_filed = placement.status is PlacementStatus.ENROLLMENT_FILED
    if wrong.transition != "file_enrollment" or wrong is not steps[-1] or not is_filed:
        raise Malformed(errors=[field_error("/never_happened", "not_taken_back")])
    for movement in filter(_is_by_other_means, placement.enrollments):
        settle(movement, "withdraw")
    placement.status = PlacementStatus(str(wrong.from_status))
    return placement.status


def _correctable(events: Sequence[PlacementEvent], sequence: int) -> PlacementEvent:
    """Raises Malformed where there is none of this number, or none that is corrected so."""
    found = next((it for it in events if it.sequence == sequence and is_correctable(it)), None)
    if found is None:
        raise Malformed(errors=[field_error("/event", "not_correctable")])
    return found


def _is_same(last: PlacementEvent, given: CorrectionIn) -> bool:
    day = noon(given.happened_on) if given.happened_on else None
    told = (day, given.evidence, given.evidence_hash, given.note or None, _details(given))
    written = (last.happened_at, last.evidence_kind, last.evidence_hash, last.note, last.details)
    return told == written


def _check_evidence(wrong: PlacementEvent, given: CorrectionIn) -> None:
    """What the step was taken on must still be enough for it."""
    row = PLACEMENT.named(wrong.transition)
    enough = row.evidence if row is not None else ()
    if given.evidence is not None and enough and given.evidence not in enough:
        raise EvidenceMissing(needed=", ".join(sorted(enough)))


def _grade(events: Sequence[PlacementEvent]) -> EvidenceGrade | None:
    later = corrections(events)
    seen = [it for it in events if it.transition in GRADED]
    return best(*(standing(it, later.get(it.sequence, ())).evidence_grade for it in seen))


def _start(session: Session, it: _Right, moment: Moment) -> None:
    placement = it.placement
    check_first_day("/happened_on", it.day, moment)
    if placement.ended_on is not None and it.day > placement.ended_on:
        raise Malformed(errors=[field_error("/happened_on", "after_end")])
    for movement in filter(_is_by_other_means, placement.enrollments):
        if movement.effective_on == placement.starts_on:
            movement.effective_on = it.day
    placement.starts_on = it.day
    placement.enrollment_due_on = due_on(it.day, moment.holidays)
    if placement.enrollment_due_on is not None and placement.enrollment_due_on >= moment.today:
        close_tasks(session, placement, {TaskKind.ENROLLMENT_OVERDUE}, moment)
    _ask_on_the_right_day(session, it, moment)


def _ask_on_the_right_day(session: Session, it: _Right, moment: Moment) -> None:
    """A question whose day has not come is asked anew when it comes."""
    for asked in follow_ups.of_placement(session, it.placement.id):
        if asked.status is not FollowUpStatus.OPEN:
            continue
        asked.due_on = it.day + timedelta(days=asked.day)
        if asked.due_on > moment.today:
            session.delete(asked)


def _file(_session: Session, it: _Right, _moment: Moment) -> None:
    for movement in filter(_is_by_other_means, it.placement.enrollments):
        movement.filed_on = it.day


def _confirm(_session: Session, it: _Right, _moment: Moment) -> None:
    it.placement.enrolled_on = it.day


def _end(_session: Session, it: _Right, _moment: Moment) -> None:
    if it.placement.starts_on is not None and it.day < it.placement.starts_on:
        raise Malformed(errors=[field_error("/happened_on", "before_start")])
    it.placement.ended_on = it.day


def _is_by_other_means(movement: Enrollment) -> bool:
    """What stands in a file stays as it was sent."""
    return movement.file_id is None and movement.movement is MovementType.ENROLLMENT


Effect = Callable[[Session, _Right, Moment], None]
EFFECTS: Mapping[str, Effect] = {
    "start": _start,
    "file_enrollment": _file,
    "confirm_enrollment": _confirm,
    "end": _end,
}
