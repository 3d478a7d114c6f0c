"""Making a movement file: checked, numbered, its lines kept as they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from sqlalchemy.orm import Session

from models import audit
from models.enrollment import Enrollment
from models.filing_lifecycles import MovementFileStatus, MovementStatus
from models.movement_file import MovementFile
from models.repositories import movement_files, timelines
from models.vocabulary import MovementType
from services.access.actor import Actor
from services.access.trail import entry
from services.calendar import Moment
from services.enrollment.access import require_either_side
from services.enrollment.drafts import Draft, FileDraft, draft_file
from services.enrollment.objections import row_error, stops
from services.enrollment.schemas import MovementFileIn
from services.enrollment.timeline import happened, place_of
from services.errors import N_, Conflict, FieldError
from services.social_security.movement_files import FileFormat, content_of
from services.social_security.movements import Withdrawal


class Mode(StrEnum):
    """Of a file with rows that would be refused: none of it, or the good rows alone."""

    ALL = "all"
    PARTIAL = "partial"


class RowsWouldBeRefused(Conflict):
    code = "rows_would_be_refused"
    message = N_("Nothing was made: mend the rows listed, or send ?mode=partial.")


class NothingToFile(Conflict):
    code = "nothing_to_file"
    message = N_("No hire is waiting for this movement with this registration.")
    none_is_good = N_("Each hire that waits would be refused: mend what is listed.")

    def __init__(self, *, errors: Sequence[FieldError] = ()) -> None:
        super().__init__(errors=errors)
        if errors:
            self.message = self.none_is_good


@dataclass(frozen=True, slots=True)
class Made:
    """`refused` are the rows left out; nobody's line is lost, they wait for the next file."""

    file: MovementFile
    refused: Sequence[Draft]


def check_file(
    session: Session, actor: Actor, intake: MovementFileIn, moment: Moment
) -> Sequence[Draft]:
    """The preflight: every row, with what the institute would refuse. Nothing is stored."""
    require_either_side(actor)
    return draft_file(session, actor, intake, moment).rows


@dataclass(frozen=True, slots=True)
class How:
    mode: Mode
    file_format: FileFormat


def make_file(
    session: Session, actor: Actor, intake: MovementFileIn, how: How, moment: Moment
) -> Made:
    """Raises RowsWouldBeRefused naming row and field, or NothingToFile."""
    require_either_side(actor)
    draft = draft_file(session, actor, intake, moment)
    good = [row for row in draft.rows if row.is_good]
    refused = [row for row in draft.rows if not row.is_good]
    if refused and how.mode is Mode.ALL:
        raise RowsWouldBeRefused(errors=_errors(refused))
    if not good:
        raise NothingToFile(errors=_errors(refused))
    file = _store(session, actor, draft, good, how.file_format)
    _enter_lines(session, actor, file, good, moment)
    details = {"movement": str(file.movement), "lines": file.lines, "digest": file.digest}
    audit.record(session, entry(actor, "movement_file_made", file, **details))
    return Made(file, refused)


def _errors(refused: Sequence[Draft]) -> list[FieldError]:
    found = [(row.index, it) for row in refused for it in row.objections if stops(it)]
    return [row_error(index, objection) for index, objection in found[:1000]]


def _store(
    session: Session,
    actor: Actor,
    draft: FileDraft,
    good: Sequence[Draft],
    file_format: FileFormat,
) -> MovementFile:
    content = content_of([row.text or "" for row in good], draft.facts.guide, file_format)
    file = MovementFile(
        employer_id=draft.employer_id,
        registration_id=draft.registration.id,
        center_id=None if actor.is_employer or actor.sees_every_center else actor.center_id,
        number=movement_files.next_number(session, draft.registration.id),
        movement=draft.facts.movement,
        guide=draft.facts.guide,
        status=MovementFileStatus.OPEN,
        lines=len(good),
        encoding=file_format.encoding,
        line_end=file_format.line_end,
        enie=file_format.enie,
        closing_record=file_format.closing_record,
        digest=sha256(content).hexdigest(),
        made_by_kind=actor.kind,
        made_by=str(actor.public_id) if actor.public_id else None,
    )
    session.add(file)
    session.flush()
    return file


def _enter_lines(
    session: Session,
    actor: Actor,
    file: MovementFile,
    good: Sequence[Draft],
    moment: Moment,
) -> None:
    pairs = [(row, _line(file, row, number)) for number, row in enumerate(good, 1)]
    session.add_all([movement for _, movement in pairs])
    session.flush()
    events = [
        (row.placement, happened("prepare", row.placement, actor, moment, place_of(movement, file)))
        for row, movement in pairs
    ]
    timelines.add_to_placements(session, events)


def _line(file: MovementFile, row: Draft, number: int) -> Enrollment:
    movement, placement = row.movement, row.placement
    if movement is None:
        raise ValueError("a row without a movement has no line")
    placement.registration_id = file.registration_id
    base = None if isinstance(movement, Withdrawal) else getattr(movement, "base", None)
    line = Enrollment(
        placement_id=placement.id,
        registration_id=file.registration_id,
        movement=MovementType(file.movement),
        status=MovementStatus.WAITING,
        contribution_base_mxn=base,
        effective_on=movement.on,
        file_id=file.id,
        file_line=number,
    )
    line.line = row.text
    line.social_security_number = movement.worker.nss
    return line
