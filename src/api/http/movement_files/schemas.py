"""What the API says of movement files, of their rows before they are made, and of replies."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from api.http.schemas import Out
from models.employer import EmployerRegistration
from models.enrollment import Enrollment
from models.movement_file import MovementFile
from models.placement import Placement
from services.enrollment.drafts import Draft
from services.enrollment.objections import say_objection
from services.enrollment.replies import ReplyResult
from services.social_security.preflight import Objection
from services.social_security.reply_codes import ReplyCode


class ObjectionOut(Out):
    """`code` is the institute's own where it has three digits. `grade` error: the row is refused;
    warning: it goes, but somebody should look."""

    code: str
    field: str
    grade: str
    meaning: str


class RowOut(Out):
    """`index` counts from 0 in `rows`, or in the hires that are due. `is_good`: may go."""

    index: int
    placement: UUID
    is_good: bool
    effective_on: date | None
    contribution_base_mxn: Decimal | None
    objections: list[ObjectionOut]


class PreflightOut(Out):
    """Nothing is stored by asking."""

    good: int
    refused: int
    data: list[RowOut]


class LineOut(Out):
    """A line of a file. What was sent itself is in the file's content."""

    line: int
    id: UUID
    placement: UUID
    status: str
    effective_on: date
    contribution_base_mxn: Decimal | None
    reply_code: str | None
    replied_at: datetime | None


class MovementFileOut(Out):
    """`digest` is the SHA-256 of the content, in hex: the same bytes every time."""

    id: UUID
    number: int
    movement: str
    employer: UUID
    registration: str
    guide: str
    status: str
    lines: int
    digest: str
    sent_on: date | None
    receipt: str | None
    answered_at: datetime | None
    created_at: datetime
    updated_at: datetime


class MovementFileWithLines(MovementFileOut):
    """`data` holds the lines of people whom you may see; `lines` counts all of them."""

    data: list[LineOut]


class MadeOut(MovementFileOut):
    """`refused` are the rows left out with ?mode=partial."""

    refused: list[RowOut]


class ReplyOut(Out):
    """`outcome`: accepted, evidence, refused, unknown_code, unchanged, conflicting or
    no_such_line. `turn` and `act_by`: who must act, and by when."""

    index: int
    line: int | None
    placement: UUID | None
    outcome: str
    code: str | None
    meaning: str | None
    next_step: str | None
    turn: str | None
    may_be_sent_again: bool | None
    act_by: date | None


class RepliesOut(Out):
    file: MovementFileOut
    data: list[ReplyOut]


class ReplyCodeOut(Out):
    """`outcome` evidence: the line is refused because it is already so. `field` is the one of the
    record that the code is about."""

    code: str
    group: str
    field: str | None
    outcome: str
    turn: str
    resend: str
    may_be_sent_again: bool
    task: str | None
    meaning: str
    next_step: str


class RegistrationOut(Out):
    id: UUID
    number: str
    municipality: str
    subdelegation: str | None
    is_active: bool


def objection_out(objection: Objection, language: str) -> ObjectionOut:
    return ObjectionOut(
        code=objection.code,
        field=objection.field,
        grade=str(objection.grade),
        meaning=say_objection(objection, language),
    )


def row_out(draft: Draft, language: str) -> RowOut:
    return RowOut(
        index=draft.index,
        placement=draft.placement.public_id,
        is_good=draft.is_good,
        effective_on=draft.movement.on if draft.movement else None,
        contribution_base_mxn=getattr(draft.movement, "base", None),
        objections=[objection_out(each, language) for each in draft.objections],
    )


def preflight_out(drafts: Sequence[Draft], language: str) -> PreflightOut:
    good = sum(draft.is_good for draft in drafts)
    rows = [row_out(draft, language) for draft in drafts]
    return PreflightOut(good=good, refused=len(drafts) - good, data=rows)


SAME_NAMES = (
    "number", "guide", "lines", "digest", "sent_on", "receipt", "answered_at", "created_at",
    "updated_at",
)  # fmt: skip


def _fields(file: MovementFile) -> dict[str, object]:
    return {
        "id": file.public_id,
        "movement": str(file.movement),
        "employer": file.employer.public_id,
        "registration": file.registration.number,
        "status": str(file.status),
        **{name: getattr(file, name) for name in SAME_NAMES},
    }


def file_out(file: MovementFile) -> MovementFileOut:
    return MovementFileOut(**_fields(file))


def made_out(file: MovementFile, refused: Sequence[Draft], language: str) -> MadeOut:
    return MadeOut(**_fields(file), refused=[row_out(draft, language) for draft in refused])


def file_with_lines(file: MovementFile, placements: dict[int, Placement]) -> MovementFileWithLines:
    lines = [
        _line(row, placements[row.placement_id])
        for row in file.movements
        if row.placement_id in placements
    ]
    return MovementFileWithLines(**_fields(file), data=lines)


def _line(movement: Enrollment, placement: Placement) -> LineOut:
    return LineOut(
        line=movement.file_line or 0,
        id=movement.public_id,
        placement=placement.public_id,
        status=str(movement.status),
        effective_on=movement.effective_on,
        contribution_base_mxn=movement.contribution_base_mxn,
        reply_code=movement.reply_code,
        replied_at=movement.replied_at,
    )


def reply_out(result: ReplyResult, language: str) -> ReplyOut:
    reply = result.reply
    return ReplyOut(
        index=result.index,
        line=result.line,
        placement=result.placement,
        outcome=str(result.outcome),
        code=reply.code if reply else None,
        meaning=reply.meaning(language) if reply else None,
        next_step=reply.next_step(language) if reply else None,
        turn=str(reply.turn) if reply else None,
        may_be_sent_again=reply.may_be_sent_again if reply else None,
        act_by=result.act_by,
    )


def code_out(reply: ReplyCode, language: str) -> ReplyCodeOut:
    return ReplyCodeOut(
        code=reply.code,
        group=reply.group,
        field=reply.field,
        outcome=str(reply.outcome),
        turn=str(reply.turn),
        resend=str(reply.resend),
        may_be_sent_again=reply.may_be_sent_again,
        task=str(reply.task) if reply.task else None,
        meaning=reply.meaning(language),
        next_step=reply.next_step(language),
    )


def registration_out(row: EmployerRegistration) -> RegistrationOut:
    return RegistrationOut(
        id=row.public_id,
        number=row.number,
        municipality=row.municipality,
        subdelegation=row.subdelegation,
        is_active=row.is_active,
    )
