"""The rows of a file before it is made: each with its movement and what speaks against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from models.employer import EmployerRegistration
from models.filing_lifecycles import HELD_BY_THE_INSTITUTE, MovementStatus
from models.hiring_lifecycles import VERIFIED_PLACEMENT, PlacementStatus
from models.insured_name import InsuredName
from models.placement import Placement
from models.repositories import insured_names, movement_files
from models.repositories.movement_files import Wanted
from models.vocabulary import MovementType
from services.access.actor import Actor
from services.calendar import Moment
from services.enrollment.access import acting_for, registration_named
from services.enrollment.movements import (
    ORDINARY_CONCEPT,
    FileFacts,
    is_from_net,
    movement_of,
)
from services.enrollment.objections import (
    ALREADY_FILED,
    ALREADY_IN_FILE,
    ALREADY_THERE,
    BASE_FROM_NET,
    BEFORE_THE_WORK,
    NEVER_ENROLLED,
    NOT_AT_THIS_STAGE,
    OTHER_REGISTRATION,
    stops,
    unfitting,
)
from services.enrollment.schemas import MOST_LINES, MovementFileIn, MovementRowIn
from services.errors import FieldError, Malformed, PlacementNotFound
from services.field_codes import field_error
from services.placements.step import scope_of
from services.social_security.findings import Grade
from services.social_security.movement_lines import DoesNotFit, line
from services.social_security.movement_windows import movement_window
from services.social_security.movements import Movement
from services.social_security.preflight import Circumstances, Objection, preflight

ENDED = (
    PlacementStatus.ENDED,
    PlacementStatus.SELF_EMPLOYED,
    PlacementStatus.DOCUMENT_EXPIRED,
)
STAGES: Mapping[MovementType, tuple[PlacementStatus, ...]] = {
    MovementType.ENROLLMENT: (
        PlacementStatus.ACCEPTED,
        PlacementStatus.STARTED,
        PlacementStatus.ENROLLMENT_REFUSED,
    ),
    MovementType.WAGE_CHANGE: VERIFIED_PLACEMENT,
    MovementType.WITHDRAWAL: (*VERIFIED_PLACEMENT, *ENDED),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """`movement` and `text` are None where an objection left nothing to write."""

    index: int
    placement: Placement
    movement: Movement | None
    text: str | None
    objections: tuple[Objection, ...]

    @property
    def is_good(self) -> bool:
        return self.text is not None and not any(map(stops, self.objections))


@dataclass(frozen=True, slots=True)
class FileDraft:
    employer_id: int
    registration: EmployerRegistration
    facts: FileFacts
    rows: Sequence[Draft]


def draft_file(session: Session, actor: Actor, intake: MovementFileIn, moment: Moment) -> FileDraft:
    """The registration and the hires are locked until the transaction ends."""
    employer = acting_for(session, actor, intake.employer)
    registration = registration_named(session, employer, intake.registration)
    facts = FileFacts(
        movement=intake.movement,
        registration=registration.number,
        guide=intake.guide or f"{registration.subdelegation or ''}{ORDINARY_CONCEPT}",
        clinic=intake.clinic or "",
    )
    rows = intake.rows
    if rows is None:
        rows = _every_one_due(session, actor, registration, facts, moment)
    found = _placements(session, actor, employer.id, rows)
    names = insured_names.of_seekers(session, [row.seeker_id for row in found.values()])
    drafts = [
        _draft(index, found[row.placement], names, _Asked(row, facts, registration, moment))
        for index, row in enumerate(rows)
    ]
    return FileDraft(employer.id, registration, facts, drafts)


@dataclass(frozen=True, slots=True)
class _Asked:
    row: MovementRowIn
    facts: FileFacts
    registration: EmployerRegistration
    moment: Moment


def _every_one_due(
    session: Session,
    actor: Actor,
    registration: EmployerRegistration,
    facts: FileFacts,
    moment: Moment,
) -> tuple[MovementRowIn, ...]:
    """Whoever starts later than the institute takes today waits for another file."""
    kind = facts.movement
    has_others = len(movement_files.active_registrations(session, registration.employer_id)) > 1
    window = movement_window(kind, facts.registration[8:10], moment.today, moment.holidays)
    wanted = Wanted(
        employer_id=registration.employer_id,
        movement=kind,
        statuses=ENDED if kind is MovementType.WITHDRAWAL else STAGES[kind],
        registration_id=registration.id,
        municipality=registration.municipality if has_others else None,
        starts_by=window.latest,
    )
    found = movement_files.candidates(session, scope_of(actor), wanted)
    return tuple(MovementRowIn(placement=public_id) for public_id in found[:MOST_LINES])


def _placements(
    session: Session, actor: Actor, employer_id: int, rows: Sequence[MovementRowIn]
) -> dict[UUID, Placement]:
    """Raises Malformed for a hire named twice, PlacementNotFound for one that is not theirs."""
    wanted = [row.placement for row in rows]
    first = {public_id: index for index, public_id in reversed(list(enumerate(wanted)))}
    if twice := [i for i, public_id in enumerate(wanted) if first[public_id] != i]:
        raise Malformed(errors=_at(twice, "duplicate_row.hire"))
    locked = movement_files.locked_placements(session, wanted, scope_of(actor))
    found = {row.public_id: row for row in locked if row.employer_id == employer_id}
    if missing := [i for i, public_id in enumerate(wanted) if public_id not in found]:
        raise PlacementNotFound(errors=_at(missing[:100], "placement_not_found"))
    return found


def _at(rows: Sequence[int], name: str) -> list[FieldError]:
    return [field_error(f"/rows/{index}/placement", name) for index in rows]


def _draft(
    index: int, placement: Placement, names: Mapping[int, InsuredName], asked: _Asked
) -> Draft:
    objections = _stage(placement, asked)
    movement = movement_of(placement, names.get(placement.seeker_id), asked.row, asked.facts)
    if isinstance(movement, Objection):
        return Draft(index, placement, None, None, (*objections, movement))
    objections += _against(placement, movement, asked)
    text = None
    try:
        text = line(movement)
    except DoesNotFit as error:
        if not any(map(stops, objections)):
            objections.append(unfitting(error))
    return Draft(index, placement, movement, text, tuple(objections))


def _stage(placement: Placement, asked: _Asked) -> list[Objection]:
    """What the service itself knows: the hire's stage and the movements before this one."""
    kind = asked.facts.movement
    mine = [row for row in placement.enrollments if row.movement is kind]
    states, found = {row.status for row in mine}, []
    if MovementStatus.WAITING in states:
        in_file = any(row.file_id for row in mine if row.status is MovementStatus.WAITING)
        found.append(ALREADY_IN_FILE if in_file else ALREADY_FILED)
    elif kind is not MovementType.WAGE_CHANGE and states & set(HELD_BY_THE_INSTITUTE):
        found.append(ALREADY_THERE)
    elif placement.status not in STAGES[kind]:
        found.append(NOT_AT_THIS_STAGE)
    elif kind is not MovementType.ENROLLMENT and placement.enrolled_on is None:
        found.append(NEVER_ENROLLED)
    if placement.registration_id not in (None, asked.registration.id):
        found.append(OTHER_REGISTRATION)
    return [Objection(code, "placement") for code in found]


def _against(placement: Placement, movement: Movement, asked: _Asked) -> list[Objection]:
    """What the institute would say."""
    moment = asked.moment
    where = Circumstances(moment.today, placement.municipality, moment.holidays)
    found = list(preflight(movement, where))
    if _is_before_the_work(placement, movement):
        found.append(Objection(BEFORE_THE_WORK, "movement_on"))
    if not asked.registration.is_active:
        found.append(Objection("023", "registration"))
    if is_from_net(placement, asked.row, movement.kind):
        found.append(Objection(BASE_FROM_NET, "base_cents", Grade.WARNING))
    return found


def _is_before_the_work(placement: Placement, movement: Movement) -> bool:
    """Nobody's wage changes or ends before they began; an enrollment may be a day early."""
    first, kind = placement.starts_on, movement.kind
    return first is not None and kind is not MovementType.ENROLLMENT and movement.on < first
