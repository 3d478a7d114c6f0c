"""Evidence of an enrollment: what was seen, by whom, when. The document itself is not kept."""

from collections.abc import Mapping
from typing import Any, Self
from uuid import UUID

from pydantic import model_validator
from sqlalchemy.orm import Session

from models import audit
from models.hiring_lifecycles import PLACEMENT
from models.placement import Placement
from models.repositories import placements, timelines
from models.vocabulary import ActorKind, EvidenceGrade, EvidenceKind, TaskKind
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.calendar import Moment
from services.enrollment.tasks import close_tasks
from services.enrollment.timeline import happened, with_evidence
from services.enrollment.wages import check_wage, difference_of
from services.errors import PlacementNotFound
from services.field_codes import unfit
from services.fields import Money
from services.placements.schemas import PlacementStepIn
from services.placements.step import Move, happened_to, move_placement, scope_of
from services.social_security.wage_check import WageDifference
from services.steps import GRADES, WORKERS_OWN, NotYoursToShow, StepIn, best, grade_of

PROVES = frozenset({EvidenceGrade.A, EvidenceGrade.B})
SETTLED_BY_PROOF = (
    TaskKind.ENROLLMENT_OVERDUE,
    TaskKind.REPLY_OVERDUE,
    TaskKind.IDENTITY,
    TaskKind.CHECK_IDENTITY,
    TaskKind.UNKNOWN_REPLY,
)


class EvidenceIn(StepIn):
    """A document of grade A or B needs its SHA-256. `happened_on` is the day it is of, and
    `registered_base_mxn` the daily base it shows."""

    evidence: EvidenceKind
    registered_base_mxn: Money | None = None

    @model_validator(mode="after")
    def _documents_have_a_hash(self) -> Self:
        if self.evidence in GRADES and self.evidence_hash is None:
            raise unfit("hash_needed")
        return self


def record_evidence(
    session: Session, actor: Actor, placement_id: UUID, given: EvidenceIn, moment: Moment
) -> Placement:
    """A or B confirms an enrollment that waits; the grade only ever rises. The same document
    again changes nothing."""
    actor.require(ActorKind.EMPLOYER, ActorKind.STAFF, ActorKind.SEEKER, scope=Scope.PLACEMENTS)
    if actor.is_employer and given.evidence in WORKERS_OWN:
        raise NotYoursToShow
    grade = grade_of(given, actor.kind) or EvidenceGrade.C
    placement = placements.locked(session, placement_id, scope_of(actor))
    if placement is None:
        raise PlacementNotFound
    happened_to(placement, given, moment)
    if not _is_known(session, placement, given):
        _keep(session, actor, placement, given, moment)
        audit.record(session, entry(actor, "evidence_seen", placement, grade=str(grade)))
    session.flush()
    return placement


def wage_difference(placement: Placement, moment: Moment) -> WageDifference | None:
    """Offered against registered; None where one of them is not known."""
    return difference_of(placement, placement.starts_on or moment.today)


def _is_known(session: Session, placement: Placement, given: EvidenceIn) -> bool:
    events = timelines.of_placement(session, placement.id)
    same = (given.evidence, given.evidence_hash)
    return given.evidence_hash is not None and any(
        (event.evidence_kind, event.evidence_hash) == same for event in events
    )


def _keep(
    session: Session, actor: Actor, placement: Placement, given: EvidenceIn, moment: Moment
) -> None:
    details = _details(given)
    row = PLACEMENT.named("confirm_enrollment")
    may_confirm = row is not None and placement.status in row.sources
    if row is not None and may_confirm and given.evidence in row.evidence:
        move = Move(row.name, _step_of(given), details=details)
        move_placement(session, actor, placement, move, moment)
    else:
        event = happened("see_evidence", placement, actor, moment, details)
        timelines.add_to_placement(session, placement, with_evidence(event, given))
    grade = grade_of(given, actor.kind)
    placement.grade = best(placement.grade, grade)
    if grade in PROVES:
        close_tasks(session, placement, SETTLED_BY_PROOF, moment)
    if given.registered_base_mxn is not None:
        placement.registered_base_mxn = given.registered_base_mxn
        check_wage(session, placement, moment)


def _details(given: EvidenceIn) -> Mapping[str, Any]:
    base = given.registered_base_mxn
    return {} if base is None else {"registered_base": str(base)}


def _step_of(given: EvidenceIn) -> PlacementStepIn:
    return PlacementStepIn(
        happened_on=given.happened_on,
        evidence=given.evidence,
        evidence_hash=given.evidence_hash,
        note=given.note,
    )
