"""People who act for an employer on its pages: invited with a code, then a password of their own.

A code is read out or handed over, never sent in an address, and is good once, for a week.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.employer import Employer
from models.employer_member import EmployerMember
from models.lifecycles import EmployerStatus
from models.repositories import access, employers
from models.vocabulary import ActorKind
from models.web_session import EmployerSession
from services.access.actor import Actor
from services.access.attempts import count_failure, forget_failures, is_locked
from services.access.passwords import hash_password, is_password
from services.access.tokens import digest, new_code, new_token, tidy_code
from services.access.trail import entry
from services.errors import (
    N_,
    AlreadyExists,
    EmployerNotFound,
    NotFound,
    Unauthenticated,
)
from services.fields import Email, Schema, ShortText

INVITATION_LASTS = timedelta(days=7)


class EmployerMemberNotFound(NotFound):
    code = "employer_member_not_found"
    message = N_("This employer has no such person.")


class InvitationIn(Schema):
    email: Email
    name: ShortText | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """`code` in plain: it cannot be shown again."""

    member: EmployerMember
    code: str


def invite(
    session: Session, actor: Actor, employer: Employer, wanted: InvitationIn, *, now: datetime
) -> Invitation:
    """Also for whoever forgot the password: the old one is good until the code is used.

    Raises AlreadyExists where the e-mail is another employer's.
    """
    actor.require_every_center()
    email = wanted.email.lower()
    member = access.employer_member_by_email(session, email)
    if member is None:
        member = EmployerMember(employer_id=employer.id, email=email, is_demo=employer.is_demo)
        session.add(member)
    elif member.employer_id != employer.id:
        raise AlreadyExists(what="e-mail")
    code = new_code()
    member.name, member.is_active = wanted.name or member.name or "", True
    member.invitation_hash, member.invited_until = digest(code), now + INVITATION_LASTS
    session.flush()
    audit.record(session, entry(actor, "employer_member_invited", member))
    return Invitation(member, code)


def employer_with_members(
    session: Session, actor: Actor, employer_id: UUID
) -> tuple[Employer, Sequence[EmployerMember]]:
    actor.require_every_center()
    employer = employers.by_public_id(session, employer_id)
    if employer is None:
        raise EmployerNotFound
    return employer, access.members_of_employer(session, employer.id)


def dismiss(
    session: Session, actor: Actor, employer: Employer, member_id: UUID, *, now: datetime
) -> None:
    """Out at once: every session ends, and neither password nor code is good any more."""
    actor.require_every_center()
    member = access.employer_member_of(session, employer.id, member_id)
    if member is None:
        raise EmployerMemberNotFound
    member.is_active, member.invitation_hash = False, None
    access.revoke_employer_sessions(session, member.id, now)
    audit.record(session, entry(actor, "employer_member_dismissed", member))


def dismiss_by_email(
    session: Session, actor: Actor, employer: Employer, email: str, *, now: datetime
) -> None:
    """Raises EmployerMemberNotFound also for a person of another employer."""
    member = access.employer_member_by_email(session, email)
    if member is None:
        raise EmployerMemberNotFound
    dismiss(session, actor, employer, member.public_id, now=now)


@dataclass(frozen=True, slots=True)
class Entrance:
    """What somebody brings to come in: the code of an invitation with a new password, or the
    password they have."""

    email: str
    password: str
    code: str | None = None


def come_in(
    session: Session, brought: Entrance, *, now: datetime, hours: int
) -> tuple[Actor, str] | None:
    """A new session's token, or None: the failed try has to be committed, so nothing is raised.

    Raises Malformed for a new password that is too short, before anything else is looked at.
    """
    new_hash = None if brought.code is None else hash_password(brought.password)
    member = access.employer_member_by_email(session, brought.email)
    is_right = _is_right(member, brought, now)
    if member is None or not _may_enter(member) or is_locked(member, now):
        return None
    actor = actor_of_member(member)
    if not is_right:
        count_failure(session, actor, member, member, now)
        return None
    if new_hash is not None:
        member.password_hash, member.invitation_hash = new_hash, None
        access.revoke_employer_sessions(session, member.id, now)
    forget_failures(member)
    member.last_login_at = now
    token = open_session(session, member, now=now, hours=hours)
    audit.record(session, entry(actor, "logged_in", member))
    return actor, token


def open_session(session: Session, member: EmployerMember, *, now: datetime, hours: int) -> str:
    token = new_token()
    opened = EmployerSession(
        employer_member_id=member.id,
        token_hash=digest(token),
        csrf_secret=new_token(),
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(hours=hours),
    )
    session.add(opened)
    session.flush()
    return token


def actor_of_member(member: EmployerMember) -> Actor:
    employer = member.employer
    return Actor(
        ActorKind.EMPLOYER, id=employer.id, public_id=employer.public_id, member=member.public_id
    )


def actor_of_employer_session(
    session: Session, token: str, *, now: datetime
) -> tuple[Actor, Employer]:
    """Raises Unauthenticated when the session is unknown, over or revoked."""
    found = access.employer_session(session, digest(token), now)
    if found is None:
        raise Unauthenticated
    return actor_of_member(found.employer_member), found.employer_member.employer


def leave(session: Session, token: str, *, now: datetime) -> None:
    """Nothing happens when there is no such session."""
    found = access.employer_session(session, digest(token), now)
    if found is not None:
        found.revoked_at = now


def _is_right(member: EmployerMember | None, brought: Entrance, now: datetime) -> bool:
    """A password is compared in every case, so the time tells nothing."""
    if brought.code is None:
        return is_password(brought.password, member.password_hash if member else None)
    if member is None or member.invitation_hash is None or member.invited_until is None:
        return False
    given = digest(tidy_code(brought.code))
    return hmac.compare_digest(given, member.invitation_hash) and now < member.invited_until


def _may_enter(member: EmployerMember) -> bool:
    return member.is_active and member.employer.status is not EmployerStatus.SUSPENDED
