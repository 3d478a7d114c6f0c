"""What an operator takes back at once: an API key, a staff account, a password."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.api_key import ApiKey
from models.center import Center
from models.employer import Employer
from models.repositories import access
from models.staff_member import StaffMember
from models.vocabulary import StaffRole
from services.access.accounts import center_of
from services.access.actor import Actor
from services.access.attempts import forget_failures
from services.access.keys import PREFIX_LENGTH
from services.access.passwords import hash_password
from services.access.trail import entry
from services.errors import N_, NotFound

EVERY_CENTER = "all"


class KeyNotFound(NotFound):
    code = "key_not_found"
    message = N_("There is no API key that begins like this. puente key list shows them.")


class StaffMemberNotFound(NotFound):
    code = "staff_member_not_found"
    message = N_("There is no staff member with this e-mail. puente staff list shows them.")


def every_account(session: Session) -> Sequence[StaffMember]:
    """With their centers, by e-mail; closed ones too."""
    return access.every_staff_member(session)


def keys_of(session: Session, owner: Employer | Center) -> Sequence[ApiKey]:
    """Oldest first, revoked ones too."""
    if isinstance(owner, Employer):
        return access.keys_of_employer(session, owner.id)
    return access.keys_of_center(session, owner.id)


def revoke_key(session: Session, actor: Actor, begins: str, *, now: datetime) -> ApiKey:
    """`begins`: the part of the key that is shown, or all of it. Revoked once, it stays so."""
    return _revoke(
        session, actor, access.key_beginning(session, begins.strip()[:PREFIX_LENGTH]), now
    )


def revoke_key_of(
    session: Session, actor: Actor, employer: Employer, key_id: UUID, *, now: datetime
) -> ApiKey:
    """By whoever sees every center. Raises KeyNotFound for a key that is not this employer's."""
    actor.require_every_center()
    return _revoke(session, actor, access.key_of_employer(session, employer.id, key_id), now)


def _revoke(session: Session, actor: Actor, key: ApiKey | None, now: datetime) -> ApiKey:
    if key is None:
        raise KeyNotFound
    if key.revoked_at is None:
        key.revoked_at = now
        audit.record(session, entry(actor, "key_revoked", key))
        session.flush()
    return key


def close_account(session: Session, actor: Actor, email: str, *, now: datetime) -> StaffMember:
    """Out at once: every session ends, and the password is good no more."""
    member = _member(session, email)
    access.revoke_staff_sessions(session, member.id, now)
    return _set_active(session, actor, member, is_active=False)


def reopen_account(session: Session, actor: Actor, email: str) -> StaffMember:
    return _set_active(session, actor, _member(session, email), is_active=True)


def change_account(
    session: Session,
    actor: Actor,
    email: str,
    *,
    role: StaffRole | None = None,
    center: str | None = None,
) -> StaffMember:
    """Another role, another center, from the next request on; EVERY_CENTER for none of them.

    Raises CenterNotFound.
    """
    member = _member(session, email)
    if role is not None:
        member.role = role
    if center is not None:
        member.center = None if center == EVERY_CENTER else center_of(session, center)
    session.flush()
    code = member.center.code if member.center else EVERY_CENTER
    changed = entry(actor, "staff_changed", member, role=str(member.role), center=code)
    audit.record(session, changed)
    return member


def renew_password(
    session: Session, actor: Actor, email: str, password: str, *, now: datetime
) -> StaffMember:
    """Every session ends, and wrong tries are forgotten. Raises Malformed for a short one."""
    member = _member(session, email)
    member.password_hash = hash_password(password)
    forget_failures(member)
    access.revoke_staff_sessions(session, member.id, now)
    audit.record(session, entry(actor, "staff_password_renewed", member))
    session.flush()
    return member


def _set_active(
    session: Session, actor: Actor, member: StaffMember, *, is_active: bool
) -> StaffMember:
    if member.is_active is not is_active:
        member.is_active = is_active
        done = "staff_reopened" if is_active else "staff_closed"
        audit.record(session, entry(actor, done, member))
        session.flush()
    return member


def _member(session: Session, email: str) -> StaffMember:
    member = access.staff_by_email(session, email)
    if member is None:
        raise StaffMemberNotFound
    return member
