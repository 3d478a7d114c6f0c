"""Steps along a lifecycle: possible, allowed, with its evidence; then one event."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import StringConstraints

from models.lifecycles import Lifecycle, Transition
from models.vocabulary import ActorKind, EvidenceGrade, EvidenceKind
from services.access.actor import Actor
from services.calendar import MEXICO
from services.errors import (
    N_,
    EvidenceMissing,
    Forbidden,
    IllegalTransition,
    TransitionNotFound,
)
from services.fields import Day, Note, Schema

S = TypeVar("S", bound=StrEnum)

# A: the worker's own document. B: a receipt of what was filed or paid. C: somebody's word.
GRADES = {
    EvidenceKind.RIGHTS_CERTIFICATE: EvidenceGrade.A,
    EvidenceKind.WEEKS_CERTIFICATE: EvidenceGrade.A,
    EvidenceKind.PAYMENT_RECEIPT: EvidenceGrade.B,
    EvidenceKind.MOVEMENT_RECEIPT: EvidenceGrade.B,
}
WORKERS_OWN = frozenset(kind for kind, grade in GRADES.items() if grade is EvidenceGrade.A)


class NotYoursToShow(Forbidden):
    code = "not_yours_to_show"
    message = N_("The worker's own documents are shown by the worker, not by the employer.")


Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class StepIn(Schema):
    """What comes with a step. Documents are not kept: `evidence_hash` is their SHA-256."""

    happened_on: Day | None = None
    evidence: EvidenceKind | None = None
    evidence_grade: EvidenceGrade | None = None
    evidence_hash: Hash | None = None
    note: Note = ""

    @property
    def is_documented(self) -> bool:
        """There is more than the word of whoever sends it."""
        return self.evidence_hash is not None


def checked(
    lifecycle: Lifecycle[S], status: S, transition: str, actor: Actor, step: StepIn
) -> Transition[S] | None:
    """The transition, or None when the row already stands where it leads: sent twice is harmless.

    Raises TransitionNotFound, Forbidden, IllegalTransition, EvidenceMissing or NotYoursToShow.
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
        possible = possible_steps(lifecycle, status, actor)
        raise IllegalTransition(transition=transition, state=str(status), possible=possible)
    if row.evidence and step.evidence not in row.evidence:
        raise EvidenceMissing(needed=", ".join(sorted(row.evidence)))
    if actor.is_employer and step.evidence in WORKERS_OWN:
        raise NotYoursToShow
    return row


def possible_steps(lifecycle: Lifecycle[S], status: S, actor: Actor) -> Sequence[str]:
    """The names of the transitions that this actor may ask for now."""
    return [row.name for row in lifecycle.starting_from(status) if actor.kind in row.by]


def grade_of(step: StepIn, by: ActorKind) -> EvidenceGrade | None:
    """By the kind of evidence and who shows it: nobody grades their own word higher. Without a
    hash a document is a word, unless staff saw it; the worker's own is not the employer's to show.
    """
    if step.evidence is None:
        return None
    is_seen = step.is_documented or by in {ActorKind.STAFF, ActorKind.SYSTEM}
    is_theirs = by is not ActorKind.EMPLOYER or step.evidence not in WORKERS_OWN
    return GRADES.get(step.evidence, EvidenceGrade.C) if is_seen and is_theirs else EvidenceGrade.C


def best(*grades: EvidenceGrade | None) -> EvidenceGrade | None:
    return min(filter(None, grades), default=None)


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
        "evidence_grade": grade_of(step, actor.kind),
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
