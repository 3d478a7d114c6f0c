"""Whether the employment service vouches for an employer: verified, suspended, let back in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.employer import Employer
from models.lifecycles import EMPLOYER_VERIFICATION, EmployerStatus, OpeningStatus
from models.repositories import access, employers, openings
from models.vocabulary import ActorKind, SuspensionReason
from services.access.actor import Actor
from services.access.trail import entry
from services.calendar import legal_day
from services.errors import EmployerNotFound, Malformed
from services.field_codes import field_error
from services.fields import Schema
from services.steps import StepIn, checked


class StandingIn(Schema):
    """Why an employer is suspended: that step needs a reason, and no other takes one."""

    reason: SuspensionReason | None = None


def step_employer(
    session: Session,
    actor: Actor,
    employer_id: UUID,
    transition: str,
    given: StandingIn | None = None,
    *,
    now: datetime,
) -> Employer:
    """By whoever sees every center. With a verification the openings are published that waited for
    nothing else; those of a suspended employer are in nobody's list, and its people and keys are
    out. Where it already stands there, nothing happens."""
    actor.require(ActorKind.STAFF, ActorKind.SYSTEM)
    actor.require_every_center()
    employer = employers.locked(session, employer_id)
    if employer is None:
        raise EmployerNotFound
    row = checked(EMPLOYER_VERIFICATION, employer.status, transition, actor, StepIn())
    if row is None:
        return employer
    why = _reason(row.target, given or StandingIn())
    employer.status = row.target
    if row.target is EmployerStatus.VERIFIED:
        employer.verified_at = now
        _publish_waiting(session, actor, employer, now)
    if row.target is EmployerStatus.SUSPENDED:
        access.revoke_every_employer_session(session, employer.id, now)
    audit.record(session, entry(actor, f"employer_{transition}", employer, **why))
    session.flush()
    return employer


def _reason(target: EmployerStatus, given: StandingIn) -> dict[str, str]:
    if target is not EmployerStatus.SUSPENDED:
        return {}
    if given.reason is None:
        raise Malformed(errors=[field_error("/reason", "missing")])
    return {"reason": str(given.reason)}


def _publish_waiting(session: Session, actor: Actor, employer: Employer, now: datetime) -> None:
    today = legal_day(now)
    for opening in openings.in_review_of(session, employer.id):
        is_over = opening.closes_on is not None and opening.closes_on < today
        if opening.review_codes or is_over:
            continue
        opening.status = OpeningStatus.PUBLISHED
        opening.published_at = opening.published_at or now
        audit.record(session, entry(actor, "opening_publish", opening))
