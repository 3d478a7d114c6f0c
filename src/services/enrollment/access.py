"""Whose files and hires somebody may see, and on behalf of which employer they act."""

from uuid import UUID

from sqlalchemy.orm import Session

from models.employer import Employer, EmployerRegistration
from models.repositories import employers, movement_files
from models.repositories.movement_files import FileScope
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.errors import N_, EmployerNotFound, Malformed, NotFound
from services.field_codes import field_error


class RegistrationNotFound(NotFound):
    code = "registration_not_found"
    message = N_(
        "The employer has no such registration. GET /v1/employer-registrations lists them."
    )


def files_of(actor: Actor, *, whole: bool = True) -> FileScope:
    """A center's staff see every file with somebody in their care, whoever made it; its content
    and its answers are theirs where everybody in it is."""
    if actor.is_employer:
        return FileScope(employer_id=actor.id)
    if actor.sees_every_center:
        return FileScope()
    return FileScope(center_id=actor.center_id, whole=whole)


def require_either_side(actor: Actor) -> None:
    actor.require(ActorKind.EMPLOYER, ActorKind.STAFF, scope=Scope.PLACEMENTS)


def acting_for(session: Session, actor: Actor, employer: UUID | None) -> Employer:
    """The employer itself, or the one that staff name. Raises EmployerNotFound or Malformed."""
    wanted = actor.public_id if actor.is_employer else employer
    if wanted is None:
        raise Malformed(errors=[field_error("/employer", "missing.employer")])
    found = employers.by_public_id(session, wanted)
    if found is None or (actor.is_employer and employer not in (None, wanted)):
        raise EmployerNotFound
    return found


def registration_named(
    session: Session, employer: Employer, number: str | None
) -> EmployerRegistration:
    """Locked: files of one registration are made one after the other."""
    found = movement_files.locked_registration(
        session, employer.id, number.upper() if number else _only_one(session, employer)
    )
    if found is None:
        raise RegistrationNotFound
    return found


def _only_one(session: Session, employer: Employer) -> str:
    known = movement_files.active_registrations(session, employer.id)
    if not known:
        raise RegistrationNotFound
    if len(known) > 1:
        count = len(known)
        raise Malformed(errors=[field_error("/registration", "missing.registration", count=count)])
    return known[0].number
