"""Web sessions: rows, so that each can be revoked. Only hashes of the tokens are kept."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identified
from models.employer_member import EmployerMember
from models.seeker import Seeker
from models.staff_member import StaffMember
from models.types import UtcDateTime, utc_now


class _Session(Identified):
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    csrf_secret: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class StaffSession(_Session, Base):
    __tablename__ = "staff_sessions"

    staff_member_id: Mapped[int] = mapped_column(
        ForeignKey("staff_members.id", ondelete="CASCADE"), index=True
    )

    staff_member: Mapped[StaffMember] = relationship(lazy="raise")


class EmployerSession(_Session, Base):
    __tablename__ = "employer_sessions"

    employer_member_id: Mapped[int] = mapped_column(
        ForeignKey("employer_members.id", ondelete="CASCADE"), index=True
    )

    employer_member: Mapped[EmployerMember] = relationship(lazy="raise")


class SeekerSession(_Session, Base):
    """A person who came back with the return code; short-lived, for shared telephones."""

    __tablename__ = "seeker_sessions"

    seeker_id: Mapped[int] = mapped_column(ForeignKey("seekers.id", ondelete="CASCADE"), index=True)

    seeker: Mapped[Seeker] = relationship(lazy="raise")
