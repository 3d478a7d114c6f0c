"""Staff sessions: rows that can be revoked; the token in the cookie is only known as a hash."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.repositories import access
from models.staff_member import StaffMember
from models.vocabulary import ActorKind
from services.access.actor import Actor
from services.access.tokens import digest
from services.errors import Unauthenticated

STAFF_TOKEN_PREFIX = "pnt_staff_"  # noqa: S105 - a prefix, not a secret


def actor_of_staff(member: StaffMember) -> Actor:
    return Actor(
        kind=ActorKind.STAFF,
        id=member.id,
        public_id=member.public_id,
        role=member.role,
        center_id=member.center_id,
        center_code=member.center.code if member.center else None,
    )


def actor_of_session(session: Session, token: str, *, now: datetime) -> Actor:
    """Raises Unauthenticated when the session is unknown, over or revoked."""
    found = access.staff_session(session, digest(token), now)
    if found is None:
        raise Unauthenticated
    return actor_of_staff(found.staff_member)


def log_out(session: Session, token: str, *, now: datetime) -> None:
    """Nothing happens when there is no such session."""
    found = access.staff_session(session, digest(token), now)
    if found is not None:
        found.revoked_at = now
