"""Staff come in: the same answer, in the same time, for every way it can fail."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models import audit
from models.repositories import access, rate_buckets
from models.staff_member import StaffMember
from models.web_session import StaffSession
from services.access.actor import Actor
from services.access.attempts import count_failure, forget_failures, is_locked
from services.access.passwords import is_password
from services.access.sessions import actor_of_staff
from services.access.tokens import digest, new_token
from services.access.trail import entry
from services.access.tries import Tries
from services.errors import LogInFailed, TooMany

# The people of an office share one address.
PER_ADDRESS = Tries(most=40, seconds=60)


def log_in(
    session: Session,
    email: str,
    password: str,
    *,
    now: datetime,
    hours: int,
    address: str | None = None,
) -> tuple[Actor, str] | None:
    """A new session's token, or None: the failed try has to be committed, so nothing is raised.

    With the `address` that asks: raises TooMany where it has failed too often, whoever it tried to
    be, before the password is looked at.
    """
    tries = _take_one(session, address, now)
    member = _member(session, email, password, now)
    if member is None:
        return None
    if tries is not None:
        rate_buckets.give_back(session, tries)
    forget_failures(member)
    member.last_login_at = now
    token = open_staff_session(session, member, now=now, hours=hours)
    actor = actor_of_staff(member)
    audit.record(session, entry(actor, "logged_in", member))
    return actor, token


def _take_one(session: Session, address: str | None, now: datetime) -> str | None:
    if address is None:
        return None
    tries = f"log-in-from:{digest(address)}"
    if wait := PER_ADDRESS.wait(session, tries, now):
        raise TooMany(seconds=wait)
    return tries


def _member(session: Session, email: str, password: str, now: datetime) -> StaffMember | None:
    member = access.staff_by_email(session, email)
    # The hash is computed in every case, so the time tells nothing.
    matches = is_password(password, member.password_hash if member else None)
    if member is None or not member.is_active or is_locked(member, now):
        return None
    if not matches:
        count_failure(session, actor_of_staff(member), member, member, now)
        return None
    return member


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
