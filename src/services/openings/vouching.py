"""Whether the employment service vouches for an employer: verified, suspended, let back in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.employer import Employer
from models.lifecycles import EMPLOYER_VERIFICATION, EmployerStatus, OpeningStatus
from models.repositories import employers, openings
from models.vocabulary import ActorKind
from services.access.actor import Actor
from services.access.trail import entry
from services.calendar import legal_day
from services.errors import EmployerNotFound, Forbidden
from services.steps import StepIn, checked


def step_employer(
    session: Session, actor: Actor, employer_id: UUID, transition: str, *, now: datetime
) -> Employer:
    """By whoever sees every center. With a verification the openings are published that waited for
    nothing else; those of a suspended employer are in nobody's list, and its people and keys are
    out. Where it already stands there, nothing happens."""
    actor.require(ActorKind.STAFF, ActorKind.SYSTEM)
    if not actor.sees_every_center:
        raise Forbidden
    employer = employers.locked(session, employer_id)
    if employer is None:
        raise EmployerNotFound
    row = checked(EMPLOYER_VERIFICATION, employer.status, transition, actor, StepIn())
    if row is None:
        return employer
    employer.status = row.target
    if row.target is EmployerStatus.VERIFIED:
        employer.verified_at = now
        _publish_waiting(session, actor, employer, now)
    audit.record(session, entry(actor, f"employer_{transition}", employer))
    session.flush()
    return employer


def _publish_waiting(session: Session, actor: Actor, employer: Employer, now: datetime) -> None:
    today = legal_day(now)
    for opening in openings.in_review_of(session, employer.id):
        is_over = opening.closes_on is not None and opening.closes_on < today
        if opening.review_codes or is_over:
            continue
        opening.status = OpeningStatus.PUBLISHED
        opening.published_at = opening.published_at or now
        audit.record(session, entry(actor, "opening_publish", opening))
