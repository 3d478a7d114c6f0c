"""Staff sessions: rows that can be revoked; the token in the cookie is only known as a hash."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.repositories import access
from models.repositories.access import StaffFacts
from models.staff_member import StaffMember
from models.vocabulary import ActorKind
from services.access.actor import Actor
from services.access.tokens import digest
from services.errors import Unauthenticated

STAFF_TOKEN_PREFIX = "pnt_staff_"  # noqa: S105 - a prefix, not a secret


def actor_of_staff(member: StaffMember) -> Actor:
    code = member.center.code if member.center else None
    return _actor(StaffFacts(member.id, member.public_id, member.role, member.center_id, code))


def actor_of_session(session: Session, token: str, *, now: datetime) -> Actor:
    """Raises Unauthenticated when the session is unknown, over or revoked."""
    found = access.staff_of_session(session, digest(token), now)
    if found is None:
        raise Unauthenticated
    return _actor(found)


def _actor(staff: StaffFacts) -> Actor:
    return Actor(
        kind=ActorKind.STAFF,
        id=staff.id,
        public_id=staff.public_id,
        role=staff.role,
        center_id=staff.center_id,
        center_code=staff.center_code,
    )


def log_out(session: Session, token: str, *, now: datetime) -> None:
    """Nothing happens when there is no such session."""
    access.end_staff_session(session, digest(token), now)
