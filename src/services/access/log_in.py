"""Staff come in: the same answer, in the same time, for every way it can fail."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models import audit
from models.repositories import access
from models.staff_member import StaffMember
from models.web_session import StaffSession
from services.access.actor import Actor
from services.access.passwords import is_password
from services.access.sessions import actor_of_staff
from services.access.tokens import digest, new_token
from services.access.trail import entry
from services.errors import LogInFailed

MOST_TRIES = 5
LOCKED_FOR = timedelta(minutes=15)


def log_in(
    session: Session, email: str, password: str, *, now: datetime, hours: int
) -> tuple[Actor, str] | None:
    """A new session's token, or None: the failed try has to be committed, so nothing is raised."""
    member = access.staff_by_email(session, email)
    # The hash is computed in every case, so the time tells nothing.
    matches = is_password(password, member.password_hash if member else None)
    if member is None or not member.is_active or _is_locked(member, now):
        return None
    if not matches:
        _count_failure(session, member, now)
        return None
    member.failed_logins, member.locked_until, member.last_login_at = 0, None, now
    token = open_staff_session(session, member, now=now, hours=hours)
    actor = actor_of_staff(member)
    audit.record(session, entry(actor, "logged_in", member))
    return actor, token


def log_in_or_raise(
    session: Session, email: str, password: str, *, now: datetime, hours: int
) -> tuple[Actor, str]:
    found = log_in(session, email, password, now=now, hours=hours)
    if found is None:
        raise LogInFailed
    return found


def open_staff_session(session: Session, member: StaffMember, *, now: datetime, hours: int) -> str:
    token = new_token()
    opened = StaffSession(
        staff_member_id=member.id,
        token_hash=digest(token),
        csrf_secret=new_token(),
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(hours=hours),
    )
    session.add(opened)
    session.flush()
    return token


def _is_locked(member: StaffMember, now: datetime) -> bool:
    return member.locked_until is not None and member.locked_until > now


def _count_failure(session: Session, member: StaffMember, now: datetime) -> None:
    member.failed_logins += 1
    audit.record(session, entry(actor_of_staff(member), "log_in_failed", member))
    if member.failed_logins >= MOST_TRIES:
        member.failed_logins, member.locked_until = 0, now + LOCKED_FOR
        audit.record(session, entry(actor_of_staff(member), "account_locked", member))
