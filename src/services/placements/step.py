"""The steps from a hire to six months in the job, each with who, when and evidence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.enrollment import Enrollment
from models.filing_lifecycles import MOVEMENT, MovementStatus
from models.hiring_lifecycles import PLACEMENT
from models.placement import Placement, PlacementEvent
from models.repositories import placements, timelines
from models.repositories.placements import PlacementScope
from models.vocabulary import ActorKind, EvidenceKind, MovementType
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.calendar import Moment
from services.days import check_first_day, check_happened
from services.errors import N_, Conflict, Malformed, PlacementNotFound
from services.field_codes import field_error
from services.placements.consequences import consequences
from services.placements.hire import check_floor, due_on
from services.placements.schemas import PlacementStepIn
from services.repeats import Told, check_repeat
from services.social_security.deadlines import enrollment_window
from services.steps import StepIn, best, checked, event_fields, grade_of, noon


class TooEarly(Conflict):
    code = "too_early"
    message = N_("This can be confirmed from %(day)s on.")


def scope_of(actor: Actor) -> PlacementScope:
    if actor.is_employer:
        return PlacementScope(employer_id=actor.id)
    if actor.kind is ActorKind.SEEKER:
        return PlacementScope(seeker_id=actor.id)
    if actor.sees_every_center:
        return PlacementScope()
    return PlacementScope(center_id=actor.center_id)


def read_placement(session: Session, actor: Actor, placement_id: UUID) -> Placement:
    """With its timeline and movements."""
    actor.require(*ActorKind, scope=Scope.PLACEMENTS)
    placement = placements.by_public_id(session, placement_id, scope_of(actor))
    if placement is None:
        raise PlacementNotFound
    return placement


@dataclass(frozen=True, slots=True)
class Move:
    """`movement` is the one at the institute that the step is about, where it is not the one that
    waits; `details` go to the timeline; `by` is set when it is taken."""

    transition: str
    given: PlacementStepIn
    movement: Enrollment | None = None
    details: Mapping[str, Any] | None = None
    by: ActorKind = ActorKind.SYSTEM


def step_placement(
    session: Session,
    actor: Actor,
    placement_id: UUID,
    transition: str,
    step: PlacementStepIn,
    moment: Moment,
) -> Placement:
    """Where it already stands there, nothing happens."""
    actor.require(*ActorKind, scope=Scope.PLACEMENTS)
    placement = placements.locked(session, placement_id, scope_of(actor))
    if placement is None:
        raise PlacementNotFound
    check_first_day("/starts_on", step.starts_on, moment)
    happened_to(placement, step, moment)
    _check_order(placement, transition, step, moment)
    return move_placement(session, actor, placement, Move(transition, step), moment)


def _check_order(
    placement: Placement, transition: str, step: PlacementStepIn, moment: Moment
) -> None:
    """Raises Malformed for a start told for two days, and for an enrollment on a day on which the
    institute takes none yet (RACERF 45)."""
    told, first = step.happened_on, step.starts_on or placement.starts_on
    if told is None or first is None:
        return
    if transition == "start" and step.starts_on not in (None, told):
        raise Malformed(errors=[field_error("/happened_on", "not_the_first_day", day=str(first))])
    if transition == "confirm_enrollment" and told < _opens_on(first, moment):
        raise Malformed(errors=[field_error("/happened_on", "before_first_day", day=str(first))])


def _opens_on(first: date, moment: Moment) -> date:
    return enrollment_window(first, moment.holidays).opens_on


def happened_to(placement: Placement, step: StepIn, moment: Moment) -> None:
    """Raises Malformed for a day that cannot be one of this hire."""
    recorded = placement.created_at
    check_happened(
        "/happened_on", step.happened_on, "placement", recorded_at=recorded, today=moment.today
    )


def move_placement(
    session: Session, actor: Actor, placement: Placement, move: Move, moment: Moment
) -> Placement:
    """The row is locked, with its details and movements. Raises RecordedOtherwise where it already
    stands there by the same step with something else in it."""
    row = checked(PLACEMENT, placement.status, move.transition, actor, move.given)
    if row is None:
        events = timelines.of_placement(session, placement.id)
        check_repeat(events, move.transition, move.given, _told(placement, events, move))
        return placement
    effect = EFFECTS.get(move.transition)
    if effect is not None:
        effect(session, placement, replace(move, by=actor.kind), moment)
    event = PlacementEvent(
        **_happened(event_fields(row, placement.status, actor, move.given, moment.now), placement),
        code=move.given.reply_code or move.given.cause,
        details={**(move.details or {}), **_other_wage(placement, move.transition)} or None,
    )
    timelines.add_to_placement(session, placement, event)
    previous, placement.status = placement.status, row.target
    audit.record(session, entry(actor, f"placement_{move.transition}", placement))
    session.flush()
    consequences(session, actor, placement, previous, now=moment.now)
    return placement


def _happened(fields: dict[str, Any], placement: Placement) -> dict[str, Any]:
    """Work starts on its first day, whenever that is told."""
    if fields["transition"] != "start" or placement.starts_on is None:
        return fields
    return {**fields, "happened_at": noon(placement.starts_on)}


def _other_wage(placement: Placement, transition: str) -> Mapping[str, str]:
    """For the timeline: what the start told instead of what was offered, pesos a month."""
    told, offered = placement.starting_monthly_wage_mxn, placement.offered_monthly_wage_mxn
    if transition != "start" or told is None:
        return {}
    return {"wage": str(told), **({"wage_before": str(offered)} if offered is not None else {})}


def _told(placement: Placement, events: Sequence[PlacementEvent], move: Move) -> Told:
    """What the step itself tells, beside its day and its evidence, and what stands of it."""
    given, taken = move.given, [it for it in events if it.transition == move.transition]
    code = taken[-1].code if taken else None
    found: dict[str, tuple[object, object]] = {
        "reply_code": (given.reply_code, code),
        "cause": (None if given.reply_code else given.cause, code),
    }
    if move.transition == "start":
        found["starts_on"] = (given.starts_on, placement.starts_on)
        told = placement.starting_monthly_wage_mxn or placement.offered_monthly_wage_mxn
        found["monthly_wage_mxn"] = (given.monthly_wage_mxn, told)
    elif move.transition == "confirm_enrollment":
        found["monthly_wage_mxn"] = (given.monthly_wage_mxn, placement.registered_monthly_wage_mxn)
    elif move.transition == "file_enrollment":
        found["receipt"] = (given.receipt, _last_receipt(placement))
    elif move.transition == "end":
        found["after_end"] = (given.after_end, placement.after_end)
    return found


def _last_receipt(placement: Placement) -> str | None:
    mine = [row for row in placement.enrollments if row.movement is MovementType.ENROLLMENT]
    return mine[-1].receipt if mine else None


def pending_enrollment(placement: Placement) -> Enrollment | None:
    """The enrollment that waits for its answer, else the last one that the institute lacks."""
    mine = [row for row in placement.enrollments if row.movement is MovementType.ENROLLMENT]
    waiting = [row for row in mine if row.status is MovementStatus.WAITING]
    found = waiting or [row for row in mine if row.status in SETTLED_BY_EVIDENCE]
    return found[-1] if found else None


SETTLED_BY_EVIDENCE = (MovementStatus.REFUSED, MovementStatus.UNCLEAR)


def settle(movement: Enrollment, transition: str) -> None:
    """Nothing happens where the movement already stands further."""
    row = MOVEMENT.named(transition)
    if row is not None and movement.status in row.sources:
        movement.status = row.target


def _start(_session: Session, placement: Placement, move: Move, moment: Moment) -> None:
    step = move.given
    starts_on = step.starts_on or step.happened_on or placement.starts_on
    if starts_on is None:
        raise Malformed(errors=[field_error("/starts_on", "missing.start")])
    if starts_on > moment.today:
        raise TooEarly(day=starts_on.isoformat())
    offered = placement.offered_monthly_wage_mxn
    check_floor(placement, step.monthly_wage_mxn or offered, starts_on)
    placement.starts_on = starts_on
    if step.monthly_wage_mxn != offered:
        placement.starting_monthly_wage_mxn = step.monthly_wage_mxn
    placement.enrollment_due_on = due_on(starts_on, moment.holidays)


def _file(session: Session, placement: Placement, move: Move, moment: Moment) -> None:
    if placement.starts_on is None:
        raise Malformed(errors=[field_error("/starts_on", "missing.start")])
    movement = move.movement or pending_enrollment(placement)
    if movement is None or movement.status is not MovementStatus.WAITING:
        movement = _filed_by_other_means(placement, placement.starts_on)
        session.add(movement)
    movement.filed_on = move.given.happened_on or moment.today
    movement.receipt = move.given.receipt or movement.receipt


def _filed_by_other_means(placement: Placement, starts_on: date) -> Enrollment:
    movement = Enrollment(
        placement_id=placement.id,
        registration_id=placement.registration_id,
        movement=MovementType.ENROLLMENT,
        status=MovementStatus.WAITING,
        effective_on=starts_on,
    )
    movement.social_security_number = placement.seeker.social_security_number
    return movement


def _refuse(_session: Session, placement: Placement, move: Move, moment: Moment) -> None:
    if not move.given.reply_code:
        raise Malformed(errors=[field_error("/reply_code", "missing.reply_code")])
    movement = move.movement or pending_enrollment(placement)
    if movement is not None:
        settle(movement, "refuse")
        movement.reply_code = move.given.reply_code
        movement.replied_at = moment.now


def _confirm(_session: Session, placement: Placement, move: Move, moment: Moment) -> None:
    step = move.given
    placement.enrolled_on = step.happened_on or moment.today
    placement.registered_monthly_wage_mxn = step.monthly_wage_mxn
    placement.grade = best(placement.grade, grade_of(step, move.by))
    movement = move.movement or pending_enrollment(placement)
    if movement is not None:
        is_receipt = step.evidence is EvidenceKind.MOVEMENT_RECEIPT
        settle(movement, "accept" if is_receipt and not step.reply_code else "prove")
        movement.reply_code = step.reply_code
        movement.confirmed_at = movement.replied_at = moment.now
        movement.grade = placement.grade


def _retained(days: int) -> "Effect":
    def check(_session: Session, placement: Placement, _move: Move, moment: Moment) -> None:
        since = placement.starts_on or placement.enrolled_on or moment.today
        if moment.today < since + timedelta(days=days):
            raise TooEarly(day=(since + timedelta(days=days)).isoformat())

    return check


def _no_show(_session: Session, placement: Placement, _move: Move, moment: Moment) -> None:
    if placement.starts_on and moment.today < placement.starts_on:
        raise TooEarly(day=placement.starts_on.isoformat())


def _end(_session: Session, placement: Placement, move: Move, moment: Moment) -> None:
    placement.ended_on = move.given.happened_on or moment.today
    placement.end_cause = move.given.cause
    placement.after_end = move.given.after_end
    if placement.starts_on and placement.ended_on < placement.starts_on:
        raise Malformed(errors=[field_error("/happened_on", "before_start")])


Effect = Callable[[Session, Placement, Move, Moment], None]
EFFECTS: Mapping[str, Effect] = {
    "start": _start,
    "file_enrollment": _file,
    "refuse_enrollment": _refuse,
    "confirm_enrollment": _confirm,
    "retain_30": _retained(30),
    "retain_90": _retained(90),
    "retain_180": _retained(180),
    "no_show": _no_show,
    "end": _end,
}
