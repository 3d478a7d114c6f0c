"""Movement files in words: rows before a file is made, its lines afterwards."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from api.web.forms import Choice
from models.enrollment import Enrollment
from models.filing_lifecycles import MovementFileStatus, MovementStatus
from models.movement_file import MovementFile
from models.placement import Placement
from models.vocabulary import MovementType
from services.enrollment.drafts import Draft
from services.enrollment.objections import say_objection, stops
from services.enrollment.replies import Entered
from services.errors import N_
from services.placements.disclosure import HIRED
from services.social_security.movement_lines import places
from services.social_security.movements import (
    Movement,
    Withdrawal,
    WithdrawalCause,
    WorkerType,
)
from services.social_security.preflight import Objection
from services.social_security.reply_codes import reply_code
from services.wording import words
from services.wording.employers import (
    CAUSES,
    FIELDS,
    FILES,
    LINES,
    MOVEMENTS,
    OUTCOMES,
    TURNS,
    WORKER_TYPES,
)


@dataclass(frozen=True, slots=True)
class Note:
    """`stops`: with it the line would be refused."""

    text: str
    stops: bool


@dataclass(frozen=True, slots=True)
class DraftRow:
    """`summary` says what the line would carry."""

    id: UUID
    person: str
    address: str
    summary: str
    notes: Sequence[Note]
    is_good: bool


@dataclass(frozen=True, slots=True)
class FileRow:
    address: str
    name: str
    status: str
    day: str
    lines: int


@dataclass(frozen=True, slots=True)
class LineView:
    line: int
    person: str
    address: str
    status: str
    code: str
    meaning: str
    next_step: str
    turn: str
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class FileView:
    """`layout`: from which to which position of a line each field stands."""

    id: UUID
    heading: str
    status: str
    registration: str
    guide: str
    digest: str
    sent: str
    receipt: str
    lines: Sequence[LineView]
    is_open: bool
    is_discarded: bool
    waiting: int
    layout: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ResultView:
    line: str
    outcome: str
    text: str


def draft_row(draft: Draft, lang: str, ignored: Collection[str] = ()) -> DraftRow:
    """`ignored`: objections that are not told before anybody had a chance to type."""
    told = [it for it in draft.objections if it.code not in ignored]
    placement = draft.placement
    return DraftRow(
        id=placement.public_id,
        person=person_of(placement),
        address=f"/employer/hires/{placement.public_id}",
        summary=_carried(draft.movement, lang),
        notes=[_note(it, lang) for it in told],
        is_good=draft.movement is not None and not any(map(stops, told)),
    )


def _carried(movement: Movement | None, lang: str) -> str:
    if movement is None:
        return ""
    say, base = words(lang), getattr(movement, "base", None)
    parts = [say.day(movement.on)]
    if base:
        parts.append(say(N_("base of $%(amount)s a day"), amount=base))
    if isinstance(movement, Withdrawal):
        parts.append(say(CAUSES[movement.cause]))
    return " · ".join(parts)


def _note(objection: Objection, lang: str) -> Note:
    say = words(lang)
    field = say(FIELDS.get(objection.field, objection.field))
    code = f"{objection.code} · " if objection.code.isdigit() else ""
    return Note(f"{code}{field}: {say_objection(objection, lang)}", stops(objection))


def file_row(file: MovementFile, lang: str) -> FileRow:
    say = words(lang)
    return FileRow(
        address=f"/employer/files/{file.public_id}",
        name=_heading(file, lang),
        status=say(FILES[file.status]),
        day=say.day(file.created_at.date()),
        lines=file.lines,
    )


def file_view(file: MovementFile, placements: dict[int, Placement], lang: str) -> FileView:
    say = words(lang)
    shown = [
        _line(row, placements[row.placement_id], lang)
        for row in file.movements
        if row.placement_id in placements
    ]
    return FileView(
        id=file.public_id,
        heading=_heading(file, lang),
        status=say(FILES[file.status]),
        registration=file.registration.number,
        guide=file.guide,
        digest=file.digest,
        sent=say.day(file.sent_on) if file.sent_on else "",
        receipt=file.receipt or "",
        lines=shown,
        is_open=file.status is MovementFileStatus.OPEN,
        is_discarded=file.status is MovementFileStatus.DISCARDED,
        waiting=sum(row.is_waiting for row in shown),
        layout=[
            (f"{first}–{last}" if first < last else str(first), say(FIELDS[field]))
            for first, last, field in places(file.movement)
        ],
    )


def result_views(entered: Entered, lang: str) -> list[ResultView]:
    say = words(lang)
    return [
        ResultView(
            line=str(result.line or "–"),
            outcome=say(OUTCOMES[result.outcome]),
            text=result.reply.next_step(lang) if result.reply else "",
        )
        for result in entered.results
    ]


def cause_choices(lang: str) -> list[Choice]:
    return [Choice(it.value, words(lang)(CAUSES[it])) for it in WithdrawalCause]


def type_choices(lang: str) -> list[Choice]:
    return [Choice(it.value, words(lang)(WORKER_TYPES[it])) for it in WorkerType]


def movement_tabs(lang: str) -> list[Choice]:
    order = (MovementType.ENROLLMENT, MovementType.WITHDRAWAL, MovementType.WAGE_CHANGE)
    return [Choice(it.value, words(lang)(MOVEMENTS[it])) for it in order]


def person_of(placement: Placement) -> str:
    """Only hires are in files; of one that came to nothing since, the name is no longer shown."""
    if placement.status not in HIRED:
        return "–"
    seeker = placement.seeker
    names = (seeker.given_names, seeker.first_surname, seeker.second_surname)
    return " ".join(filter(None, names)) or "–"


def _line(row: Enrollment, placement: Placement, lang: str) -> LineView:
    say = words(lang)
    reply = reply_code(row.reply_code) if row.reply_code else None
    is_settled = row.status in (MovementStatus.ACCEPTED, MovementStatus.PROVED)
    return LineView(
        line=row.file_line or 0,
        person=person_of(placement),
        address=f"/employer/hires/{placement.public_id}",
        status=say(LINES[row.status]),
        code=reply.code if reply else "",
        meaning=reply.meaning(lang) if reply else "",
        next_step=reply.next_step(lang) if reply and not is_settled else "",
        turn=say(TURNS[reply.turn]) if reply and not is_settled else "",
        is_waiting=row.status is MovementStatus.WAITING,
    )


def _heading(file: MovementFile, lang: str) -> str:
    say = words(lang)
    kind = say(MOVEMENTS[file.movement])
    return say(N_("File %(number)s: %(kind)s"), number=file.number, kind=kind)
