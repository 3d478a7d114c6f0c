"""The institute's answers to a file, entered line by line or read from a sheet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.enrollment import Enrollment
from models.filing_lifecycles import MOVEMENT_FILE, MovementFileStatus, MovementStatus
from models.movement_file import MovementFile
from models.placement import Placement
from models.repositories import movement_files, tasks
from models.sealing import identifier
from models.vocabulary import EvidenceKind, TaskKind
from services.access.actor import Actor
from services.access.trail import entry
from services.calendar import Moment
from services.enrollment.files import Sending, happened_to_file, locked_file, mark_sent
from services.enrollment.outcomes import Answered, Outcome, apply
from services.enrollment.schemas import RepliesIn, ReplyIn, SentIn
from services.enrollment.tasks import Cause, close_tasks, open_task
from services.enrollment.turns import answer_expected_on
from services.errors import N_, Conflict
from services.placements.schemas import PlacementStepIn
from services.social_security.reply_codes import ReplyCode, reply_code

SETTLED_BY_A_REPLY = (
    TaskKind.ENROLLMENT_OVERDUE,
    TaskKind.REPLY_OVERDUE,
    TaskKind.IDENTITY,
    TaskKind.CHECK_IDENTITY,
    TaskKind.UNKNOWN_REPLY,
)
# Whatever the answer is, nobody waits for it any more.
SETTLED_BY_ANY = (TaskKind.REPLY_OVERDUE,)
HELD = frozenset({Outcome.ACCEPTED, Outcome.EVIDENCE})


class MovementFileDiscarded(Conflict):
    code = "movement_file_discarded"
    message = N_("The file was discarded as never sent, so it has no answers.")


@dataclass(frozen=True, slots=True)
class ReplyResult:
    """`index` is the reply's place in what was sent; `act_by` None where nothing is left to do."""

    index: int
    line: int | None
    placement: UUID | None
    outcome: Outcome
    reply: ReplyCode | None
    act_by: date | None


@dataclass(frozen=True, slots=True)
class Entered:
    file: MovementFile
    results: Sequence[ReplyResult]


def enter_replies(
    session: Session, actor: Actor, file_id: UUID, intake: RepliesIn, moment: Moment
) -> Entered:
    """Replies sent twice are harmless; one that names no line of the file opens a task."""
    file = locked_file(session, actor, file_id)
    if file.status is MovementFileStatus.DISCARDED:
        raise MovementFileDiscarded
    happened_to_file(file, "/received_on", intake.received_on, moment)
    placements = movement_files.placements_of(session, file.movements)
    known = _Known(file, placements, _lookup(file, placements), intake)
    if file.status is MovementFileStatus.OPEN:
        sent = SentIn(receipt=intake.receipt, evidence_hash=intake.evidence_hash)
        mark_sent(session, actor, Sending(file, placements, sent), moment)
    results = [_enter(session, actor, known, index, moment) for index in range(len(intake.replies))]
    _close_what_is_settled(session, placements, results, moment)
    _finish(file, moment)
    outcomes = Counter(str(result.outcome) for result in results)
    audit.record(session, entry(actor, "movement_replies_entered", file, **outcomes))
    session.flush()
    return Entered(file, results)


@dataclass(frozen=True, slots=True)
class _Known:
    file: MovementFile
    placements: Mapping[int, Placement]
    movements: Mapping[object, Enrollment]
    intake: RepliesIn

    def movement(self, reply: ReplyIn) -> Enrollment | None:
        """The line that all the names given agree on."""
        names: list[object] = [reply.line] if reply.line else []
        names += [reply.placement] if reply.placement else []
        if reply.social_security_number:
            names.append(identifier(reply.social_security_number))
        found = [self.movements.get(name) for name in names]
        return found[0] if all(row is found[0] for row in found) else None

    @property
    def receipt(self) -> PlacementStepIn:
        return PlacementStepIn(
            happened_on=self.intake.received_on,
            receipt=self.intake.receipt or self.file.receipt,
            evidence=EvidenceKind.MOVEMENT_RECEIPT,
            evidence_hash=self.intake.evidence_hash or self.file.receipt_hash,
        )


def _lookup(file: MovementFile, placements: Mapping[int, Placement]) -> dict[object, Enrollment]:
    found: dict[object, Enrollment] = {}
    for movement in file.movements:
        number = movement.social_security_number
        found[movement.file_line] = found[placements[movement.placement_id].public_id] = movement
        if number:
            found[identifier(number)] = movement
    return found


def _enter(
    session: Session, actor: Actor, known: _Known, index: int, moment: Moment
) -> ReplyResult:
    reply = known.intake.replies[index]
    movement = known.movement(reply)
    meaning = reply_code(reply.code) if reply.code else None
    if movement is None:
        _open_unknown_line(session, known.file, reply, moment)
        return ReplyResult(index, reply.line, None, Outcome.NO_SUCH_LINE, meaning, None)
    placement = known.placements[movement.placement_id]
    answered = Answered(movement, placement, known.file, reply.code, known.receipt)
    done = apply(session, actor, answered, moment)
    return ReplyResult(
        index, movement.file_line, placement.public_id, done.outcome, meaning, done.act_by
    )


def _open_unknown_line(
    session: Session, file: MovementFile, reply: ReplyIn, moment: Moment
) -> None:
    """The institute answered a line that this file does not have: whose is it?"""
    named: dict[str, Any] = {"line": reply.line, "code": reply.code}
    where = reply.line or reply.placement or "number"
    cause = Cause(
        kind=TaskKind.UNKNOWN_LINE,
        subject=f"{file.public_id}:{where}",
        due_on=answer_expected_on(moment.today, moment),
        employer_id=file.employer_id,
        code=reply.code,
        details={"file": str(file.public_id), "number": file.number, **named},
    )
    open_task(session, cause, moment)


def _close_what_is_settled(
    session: Session,
    placements: Mapping[int, Placement],
    results: Sequence[ReplyResult],
    moment: Moment,
) -> None:
    outcomes = {result.placement: result.outcome for result in results}
    answered = [row for row in placements.values() if row.public_id in outcomes]
    ids = [row.id for row in answered]
    busy = tasks.placements_with_open(session, ids, SETTLED_BY_A_REPLY)
    for placement in answered:
        if placement.id in busy:
            is_held = outcomes[placement.public_id] in HELD
            kinds = SETTLED_BY_A_REPLY if is_held else SETTLED_BY_ANY
            close_tasks(session, placement, kinds, moment)


def _finish(file: MovementFile, moment: Moment) -> None:
    if any(row.status is MovementStatus.WAITING for row in file.movements):
        return
    row = MOVEMENT_FILE.named("answer")
    if row is not None and file.status in row.sources:
        file.status, file.answered_at = row.target, moment.now
