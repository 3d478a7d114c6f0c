"""The steps from a hire to six months in the job, each with who, when and evidence."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.enrollment import Enrollment
from models.hiring_lifecycles import PLACEMENT
from models.placement import Placement, PlacementEvent
from models.repositories import placements, timelines
from models.repositories.placements import PlacementScope
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.calendar import Moment
from services.errors import N_, Conflict, FieldError, Malformed, PlacementNotFound
from services.placements.consequences import consequences
from services.placements.hire import check_floor, due_on
from services.placements.schemas import PlacementStepIn
from services.steps import checked, event_fields, grade_of


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
    row = checked(PLACEMENT, placement.status, transition, actor, step)
    if row is None:
        return placement
    effect = EFFECTS.get(transition)
    if effect is not None:
        effect(session, placement, step, moment)
    fields = event_fields(row, placement.status, actor, step, moment.now)
    event = PlacementEvent(**fields, code=step.reply_code or step.cause)
    timelines.add_to_placement(session, placement, event)
    previous, placement.status = placement.status, row.target
    audit.record(session, entry(actor, f"placement_{transition}", placement))
    session.flush()
    consequences(session, actor, placement, previous, now=moment.now)
    return placement


def _start(_session: Session, placement: Placement, step: PlacementStepIn, moment: Moment) -> None:
    starts_on = step.starts_on or placement.starts_on or step.happened_on
    if starts_on is None:
        raise Malformed(errors=[FieldError("/starts_on", "missing", START_NEEDED)])
    if starts_on > moment.today:
        raise TooEarly(day=starts_on.isoformat())
    wage = step.monthly_wage_mxn or placement.offered_monthly_wage_mxn
    check_floor(placement.opening, wage, starts_on)
    placement.starts_on = starts_on
    placement.offered_monthly_wage_mxn = wage
    placement.enrollment_due_on = due_on(starts_on, moment.holidays)


START_NEEDED = N_("Give the day on which the work started.")


def _file(session: Session, placement: Placement, step: PlacementStepIn, moment: Moment) -> None:
    filed_on = step.happened_on or moment.today
    if placement.starts_on is None:
        raise Malformed(errors=[FieldError("/starts_on", "missing", START_NEEDED)])
    movement = Enrollment(
        placement_id=placement.id,
        registration_id=placement.registration_id,
        effective_on=placement.starts_on,
        filed_on=filed_on,
        receipt=step.receipt,
    )
    movement.social_security_number = placement.seeker.social_security_number
    session.add(movement)


def _refuse(_session: Session, placement: Placement, step: PlacementStepIn, moment: Moment) -> None:
    if not step.reply_code:
        raise Malformed(errors=[FieldError("/reply_code", "missing", CODE_NEEDED)])
    if placement.enrollments:
        placement.enrollments[-1].reply_code = step.reply_code
        placement.enrollments[-1].replied_at = moment.now


CODE_NEEDED = N_("Give the institute's code, such as 059.")


def _confirm(
    _session: Session, placement: Placement, step: PlacementStepIn, moment: Moment
) -> None:
    placement.enrolled_on = step.happened_on or moment.today
    placement.registered_monthly_wage_mxn = step.monthly_wage_mxn
    placement.grade = grade_of(step)
    if placement.enrollments:
        placement.enrollments[-1].confirmed_at = moment.now
        placement.enrollments[-1].replied_at = moment.now
        placement.enrollments[-1].grade = placement.grade


def _retained(days: int) -> "Effect":
    def check(
        _session: Session, placement: Placement, _step: PlacementStepIn, moment: Moment
    ) -> None:
        since = placement.starts_on or placement.enrolled_on or moment.today
        if moment.today < since + timedelta(days=days):
            raise TooEarly(day=(since + timedelta(days=days)).isoformat())

    return check


def _end(_session: Session, placement: Placement, step: PlacementStepIn, moment: Moment) -> None:
    placement.ended_on = step.happened_on or moment.today
    placement.end_cause = step.cause
    if placement.starts_on and placement.ended_on < placement.starts_on:
        raise Malformed(errors=[FieldError("/happened_on", "before_start", BEFORE_START)])


BEFORE_START = N_("The work cannot end before it started.")

Effect = Callable[[Session, Placement, PlacementStepIn, Moment], None]
EFFECTS: Mapping[str, Effect] = {
    "start": _start,
    "file_enrollment": _file,
    "refuse_enrollment": _refuse,
    "confirm_enrollment": _confirm,
    "retain_30": _retained(30),
    "retain_90": _retained(90),
    "retain_180": _retained(180),
    "end": _end,
}
