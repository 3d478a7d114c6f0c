"""Steps along a lifecycle: possible, allowed, with its evidence; then one event."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import StringConstraints

from models.lifecycles import Lifecycle, Transition
from models.vocabulary import EvidenceGrade, EvidenceKind
from services.access.actor import Actor
from services.calendar import MEXICO
from services.errors import EvidenceMissing, Forbidden, IllegalTransition, TransitionNotFound
from services.fields import Day, Note, Schema

S = TypeVar("S", bound=StrEnum)

# A: the worker's own document. B: the employer's receipt. C: somebody's word.
GRADES = {
    EvidenceKind.RIGHTS_CERTIFICATE: EvidenceGrade.A,
    EvidenceKind.WEEKS_CERTIFICATE: EvidenceGrade.A,
    EvidenceKind.PAYMENT_RECEIPT: EvidenceGrade.A,
    EvidenceKind.MOVEMENT_RECEIPT: EvidenceGrade.B,
}


Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class StepIn(Schema):
    """What comes with a step. Documents are not kept: `evidence_hash` is their SHA-256."""

    happened_on: Day | None = None
    evidence: EvidenceKind | None = None
    evidence_grade: EvidenceGrade | None = None
    evidence_hash: Hash | None = None
    note: Note = ""


def checked(
    lifecycle: Lifecycle[S], status: S, transition: str, actor: Actor, step: StepIn
) -> Transition[S] | None:
    """The transition, or None when the row already stands where it leads: sent twice is harmless.

    Raises TransitionNotFound, Forbidden, IllegalTransition or EvidenceMissing.
    """
    row = lifecycle.named(transition)
    if row is None:
        known = ", ".join(each.name for each in lifecycle.transitions)
        raise TransitionNotFound(transition=transition, known=known)
    if actor.kind not in row.by:
        raise Forbidden
    if status is row.target:
        return None
    if status not in row.sources:
        possible = ", ".join(possible_steps(lifecycle, status, actor)) or "–"
        raise IllegalTransition(transition=transition, state=str(status), possible=possible)
    if row.evidence and step.evidence not in row.evidence:
        raise EvidenceMissing(needed=", ".join(sorted(row.evidence)))
    return row


def possible_steps(lifecycle: Lifecycle[S], status: S, actor: Actor) -> Sequence[str]:
    """The names of the transitions that this actor may ask for now."""
    return [row.name for row in lifecycle.starting_from(status) if actor.kind in row.by]


def grade_of(step: StepIn) -> EvidenceGrade | None:
    """By the kind of evidence: nobody grades their own word higher."""
    return GRADES.get(step.evidence, EvidenceGrade.C) if step.evidence else None


def event_fields(
    row: Transition[S], status: S, actor: Actor, step: StepIn, now: datetime
) -> dict[str, Any]:
    return {
        "transition": row.name,
        "from_status": str(status),
        "to_status": str(row.target),
        "actor_kind": actor.kind,
        "actor": str(actor.public_id) if actor.public_id else None,
        "at": now,
        "happened_at": noon(step.happened_on) if step.happened_on else None,
        "evidence_kind": step.evidence,
        "evidence_grade": grade_of(step),
        "evidence_hash": step.evidence_hash,
        "note": step.note or None,
    }


def first_event(status: S, actor: Actor, note: str, now: datetime) -> dict[str, Any]:
    return {
        "transition": "create",
        "from_status": None,
        "to_status": str(status),
        "actor_kind": actor.kind,
        "actor": str(actor.public_id) if actor.public_id else None,
        "at": now,
        "note": note or None,
    }


def noon(day: date) -> datetime:
    """A day as an instant that is that day in every part of Mexico."""
    return datetime.combine(day, time(12), MEXICO).astimezone(UTC)
