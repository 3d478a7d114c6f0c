"""Who may come in: staff, their sessions, people's sessions, keys."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, bindparam, delete, select, update
from sqlalchemy.orm import Session, joinedload

from models.api_key import ApiKey
from models.center import Center
from models.employer import Employer
from models.employer_member import EmployerMember
from models.lean_reads import lean
from models.lifecycles import EmployerStatus
from models.staff_member import StaffMember
from models.vocabulary import StaffRole
from models.web_session import EmployerSession, SeekerSession, StaffSession


def staff_by_email(session: Session, email: str) -> StaffMember | None:
    """Held until the transaction ends, so that failed log-ins are counted one by one."""
    return session.scalar(
        select(StaffMember)
        .where(StaffMember.email == email.strip().lower())
        .options(joinedload(StaffMember.center))
        .with_for_update(of=StaffMember, key_share=True)
        .execution_options(populate_existing=True)
    )


def every_staff_member(session: Session) -> Sequence[StaffMember]:
    """With their centers."""
    query = select(StaffMember).options(joinedload(StaffMember.center)).order_by(StaffMember.email)
    return session.scalars(query).all()


def names_of_staff(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """By row."""
    query = select(StaffMember.id, StaffMember.name).where(StaffMember.id.in_(list(ids)))
    return dict(session.execute(query).all())


def names_by_public_id(session: Session, ids: Iterable[UUID]) -> dict[UUID, str]:
    query = select(StaffMember.public_id, StaffMember.name).where(
        StaffMember.public_id.in_(list(ids))
    )
    return dict(session.execute(query).all())


@dataclass(frozen=True, slots=True)
class StaffFacts:
    """What an actor is made of."""

    id: int
    public_id: UUID
    role: StaffRole
    center_id: int | None
    center_code: str | None


_STAFF = (
    select(
        StaffMember.id,
        StaffMember.public_id,
        StaffMember.role,
        StaffMember.center_id,
        Center.code,
    )
    .select_from(StaffSession)
    .join(StaffSession.staff_member)
    .outerjoin(StaffMember.center)
    .where(
        StaffSession.token_hash == bindparam("token_hash"),
        StaffSession.revoked_at.is_(None),
        StaffSession.expires_at > bindparam("now"),
        StaffMember.is_active,
    )
)


def staff_of_session(session: Session, token_hash: str, now: datetime) -> StaffFacts | None:
    """Whose running session it is; None, too, for somebody who left."""
    found = lean(session, _STAFF, token_hash=token_hash, now=now).one_or_none()
    return StaffFacts(*found) if found else None


def end_staff_session(session: Session, token_hash: str, now: datetime) -> None:
    """Nothing happens when there is none that runs."""
    session.execute(
        update(StaffSession)
        .where(StaffSession.token_hash == token_hash, StaffSession.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def employer_member_by_email(session: Session, email: str) -> EmployerMember | None:
    """With the employer; held until the transaction ends, so failures are counted one by one."""
    return session.scalar(
        select(EmployerMember)
        .where(EmployerMember.email == email.strip().lower())
        .options(joinedload(EmployerMember.employer))
        .with_for_update(of=EmployerMember, key_share=True)
        .execution_options(populate_existing=True)
    )


def employer_member_of(
    session: Session, employer_id: int, public_id: UUID
) -> EmployerMember | None:
    return session.scalar(
        select(EmployerMember)
        .where(EmployerMember.employer_id == employer_id, EmployerMember.public_id == public_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )


def members_of_employer(session: Session, employer_id: int) -> Sequence[EmployerMember]:
    return session.scalars(
        select(EmployerMember)
        .where(EmployerMember.employer_id == employer_id)
        .order_by(EmployerMember.id)
    ).all()


def employer_session(session: Session, token_hash: str, now: datetime) -> EmployerSession | None:
    """The session of this token with its person and employer, unless it ended, the person left or
    the employer is suspended."""
    return session.scalar(
        select(EmployerSession)
        .join(EmployerSession.employer_member)
        .join(EmployerMember.employer)
        .where(
            EmployerSession.token_hash == token_hash,
            EmployerSession.revoked_at.is_(None),
            EmployerSession.expires_at > now,
            EmployerMember.is_active,
            Employer.status != EmployerStatus.SUSPENDED,
        )
        .options(joinedload(EmployerSession.employer_member).joinedload(EmployerMember.employer))
    )


def revoke_every_employer_session(session: Session, employer_id: int, now: datetime) -> int:
    """Ends the sessions of all who act for an employer; how many there were."""
    members = select(EmployerMember.id).where(EmployerMember.employer_id == employer_id)
    ended = session.execute(
        update(EmployerSession)
        .where(
            EmployerSession.employer_member_id.in_(members), EmployerSession.revoked_at.is_(None)
        )
        .values(revoked_at=now)
        .execution_options(synchronize_session=False)
    )
    return _count(ended)


def revoke_employer_sessions(session: Session, member_id: int, now: datetime) -> int:
    """Ends every session of one person; how many there were."""
    ended = session.execute(
        update(EmployerSession)
        .where(
            EmployerSession.employer_member_id == member_id, EmployerSession.revoked_at.is_(None)
        )
        .values(revoked_at=now)
    )
    return _count(ended)


def seeker_session(session: Session, token_hash: str, now: datetime) -> SeekerSession | None:
    return session.scalar(
        select(SeekerSession)
        .where(
            SeekerSession.token_hash == token_hash,
            SeekerSession.revoked_at.is_(None),
            SeekerSession.expires_at > now,
        )
        .options(joinedload(SeekerSession.seeker))
    )


def revoke_staff_sessions(session: Session, staff_member_id: int, now: datetime) -> int:
    """Ends every session of a staff member; how many there were."""
    ended = session.execute(
        update(StaffSession)
        .where(StaffSession.staff_member_id == staff_member_id, StaffSession.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    return _count(ended)


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """A live key with its owner, an employer or a center; its secret is still to be proved."""

    id: int
    key_hash: str
    scopes: Sequence[str]
    is_test: bool
    employer_id: int | None
    employer_public_id: UUID | None
    employer_status: EmployerStatus | None
    center_id: int | None
    center_public_id: UUID | None
    center_code: str | None
    center_is_active: bool | None


_KEY = (
    select(
        ApiKey.id,
        ApiKey.key_hash,
        ApiKey.scopes,
        ApiKey.is_test,
        Employer.id,
        Employer.public_id,
        Employer.status,
        Center.id,
        Center.public_id,
        Center.code,
        Center.is_active,
    )
    .outerjoin(ApiKey.employer)
    .outerjoin(ApiKey.center)
    .where(
        ApiKey.prefix == bindparam("prefix"),
        ApiKey.revoked_at.is_(None),
        (ApiKey.expires_at.is_(None)) | (ApiKey.expires_at > bindparam("now")),
    )
)


def key_by_prefix(session: Session, prefix: str, now: datetime) -> KeyFacts | None:
    found = lean(session, _KEY, prefix=prefix, now=now).one_or_none()
    return KeyFacts(*found) if found else None


def key_beginning(session: Session, prefix: str) -> ApiKey | None:
    """Live or not; held until the transaction ends."""
    return session.scalar(select(ApiKey).where(ApiKey.prefix == prefix).with_for_update())


def key_of_employer(session: Session, employer_id: int, public_id: UUID) -> ApiKey | None:
    """Live or not; held until the transaction ends."""
    return session.scalar(
        select(ApiKey)
        .where(ApiKey.employer_id == employer_id, ApiKey.public_id == public_id)
        .with_for_update()
    )


def keys_of_employer(session: Session, employer_id: int) -> Sequence[ApiKey]:
    query = select(ApiKey).where(ApiKey.employer_id == employer_id).order_by(ApiKey.id)
    return session.scalars(query).all()


def keys_of_center(session: Session, center_id: int) -> Sequence[ApiKey]:
    query = select(ApiKey).where(ApiKey.center_id == center_id).order_by(ApiKey.id)
    return session.scalars(query).all()


def touch_key(session: Session, key_id: int, now: datetime) -> None:
    session.execute(update(ApiKey).where(ApiKey.id == key_id).values(last_used_at=now))


def forget_ended_sessions(session: Session, before: datetime) -> int:
    """Removes the sessions that expired before; how many there were."""
    tables: tuple[type[Any], ...] = (StaffSession, EmployerSession, SeekerSession)
    return sum(
        _count(session.execute(delete(table).where(table.expires_at < before))) for table in tables
    )


def _count(result: Any) -> int:
    counted: CursorResult[Any] = result
    return counted.rowcount
