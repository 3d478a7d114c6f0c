"""An opening's steps: publish, pause, close, and what staff decide in review."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.employer import Employer
from models.lifecycles import OPENING, EmployerStatus, OpeningStatus, Transition
from models.opening import Opening
from models.repositories import openings
from models.vocabulary import ActorKind, RejectionReason
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.errors import (
    N_,
    Conflict,
    EmployerNotVerified,
    Forbidden,
    IllegalTransition,
    NoPositionsLeft,
    OpeningNotFound,
    TransitionNotFound,
)
from services.fields import Schema
from services.openings.prepare import REJECTED_BEFORE
from services.steps import possible_steps


class ReviewPending(Conflict):
    code = "review_pending"
    message = N_("Staff have to look at this opening first: %(codes)s.")


class ChangedSinceRead(Conflict):
    code = "changed_since_read"
    message = N_("The employer changed it meanwhile. Read it as it is now, then decide once more.")


class RejectionIn(Schema):
    """Why staff do not publish an opening; its employer sees it."""

    reason: RejectionReason | None = None


def move_opening(
    session: Session,
    actor: Actor,
    opening_id: UUID,
    transition: str,
    given: RejectionIn | None = None,
    *,
    now: datetime,
) -> Opening:
    """Where it already stands there, nothing happens. Raises OpeningNotFound, TransitionNotFound,
    IllegalTransition, EmployerNotVerified, ReviewPending or NoPositionsLeft."""
    actor.require(ActorKind.EMPLOYER, ActorKind.STAFF, scope=Scope.OPENINGS)
    opening = openings.locked(session, opening_id, employer_id=owner_of(actor))
    if opening is None:
        raise OpeningNotFound
    step = _step_of(actor, transition)
    if opening.status is step.target:
        return opening
    if opening.status not in step.sources:
        raise refusal(actor, opening.status, transition)
    _check_publishable(session, actor, opening, step.target)
    opening.status = step.target
    if step.target is OpeningStatus.PUBLISHED:
        opening.published_at = opening.published_at or now
        opening.review_codes = []
    if step.target is OpeningStatus.REJECTED:
        why = [str(given.reason)] if given and given.reason else []
        opening.review_codes = sorted({*opening.review_codes, REJECTED_BEFORE, *why})
    if step.target is OpeningStatus.CLOSED:
        opening.closed_at = now
    audit.record(session, entry(actor, f"opening_{transition}", opening))
    session.flush()
    return opening


@dataclass(frozen=True, slots=True)
class Decision:
    """`seen` is the content hash of what was read."""

    step: str
    given: RejectionIn
    seen: str


def decide_opening(
    session: Session, actor: Actor, opening_id: UUID, decision: Decision, *, now: datetime
) -> Opening:
    """As `move_opening`, of what was read. Raises ChangedSinceRead."""
    actor.require(ActorKind.STAFF, scope=Scope.OPENINGS)
    opening = openings.locked(session, opening_id)
    if opening is None:
        raise OpeningNotFound
    if (opening.content_hash or "") != decision.seen:
        raise ChangedSinceRead
    return move_opening(session, actor, opening_id, decision.step, decision.given, now=now)


def _step_of(actor: Actor, transition: str) -> Transition[OpeningStatus]:
    step = OPENING.named(transition)
    if step is None or transition in BY_ITSELF:
        raise TransitionNotFound(transition=transition, known=", ".join(STEPS))
    if actor.kind not in step.by:
        raise Forbidden
    return step


def _check_publishable(
    session: Session, actor: Actor, opening: Opening, target: OpeningStatus
) -> None:
    if target is not OpeningStatus.PUBLISHED:
        return
    employer = session.get_one(Employer, opening.employer_id)
    if employer.status is not EmployerStatus.VERIFIED:
        raise EmployerNotVerified
    if opening.review_codes and not actor.is_staff:
        raise ReviewPending(codes=", ".join(opening.review_codes))
    if opening.positions_filled >= opening.positions:
        raise NoPositionsLeft


# These follow from something else: positions taken, an opening sent again.
BY_ITSELF = frozenset({"fill", "review"})
STEPS = [row.name for row in OPENING.transitions if row.name not in BY_ITSELF]


def refusal(actor: Actor, status: OpeningStatus, transition: str) -> IllegalTransition:
    steps = [name for name in possible_steps(OPENING, status, actor) if name not in BY_ITSELF]
    return IllegalTransition(transition=transition, state=str(status), possible=steps)


def owner_of(actor: Actor) -> int | None:
    """The employer to whom queries are bound; None for staff, who see all openings."""
    return actor.id if actor.is_employer else None
