"""Invented hires on their way to enrollment, and who files them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.center import Center
from models.employer import Employer, EmployerRegistration
from models.enrollment import Enrollment
from models.hiring_lifecycles import PlacementStatus
from models.opening import Opening
from models.placement import Placement, PlacementEvent
from models.repositories import timelines
from models.vocabulary import ActorKind, EvidenceKind, StaffRole
from services.access.actor import Actor
from services.calendar import Moment
from services.enrollment.make_file import How, Made, Mode, make_file
from services.enrollment.replies import Entered, enter_replies
from services.enrollment.schemas import MovementFileIn, RepliesIn
from services.placements.schemas import PlacementStepIn
from services.placements.step import step_placement
from services.social_security.movement_files import ORDINARY_FORMAT
from tests.factories import (
    make_center,
    make_employer,
    make_opening,
    make_placement,
    make_registration,
    make_seeker,
    make_staff,
)

TODAY = date(2026, 11, 20)
STARTED = date(2026, 11, 17)
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
MOMENT = Moment(NOW)
HOW = How(Mode.ALL, ORDINARY_FORMAT)
ALL_DUE = MovementFileIn(clinic="034")
CERTIFICATE = PlacementStepIn(evidence=EvidenceKind.RIGHTS_CERTIFICATE, evidence_hash="a" * 64)


def at(year: int, month: int, day: int) -> Moment:
    return Moment(datetime(year, month, day, 18, 0, tzinfo=UTC))


@dataclass
class World:
    """An employer with one registration and hires in one center."""

    center: Center
    employer: Employer
    registration: EmployerRegistration
    opening: Opening
    hires: list[Placement]
    clerk: Actor

    @property
    def boss(self) -> Actor:
        return employer_actor(self.employer)


def employer_actor(employer: Employer) -> Actor:
    return Actor(ActorKind.EMPLOYER, id=employer.id, public_id=employer.public_id)


def staff_actor(session: Session, center: Center, role: StaffRole = StaffRole.STAFF) -> Actor:
    member = make_staff(session, center_id=center.id, role=role)
    return Actor(
        ActorKind.STAFF,
        id=member.id,
        public_id=member.public_id,
        role=role,
        center_id=center.id,
        center_code=center.code,
    )


def make_world(session: Session, hires: int = 3, **opening: Any) -> World:
    center, employer = make_center(session), make_employer(session)
    registration = make_registration(session, employer)
    wanted = {"employer_id": employer.id, "positions": hires + 10} | opening
    world = World(
        center,
        employer,
        registration,
        make_opening(session, **wanted),
        [],
        staff_actor(session, center),
    )
    world.hires = [started(session, world) for _ in range(hires)]
    return world


def started(
    session: Session, world: World, *, seeker: dict[str, Any] | None = None, **fields: Any
) -> Placement:
    """Started on STARTED, with its first event, as after the service's own steps."""
    values: dict[str, Any] = {"starts_on": STARTED, "enrollment_due_on": date(2026, 11, 24)}
    person = make_seeker(session, **{"center_id": world.center.id, **(seeker or {})})
    placement = make_placement(
        session, started=True, opening=world.opening, seeker=person, **(values | fields)
    )
    world.opening.positions_filled += 1
    timelines.add_to_placement(session, placement, first_event(placement))
    return placement


def first_event(placement: Placement) -> PlacementEvent:
    return PlacementEvent(
        transition="create",
        to_status=str(placement.status),
        actor_kind=ActorKind.STAFF,
        at=NOW,
    )


def file_of(
    session: Session,
    world: World,
    intake: MovementFileIn = ALL_DUE,
    *,
    how: How = HOW,
    moment: Moment = MOMENT,
) -> Made:
    return make_file(session, world.boss, intake, how, moment)


def reply(
    session: Session, world: World, made: Made, *replies: Any, moment: Moment = MOMENT
) -> Entered:
    """A reply is a code, None for accepted, or a ReplyIn's fields; in the order of the lines."""
    rows = [_row(line, given) for line, given in enumerate(replies, 1)]
    intake = RepliesIn.model_validate({"receipt": "LOTE-1", "replies": rows})
    return enter_replies(session, world.boss, made.file.public_id, intake, moment)


def _row(line: int, given: Any) -> dict[str, Any]:
    if isinstance(given, dict):
        return given
    return {"line": line, "is_accepted": True} if given is None else {"line": line, "code": given}


def statuses(session: Session, hires: Sequence[Placement]) -> list[PlacementStatus]:
    session.flush()
    for placement in hires:
        session.refresh(placement)
    return [placement.status for placement in hires]


def movements(session: Session, placement: Placement) -> Sequence[Enrollment]:
    mine = Enrollment.placement_id == placement.id
    return session.scalars(select(Enrollment).where(mine).order_by(Enrollment.id)).all()


def step(
    session: Session,
    world: World,
    placement: Placement,
    name: str,
    given: PlacementStepIn,
    moment: Moment = MOMENT,
) -> Placement:
    return step_placement(session, world.clerk, placement.public_id, name, given, moment)


def enrolled(session: Session, world: World, placement: Placement) -> Placement:
    """By the worker's own certificate."""
    return step(session, world, placement, "confirm_enrollment", CERTIFICATE)
