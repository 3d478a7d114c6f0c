"""First accounts: staff and employers, as an operator makes them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from models import audit
from models.center import Center
from models.employer import Employer, EmployerRegistration
from models.lifecycles import EmployerStatus
from models.repositories import access, centers, employers
from models.staff_member import StaffMember
from models.vocabulary import StaffRole
from services.access.actor import Actor
from services.access.passwords import hash_password
from services.access.trail import entry
from services.employers.schemas import EmployerIn
from services.errors import AlreadyExists, CenterNotFound
from services.fields import Email, Schema, ShortText


class StaffIn(Schema):
    """Who is to log in."""

    email: Email
    name: ShortText | None = None


def add_staff_member(  # noqa: PLR0913 - each is a fact about the member
    session: Session,
    actor: Actor,
    *,
    email: str,
    role: StaffRole,
    password: str,
    center_code: str | None = None,
    name: str = "",
    is_demo: bool = False,
) -> StaffMember:
    """Raises AlreadyExists, CenterNotFound, or Malformed for a short password."""
    folded = email.strip().lower()
    if access.staff_by_email(session, folded) is not None:
        raise AlreadyExists(what="e-mail")
    center = center_of(session, center_code) if center_code else None
    member = StaffMember(
        email=folded,
        name=name or folded.partition("@")[0],
        role=role,
        center_id=center.id if center else None,
        password_hash=hash_password(password),
        is_demo=is_demo,
    )
    session.add(member)
    session.flush()
    audit.record(session, entry(actor, "staff_added", member, role=str(role)))
    return member


def center_of(session: Session, code: str) -> Center:
    center = centers.by_code(session, code)
    if center is None:
        raise CenterNotFound
    return center


def add_employer(
    session: Session,
    actor: Actor,
    intake: EmployerIn,
    *,
    now: datetime,
    is_verified: bool = False,
    is_demo: bool = False,
) -> Employer:
    """Raises AlreadyExists for a known RFC."""
    if employers.by_rfc(session, intake.rfc) is not None:
        raise AlreadyExists(what="RFC")
    employer = Employer(
        rfc=intake.rfc,
        legal_name=intake.legal_name,
        trade_name=intake.trade_name,
        municipality=intake.municipality,
        status=EmployerStatus.VERIFIED if is_verified else EmployerStatus.UNVERIFIED,
        verified_at=now if is_verified else None,
        contact=intake.contact.model_dump() if intake.contact else None,
        tags=sorted(intake.tags),
        headcount_total=intake.headcount_total,
        headcount_foreign=intake.headcount_foreign,
        registrations=list(_registrations(intake)),
        is_demo=is_demo,
    )
    session.add(employer)
    session.flush()
    audit.record(session, entry(actor, "employer_added", employer, verified=is_verified))
    return employer


def _registrations(intake: EmployerIn) -> Sequence[EmployerRegistration]:
    return [
        EmployerRegistration(
            number=line.number, municipality=line.municipality, subdelegation=line.subdelegation
        )
        for line in intake.registrations
    ]
