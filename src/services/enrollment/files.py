"""Movement files that are made: reading them, their bytes, sent, discarded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.enrollment import Enrollment
from models.filing_lifecycles import MOVEMENT_FILE, MovementFileStatus, MovementStatus
from models.hiring_lifecycles import PLACEMENT
from models.movement_file import MovementFile
from models.placement import Placement
from models.repositories import movement_files, timelines
from models.repositories.paging import Cursor, Page
from models.vocabulary import EvidenceKind, MovementType
from services.access.actor import Actor
from services.access.trail import entry
from services.calendar import Moment
from services.days import check_happened
from services.enrollment.access import files_of, require_either_side
from services.enrollment.schemas import SentIn
from services.enrollment.timeline import happened, place_of, with_evidence
from services.errors import N_, Conflict, NotFound, PuenteError
from services.placements.schemas import PlacementStepIn
from services.placements.step import Move, move_placement, scope_of, settle
from services.repeats import check_same
from services.social_security.movement_files import FileFormat, content_of
from services.steps import StepIn, checked


class MovementFileNotFound(NotFound):
    code = "movement_file_not_found"
    message = N_("There is no such movement file, or it is not yours.")


class MovementFileDamaged(PuenteError):
    code = "movement_file_damaged"
    message = N_("The lines kept no longer give the file that was made. Nothing was handed out.")


class MovementFileErased(Conflict):
    code = "movement_file_erased"
    message = N_("Somebody in this file asked to be forgotten, so it is not handed out any more.")


@dataclass(frozen=True, slots=True)
class Content:
    """`name` is a file name without anything personal in it."""

    name: str
    content: bytes
    digest: str


def read_file(
    session: Session, actor: Actor, file_id: UUID, *, whole: bool = False
) -> MovementFile:
    """`whole`: only where every line is the actor's to see."""
    require_either_side(actor)
    file = movement_files.by_public_id(session, file_id, files_of(actor, whole=whole))
    if file is None:
        raise MovementFileNotFound
    return file


def list_files(
    session: Session,
    actor: Actor,
    status: MovementFileStatus | None,
    *,
    after: Cursor | None,
    limit: int,
) -> Page[MovementFile]:
    require_either_side(actor)
    scope = files_of(actor, whole=False)
    return movement_files.listed(session, scope, status, after=after, limit=limit)


def content_of_file(session: Session, actor: Actor, file_id: UUID) -> Content:
    """The same bytes every time; who took them is in the audit trail."""
    file = read_file(session, actor, file_id, whole=True)
    if any(row.line is None for row in file.movements):
        raise MovementFileErased
    content = kept_content(file)
    if sha256(content).hexdigest() != file.digest:
        raise MovementFileDamaged
    audit.record(session, entry(actor, "movement_file_taken", file))
    name = f"{file.movement}-{file.registration.number}-{file.number:06d}.txt"
    return Content(name, content, file.digest)


def kept_content(file: MovementFile) -> bytes:
    """From the lines that are kept, in the format of the day it was made."""
    file_format = FileFormat(
        encoding=file.encoding,
        line_end=file.line_end,
        enie=file.enie,
        closing_record=file.closing_record,
    )
    return content_of([row.line or "" for row in file.movements], file.guide, file_format)


def placements_in(session: Session, actor: Actor, file: MovementFile) -> dict[int, Placement]:
    """The hires of its lines that the actor may see, by row, as they are now; not locked."""
    return movement_files.read_placements(session, file.movements, scope_of(actor))


def locked_file(session: Session, actor: Actor, file_id: UUID) -> MovementFile:
    require_either_side(actor)
    file = movement_files.locked(session, file_id, files_of(actor))
    if file is None:
        raise MovementFileNotFound
    return file


def send_file(
    session: Session, actor: Actor, file_id: UUID, sent: SentIn, moment: Moment
) -> MovementFile:
    """The employer sent it: from here the institute has the turn. Sent twice is harmless, also
    when it was answered in between; with another day or receipt it raises RecordedOtherwise."""
    file = locked_file(session, actor, file_id)
    happened_to_file(file, "/sent_on", sent.sent_on, moment)
    status = file.status if file.sent_on is None else MovementFileStatus.SENT
    if checked(MOVEMENT_FILE, status, "send", actor, StepIn()) is not None:
        placements = movement_files.placements_of(session, file.movements)
        mark_sent(session, actor, Sending(file, placements, sent), moment)
        return file
    if sent.receipt and not file.receipt:
        _take_receipt(session, actor, file, sent)
    check_same(
        {
            "sent_on": (sent.sent_on, file.sent_on),
            "receipt": (sent.receipt, file.receipt),
            "evidence_hash": (sent.evidence_hash, file.receipt_hash),
        }
    )
    return file


def _take_receipt(session: Session, actor: Actor, file: MovementFile, sent: SentIn) -> None:
    """Known to be sent by its reply alone until now."""
    file.receipt, file.receipt_hash = sent.receipt, sent.evidence_hash
    for movement in file.movements:
        movement.receipt = sent.receipt
    audit.record(session, entry(actor, "movement_file_receipt_told", file, lines=file.lines))


def happened_to_file(file: MovementFile, pointer: str, day: date | None, moment: Moment) -> None:
    """Raises Malformed for a day to come, or long before the file was made."""
    recorded, today = file.created_at, moment.today
    check_happened(pointer, day, "movement_file", recorded_at=recorded, today=today)


@dataclass(frozen=True, slots=True)
class Sending:
    file: MovementFile
    placements: dict[int, Placement]
    sent: SentIn


def mark_sent(session: Session, actor: Actor, sending: Sending, moment: Moment) -> None:
    """File and placements are locked."""
    file, sent = sending.file, sending.sent
    file.status = MovementFileStatus.SENT
    file.sent_on = sent.sent_on or moment.today
    file.receipt, file.receipt_hash = sent.receipt, sent.evidence_hash
    step = PlacementStepIn(
        happened_on=file.sent_on,
        receipt=sent.receipt,
        evidence=EvidenceKind.MOVEMENT_RECEIPT if sent.receipt else EvidenceKind.STATEMENT,
        evidence_hash=sent.evidence_hash,
    )
    audit.record(session, entry(actor, "movement_file_sent", file, lines=file.lines))
    others = []
    for movement in file.movements:
        movement.filed_on, movement.receipt = file.sent_on, sent.receipt
        placement, details = sending.placements[movement.placement_id], place_of(movement, file)
        if _may_be_filed(movement, placement):
            move = Move("file_enrollment", step, movement, details)
            move_placement(session, actor, placement, move, moment)
        else:
            event = happened("send_movement", placement, actor, moment, details)
            others.append((placement, with_evidence(event, step)))
    timelines.add_to_placements(session, others)


def _may_be_filed(movement: Enrollment, placement: Placement) -> bool:
    row = PLACEMENT.named("file_enrollment")
    is_enrollment = movement.movement is MovementType.ENROLLMENT
    is_waiting = movement.status is MovementStatus.WAITING
    return is_enrollment and is_waiting and row is not None and placement.status in row.sources


def discard_file(session: Session, actor: Actor, file_id: UUID, moment: Moment) -> MovementFile:
    """Never sent: its lines are free for another file. A file that was sent is not discarded."""
    file = locked_file(session, actor, file_id)
    if checked(MOVEMENT_FILE, file.status, "discard", actor, StepIn()) is None:
        return file
    placements = movement_files.placements_of(session, file.movements)
    file.status = MovementFileStatus.DISCARDED
    free = [row for row in file.movements if row.status is MovementStatus.WAITING]
    _withdraw(session, actor, Sending(file, placements, SentIn()), free, moment)
    audit.record(session, entry(actor, "movement_file_discarded", file, lines=len(free)))
    session.flush()
    return file


def _withdraw(
    session: Session,
    actor: Actor,
    sending: Sending,
    free: Sequence[Enrollment],
    moment: Moment,
) -> None:
    events = []
    for movement in free:
        settle(movement, "withdraw")
        placement = sending.placements[movement.placement_id]
        details = place_of(movement, sending.file)
        events.append((placement, happened("take_back", placement, actor, moment, details)))
    timelines.add_to_placements(session, events)
