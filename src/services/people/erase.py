"""A person wants to be forgotten: at once, except what the law has the service keep of a hire."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.hiring_lifecycles import BEFORE_THE_START, OPEN_PLACEMENT, PlacementStatus
from models.placement import Placement
from models.repositories import (
    assignments,
    identities,
    match_runs,
    placements,
    referrals,
    seekers,
)
from models.seeker import Seeker
from models.vocabulary import ActorKind
from services.access.actor import SYSTEM, Actor, Scope
from services.access.trail import entry
from services.calendar import Moment, legal_day
from services.enrollment.erasure import StillAtTheInstitute, erase_lines
from services.placements.schemas import PlacementStepIn
from services.placements.step import Move, move_placement
from services.referrals.step import move_referral
from services.seekers.ages import birthday
from services.seekers.forget import FOR_THE_LAW, forget
from services.seekers.read import attended, held
from services.social_security.tables import term
from services.steps import StepIn

NEVER_BEGAN = frozenset(
    {
        *BEFORE_THE_START,
        PlacementStatus.NO_SHOW,
        PlacementStatus.NOT_ACCEPTED,
        PlacementStatus.OFFER_DECLINED,
        PlacementStatus.HIRED_ELSEWHERE,
        PlacementStatus.OPENING_CANCELLED,
    }
)


@dataclass(frozen=True, slots=True)
class Duty:
    """Why name, CURP and social security number stay. `until` None: the job goes on."""

    is_there: bool
    until: date | None = None


FREE = Duty(is_there=False)


def duty_of(session: Session, actor: Actor, seeker_id: UUID, today: date) -> Duty:
    """What would stay if the person were forgotten today. Raises SeekerNotFound."""
    actor.require(ActorKind.STAFF, ActorKind.SEEKER, scope=Scope.SEEKERS)
    return _duty(placements.of_person(session, attended(session, actor, seeker_id).id), today)


def erase_person(session: Session, actor: Actor, seeker_id: UUID, moment: Moment) -> Duty:
    """What has to stay, if anything. Offers and referrals under way end; a job goes on."""
    actor.require(ActorKind.STAFF, ActorKind.SEEKER, scope=Scope.SEEKERS)
    seeker = held(session, actor, seeker_id)
    _end_what_waits(session, actor, seeker, moment)
    duty = _duty(placements.of_person(session, seeker.id), moment.today)
    keep = FOR_THE_LAW if duty.is_there else frozenset[str]()
    for row_id in identities.merged_into(session, seeker.id):
        _forget_name(session, session.get_one(Seeker, row_id), moment.now)
    _forget_name(session, seeker, moment.now, keep=keep)
    audit.record(session, entry(actor, "person_erased", seeker, keeps=sorted(keep)))
    session.flush()
    return duty


def finish_erasures(session: Session, now: datetime) -> int:
    """Whoever asked to be forgotten and whose years are over: the rest goes too."""
    finished = 0
    for seeker in seekers.erased_with_name(session):
        hires = placements.of_person(session, seeker.id)
        if not _duty(hires, legal_day(now)).is_there and _finish(session, seeker, now):
            finished += 1
    return finished


def _finish(session: Session, seeker: Seeker, now: datetime) -> bool:
    try:
        erase_lines(session, SYSTEM, seeker)
    except StillAtTheInstitute:
        return False
    forget(session, seeker, now)
    audit.record(session, entry(SYSTEM, "person_erased", seeker, keeps=[]))
    return True


def _forget_name(
    session: Session, seeker: Seeker, now: datetime, *, keep: frozenset[str] = frozenset()
) -> None:
    """They leave the lists of kept runs, too; a file that names them again finds that they asked
    to be forgotten."""
    forget(session, seeker, now, keep=keep)
    match_runs.forget_person(session, seeker.id)
    assignments.forget_person(session, seeker.id)
    if seeker.external_id is not None:
        seeker.external_id = seekers.forgotten_name(session, seeker.external_id)


def _end_what_waits(session: Session, actor: Actor, seeker: Seeker, moment: Moment) -> None:
    for offer in placements.open_of_seeker(session, seeker.id):
        if offer.status in BEFORE_THE_START:
            row = placements.locked(session, offer.public_id)
            if row is not None:
                move_placement(session, actor, row, Move("decline", PlacementStepIn()), moment)
    for referral in referrals.active_of_seeker(session, seeker.id):
        move_referral(session, SYSTEM, referral, "withdraw", StepIn(), now=moment.now)


def _duty(hires: Sequence[Placement], today: date) -> Duty:
    """Five years from the end of the last job; while a job goes on there is no end yet."""
    begun = [row for row in hires if row.status not in NEVER_BEGAN or row.enrollments]
    if any(row.status in OPEN_PLACEMENT for row in begun):
        return Duty(is_there=True)
    ends = [birthday(_last_day(row), term("keep_records")) for row in begun]
    until = max(ends, default=today)
    return Duty(is_there=True, until=until) if until > today else FREE


def _last_day(hire: Placement) -> date:
    return hire.ended_on or legal_day(hire.updated_at)
