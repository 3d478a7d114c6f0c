"""What one answer of the institute does to its movement, to the hire and to who has the turn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from models.enrollment import Enrollment
from models.filing_lifecycles import MOVEMENT
from models.hiring_lifecycles import PLACEMENT, PlacementStatus
from models.movement_file import MovementFile
from models.placement import Placement
from models.repositories import timelines
from models.vocabulary import MovementType, TaskKind
from services.access.actor import Actor
from services.calendar import Moment
from services.enrollment.tasks import Cause, open_task
from services.enrollment.timeline import happened, place_of, with_evidence
from services.enrollment.turns import act_by, actor_of, answer_expected_on
from services.enrollment.wages import check_wage
from services.placements.consequences import GAVE_UP
from services.placements.schemas import PlacementStepIn
from services.placements.step import Move, move_placement, settle
from services.social_security.movement_lines import read_line
from services.social_security.movements import Withdrawal
from services.social_security.reply_codes import ReplyCode, reply_code
from services.steps import grade_of

# The institute says that what the line asks for is already so.
PROOFS: Mapping[MovementType, str] = {
    MovementType.ENROLLMENT: "048",
    MovementType.WITHDRAWAL: "051",
}
EVENTS = {
    "accept": "movement_accepted",
    "prove": "movement_proved",
    "refuse": "movement_refused",
    "query": "reply_unclear",
}
STEPS = {
    (MovementType.ENROLLMENT, "accept"): "confirm_enrollment",
    (MovementType.ENROLLMENT, "prove"): "confirm_enrollment",
    (MovementType.ENROLLMENT, "refuse"): "refuse_enrollment",
    (MovementType.WITHDRAWAL, "accept"): "end",
    (MovementType.WITHDRAWAL, "prove"): "end",
}
NEVER_BEGAN = frozenset({*GAVE_UP, PlacementStatus.OFFERED})


class Outcome(StrEnum):
    ACCEPTED = "accepted"
    EVIDENCE = "evidence"
    REFUSED = "refused"
    UNKNOWN_CODE = "unknown_code"
    UNCHANGED = "unchanged"
    CONFLICTING = "conflicting"
    NO_SUCH_LINE = "no_such_line"


OUTCOMES = {
    "accept": Outcome.ACCEPTED,
    "prove": Outcome.EVIDENCE,
    "refuse": Outcome.REFUSED,
    "query": Outcome.UNKNOWN_CODE,
}


@dataclass(frozen=True, slots=True)
class Answered:
    """A movement, its hire and file, locked; the code or None for accepted; the receipt."""

    movement: Enrollment
    placement: Placement
    file: MovementFile
    code: str | None
    receipt: PlacementStepIn

    @property
    def reply(self) -> ReplyCode | None:
        return reply_code(self.code) if self.code else None

    @property
    def transition(self) -> str:
        reply = self.reply
        if reply is None:
            return "accept"
        if PROOFS.get(self.movement.movement) == reply.code:
            return "prove"
        return "refuse" if reply.is_known and not reply.is_evidence else "query"

    @property
    def details(self) -> dict[str, Any]:
        return place_of(self.movement, self.file)


@dataclass(frozen=True, slots=True)
class Done:
    outcome: Outcome
    act_by: date | None = None


def apply(session: Session, actor: Actor, answered: Answered, moment: Moment) -> Done:
    """The same answer again changes nothing; another one than before is left to staff."""
    movement, reply = answered.movement, answered.reply
    transition = answered.transition
    row = MOVEMENT.named(transition)
    code = reply.code if reply else None
    if row is None or movement.status not in row.sources:
        is_same = row is not None and movement.status is row.target and movement.reply_code == code
        return Done(Outcome.UNCHANGED) if is_same else _conflict(session, answered, moment)
    settle(movement, transition)
    movement.reply_code, movement.replied_at = code, moment.now
    last = act_by(movement, answered.placement, reply.turn, moment) if reply else None
    if transition in ("accept", "prove"):
        last = None
        _held(session, actor, answered, moment)
    else:
        _open_turn(session, actor, answered, last, moment)
    return Done(OUTCOMES[transition], last)


def _conflict(session: Session, answered: Answered, moment: Moment) -> Done:
    code = answered.code or "accepted"
    cause = Cause(
        kind=TaskKind.CONFLICTING_REPLY,
        subject=f"{answered.movement.public_id}:{code}",
        due_on=answer_expected_on(moment.today, moment),
        placement=answered.placement,
        movement=answered.movement,
        code=code,
        details={**answered.details, "stands": str(answered.movement.status)},
    )
    open_task(session, cause, moment)
    return Done(Outcome.CONFLICTING)


def _held(session: Session, actor: Actor, answered: Answered, moment: Moment) -> None:
    """The institute has the movement, now or since before."""
    movement, placement = answered.movement, answered.placement
    movement.confirmed_at, movement.grade = moment.now, grade_of(answered.receipt, actor.kind)
    is_base_known = movement.reply_code is None and movement.contribution_base_mxn is not None
    if is_base_known:
        placement.registered_base_mxn = movement.contribution_base_mxn
    _step_or_tell(session, actor, answered, answered.receipt, moment)
    if is_base_known:
        check_wage(session, placement, moment)
    is_enrollment = movement.movement is MovementType.ENROLLMENT
    if is_enrollment and placement.status in NEVER_BEGAN:
        open_task(session, enrolled_without_job(movement, placement, moment), moment)


def enrolled_without_job(movement: Enrollment, placement: Placement, moment: Moment) -> Cause:
    """The institute has somebody enrolled who never began: it has to be taken back."""
    return Cause(
        kind=TaskKind.ENROLLED_WITHOUT_JOB,
        subject=str(movement.public_id),
        due_on=answer_expected_on(moment.today, moment),
        placement=placement,
        movement=movement,
        details={"movement": str(movement.movement), "status": str(placement.status)},
    )


def _open_turn(
    session: Session, actor: Actor, answered: Answered, last: date | None, moment: Moment
) -> None:
    """Refused or unclear: the timeline says whose turn it is and until when."""
    reply = answered.reply
    if reply is None or last is None:
        return
    turn = {"turn": str(actor_of(reply)), "act_by": last.isoformat()}
    _step_or_tell(session, actor, answered, answered.receipt, moment, turn)
    if reply.task is not None or not reply.is_known or reply.is_evidence:
        kind = TaskKind(reply.task) if reply.task else TaskKind.UNKNOWN_REPLY
        cause = Cause(
            kind=kind,
            subject=str(answered.movement.public_id),
            due_on=last,
            placement=answered.placement,
            movement=answered.movement,
            code=reply.code,
            details=answered.details,
        )
        open_task(session, cause, moment)


def _step_or_tell(
    session: Session,
    actor: Actor,
    answered: Answered,
    receipt: PlacementStepIn,
    moment: Moment,
    turn: Mapping[str, str] | None = None,
) -> None:
    """The hire moves where it stands before that step; else its timeline tells what came."""
    movement, placement = answered.movement, answered.placement
    transition = answered.transition
    step = STEPS.get((movement.movement, transition), "")
    row = PLACEMENT.named(step)
    details = {**answered.details, **(turn or {})}
    if row is not None and placement.status in row.sources and actor.kind in row.by:
        given = _given(step, answered, receipt)
        move_placement(session, actor, placement, Move(step, given, movement, details), moment)
        return
    event = happened(EVENTS[transition], placement, actor, moment, details)
    timelines.add_to_placement(
        session, placement, with_evidence(event, receipt, movement.reply_code)
    )


def _given(step: str, answered: Answered, receipt: PlacementStepIn) -> PlacementStepIn:
    movement = answered.movement
    if step != "end":
        return receipt.model_copy(update={"reply_code": movement.reply_code})
    changes = {"happened_on": movement.effective_on, "cause": _cause(movement)}
    return receipt.model_copy(update=changes)


def _cause(movement: Enrollment) -> str | None:
    written = read_line(movement.line) if movement.line else None
    return written.cause.word if isinstance(written, Withdrawal) else None
