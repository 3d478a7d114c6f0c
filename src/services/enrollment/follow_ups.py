"""Is the person still in the job at 30, 90 and 180 days? Asked of all sides, answered by any."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.filing_lifecycles import FOLLOW_UP, FollowUpStatus
from models.follow_up import FollowUp
from models.hiring_lifecycles import (
    AWAITING_ENROLLMENT,
    PLACEMENT,
    VERIFIED_PLACEMENT,
    PlacementStatus,
)
from models.placement import Placement
from models.repositories import follow_ups, placements, timelines
from models.repositories.paging import Cursor, Page
from models.vocabulary import (
    ActorKind,
    AfterTheJob,
    EvidenceGrade,
    FollowUpAnswer,
    TaskKind,
)
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.calendar import Moment
from services.enrollment.tasks import Cause, close_tasks, open_task
from services.enrollment.timeline import happened, with_evidence
from services.enrollment.turns import answer_expected_on
from services.errors import N_, Forbidden, NotFound
from services.placements.schemas import EndCause, PlacementStepIn
from services.placements.step import Move, happened_to, move_placement, scope_of
from services.steps import StepIn, checked, grade_of

EMPLOYED = (*AWAITING_ENROLLMENT, *VERIFIED_PLACEMENT)
PROVED_BY: Mapping[int, tuple[PlacementStatus, ...]] = {
    30: VERIFIED_PLACEMENT[1:],
    90: VERIFIED_PLACEMENT[2:],
    180: VERIFIED_PLACEMENT[3:],
}
DAYS = tuple(PROVED_BY)


class FollowUpNotFound(NotFound):
    code = "follow_up_not_found"
    message = N_("There is no such follow-up, or it is not yours.")


class AnswerIn(StepIn):
    """`cause` and `after_end` are for a job that ended: where the person went matters more than
    why. A worker's document with `still_working` proves the day; a word alone is only told."""

    answer: FollowUpAnswer
    cause: EndCause | None = None
    after_end: AfterTheJob | None = None


def make_follow_ups(session: Session, moment: Moment) -> int:
    """Those that are due, once each; questions that have become idle are closed."""
    for day, proved in PROVED_BY.items():
        follow_ups.settle_proved(session, day, proved, moment.now)
    follow_ups.cancel_where_over(session, EMPLOYED, moment.now)
    made = 0
    for day in DAYS:
        asked_of = set(EMPLOYED) - set(PROVED_BY[day])
        made += follow_ups.make_due(session, day, asked_of, moment.today, moment.now)
    return made


def list_follow_ups(
    session: Session,
    actor: Actor,
    status: FollowUpStatus | None,
    *,
    after: Cursor | None,
    limit: int,
) -> Page[FollowUp]:
    actor.require(*ActorKind, scope=Scope.PLACEMENTS)
    return follow_ups.listed(session, scope_of(actor), status, after=after, limit=limit)


def read_follow_up(session: Session, actor: Actor, follow_up_id: UUID) -> FollowUp:
    actor.require(*ActorKind, scope=Scope.PLACEMENTS)
    found = follow_ups.by_public_id(session, follow_up_id, scope_of(actor))
    if found is None:
        raise FollowUpNotFound
    return found


@dataclass(frozen=True, slots=True)
class _Said:
    asked: FollowUp
    placement: Placement
    given: AnswerIn
    grade: EvidenceGrade


def answer_follow_up(
    session: Session, actor: Actor, follow_up_id: UUID, given: AnswerIn, moment: Moment
) -> FollowUp:
    """The same answer again is harmless, and counts again when it brings better evidence."""
    actor.require(ActorKind.EMPLOYER, ActorKind.STAFF, ActorKind.SEEKER, scope=Scope.PLACEMENTS)
    if given.answer is FollowUpAnswer.NOT_REACHED and not actor.is_staff:
        raise Forbidden
    asked = read_follow_up(session, actor, follow_up_id)
    placement = placements.locked(session, asked.placement.public_id, scope_of(actor))
    if placement is None:
        raise FollowUpNotFound
    happened_to(placement, given, moment)
    every = follow_ups.of_placement(session, placement.id)
    grade = grade_of(given, actor.kind) or EvidenceGrade.C
    said = _Said(asked, placement, given, grade)
    if checked(FOLLOW_UP, asked.status, "answer", actor, StepIn()) is None and not _adds(said):
        _compare(session, actor, said, moment)
        return asked
    _act(session, actor, said, moment)
    for other in every:
        if other is asked or _settles(said, other):
            _note(other, actor, given, moment)
    audit.record(session, entry(actor, "follow_up_answered", asked, answer=str(given.answer)))
    close_tasks(session, placement, {TaskKind.FOLLOW_UP_OVERDUE}, moment)
    session.flush()
    return asked


def _adds(said: _Said) -> bool:
    """The same answer as before, now with the worker's own document; or the first real one."""
    asked, given = said.asked, said.given
    if asked.answer is FollowUpAnswer.NOT_REACHED:
        return given.answer is not FollowUpAnswer.NOT_REACHED
    is_better = said.grade is EvidenceGrade.A and asked.grade is not EvidenceGrade.A
    return asked.answer is given.answer and is_better


def _settles(said: _Said, other: FollowUp) -> bool:
    """Whoever works on day 90 worked on day 30; whose job ended is not asked again."""
    if other.status is not FollowUpStatus.OPEN:
        return False
    if said.given.answer is FollowUpAnswer.STILL_WORKING:
        return other.day < said.asked.day
    return said.given.answer is FollowUpAnswer.ENDED


def _note(asked: FollowUp, actor: Actor, given: AnswerIn, moment: Moment) -> None:
    asked.status, asked.answer = FollowUpStatus.ANSWERED, given.answer
    asked.grade = grade_of(given, actor.kind) or EvidenceGrade.C
    asked.answered_by_kind, asked.answered_at = actor.kind, moment.now
    asked.answered_by = str(actor.public_id) if actor.public_id else None


def _compare(session: Session, actor: Actor, said: _Said, moment: Moment) -> None:
    """One side says this and another that: staff find out, and the timeline tells both."""
    asked, given = said.asked, said.given
    if asked.answer in (given.answer, FollowUpAnswer.NOT_REACHED, None):
        return
    if given.answer is FollowUpAnswer.NOT_REACHED:
        return
    details = {"day": asked.day, "said": str(given.answer), "stands": str(asked.answer)}
    cause = Cause(
        kind=TaskKind.CONFLICTING_ANSWER,
        subject=f"{asked.public_id}:{given.answer}",
        due_on=answer_expected_on(moment.today, moment),
        placement=said.placement,
        details=details,
    )
    if open_task(session, cause, moment):
        event = happened("conflicting_answer", said.placement, actor, moment, details)
        timelines.add_to_placement(session, said.placement, with_evidence(event, given))


def _act(session: Session, actor: Actor, said: _Said, moment: Moment) -> None:
    """The hire takes its step where the answer and its evidence allow one."""
    for step in _steps(said):
        row = PLACEMENT.named(step)
        if row is None or said.placement.status not in row.sources or actor.kind not in row.by:
            continue
        if not row.evidence or said.given.evidence in row.evidence:
            move = Move(step, _step_of(said.given), details={"day": said.asked.day})
            move_placement(session, actor, said.placement, move, moment)
            return
    details = {"day": said.asked.day, "answer": str(said.given.answer)}
    event = happened("follow_up", said.placement, actor, moment, details)
    timelines.add_to_placement(session, said.placement, with_evidence(event, said.given))


def _steps(said: _Said) -> tuple[str, ...]:
    """In the order of preference."""
    answer, day = said.given.answer, said.asked.day
    if answer is FollowUpAnswer.STILL_WORKING:
        return (f"retain_{day}", "confirm_enrollment")
    if answer is FollowUpAnswer.NOT_REACHED:
        return ()
    if said.given.after_end is AfterTheJob.INDEPENDENT:
        return ("self_employed", "end")
    return ("end",)


def _step_of(given: AnswerIn) -> PlacementStepIn:
    return PlacementStepIn(
        happened_on=given.happened_on,
        evidence=given.evidence,
        evidence_hash=given.evidence_hash,
        note=given.note,
        cause=given.cause,
        after_end=given.after_end,
    )
