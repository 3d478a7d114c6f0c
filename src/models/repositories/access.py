"""Who may come in: staff, their sessions, people's sessions, keys."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session, joinedload

from models.api_key import ApiKey
from models.employer import Employer
from models.employer_member import EmployerMember
from models.lifecycles import EmployerStatus
from models.staff_member import StaffMember
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


def names_of_staff(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """By row."""
    query = select(StaffMember.id, StaffMember.name).where(StaffMember.id.in_(list(ids)))
    return dict(session.execute(query).all())


def staff_session(session: Session, token_hash: str, now: datetime) -> StaffSession | None:
    """The session of this token with its staff member, unless it ended or the person left."""
    return session.scalar(
        select(StaffSession)
        .join(StaffSession.staff_member)
        .where(
            StaffSession.token_hash == token_hash,
            StaffSession.revoked_at.is_(None),
            StaffSession.expires_at > now,
            StaffMember.is_active,
        )
        .options(joinedload(StaffSession.staff_member).joinedload(StaffMember.center))
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


def key_by_prefix(session: Session, prefix: str, now: datetime) -> ApiKey | None:
    """A live key with its owner; whoever sent it has still to prove its secret."""
    return session.scalar(
        select(ApiKey)
        .where(
            ApiKey.prefix == prefix,
            ApiKey.revoked_at.is_(None),
            (ApiKey.expires_at.is_(None)) | (ApiKey.expires_at > now),
        )
        .options(joinedload(ApiKey.employer), joinedload(ApiKey.center))
    )


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
