"""An employer's registrations at the institute: seen, and added or corrected."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from models import audit
from models.employer import EmployerRegistration
from models.repositories import employers
from services.access.actor import Actor
from services.access.trail import entry
from services.employers.schemas import RegistrationIn
from services.enrollment.access import acting_for, require_either_side
from services.errors import N_, Conflict, EmployerNotFound
from services.fields import Municipality, Schema


class RegistrationPut(Schema):
    """`employer` is for staff; an employer speaks for itself."""

    employer: UUID | None = None
    municipality: Municipality
    subdelegation: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")] | None = None
    is_active: bool = True


class RegistrationOfAnother(Conflict):
    code = "registration_of_another"
    message = N_(
        "Another verified employer files with this registration. If it is yours, the employment "
        "service enters it for you."
    )


def list_registrations(
    session: Session, actor: Actor, employer: UUID | None
) -> Sequence[EmployerRegistration]:
    require_either_side(actor)
    acting = acting_for(session, actor, employer)
    found = employers.with_registrations(session, acting.public_id)
    return found.registrations if found else []


def put_registration(
    session: Session, actor: Actor, intake: RegistrationIn, put: RegistrationPut
) -> EmployerRegistration:
    """`intake` is the number with the place, checked. A number is one employer's: raises
    RegistrationOfAnother, but for staff, who have seen whose it is."""
    require_either_side(actor)
    acting = acting_for(session, actor, put.employer)
    employer = employers.locked(session, acting.public_id)
    if employer is None:
        raise EmployerNotFound
    found = employers.registration(session, employer.id, intake.number)
    is_taken_up = put.is_active and (found is None or not found.is_active)
    if (
        is_taken_up
        and actor.is_employer
        and employers.is_anothers(session, employer.id, intake.number)
    ):
        raise RegistrationOfAnother
    if found is None:
        found = EmployerRegistration(employer_id=employer.id, number=intake.number)
        session.add(found)
    found.municipality, found.subdelegation = intake.municipality, intake.subdelegation
    found.is_active = put.is_active
    session.flush()
    audit.record(session, entry(actor, "registration_put", found))
    return found
