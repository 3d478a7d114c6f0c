from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identified, Timestamped
from models.center import Center
from models.filing_lifecycles import NumberRequestStatus
from models.seeker import Seeker
from models.types import text_enum
from models.vocabulary import ActorKind, ConsentChannel, MissingNumber

IS_UNDER_WAY = text("status IN ('listed', 'appointed', 'refused')")


class NumberRequest(Identified, Timestamped, Base):
    """A person who lacks a number and consented to being on the list for the institute's desk.

    Without `consented_at` there is no row. The number itself is kept with the person.
    """

    __tablename__ = "number_requests"
    __table_args__ = (
        CheckConstraint("issued_on IS NULL OR status = 'issued'", name="issued"),
        Index(
            "uq_number_requests_under_way",
            "seeker_id",
            "missing",
            unique=True,
            sqlite_where=IS_UNDER_WAY,
            postgresql_where=IS_UNDER_WAY,
        ),
        Index("ix_number_requests_center_id_status", "center_id", "status"),
        Index("ix_number_requests_updated_at_id", "updated_at", "id"),
    )

    seeker_id: Mapped[int] = mapped_column(ForeignKey("seekers.id", ondelete="CASCADE"))
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    missing: Mapped[MissingNumber] = mapped_column(text_enum(MissingNumber, "missing"))
    status: Mapped[NumberRequestStatus] = mapped_column(
        text_enum(NumberRequestStatus, "status"), default=NumberRequestStatus.LISTED
    )
    consented_at: Mapped[datetime]
    consent_channel: Mapped[ConsentChannel] = mapped_column(
        text_enum(ConsentChannel, "consent_channel")
    )
    recorded_by_kind: Mapped[ActorKind] = mapped_column(text_enum(ActorKind, "recorded_by_kind"))
    recorded_by: Mapped[str | None] = mapped_column(String(60))
    appointment_at: Mapped[datetime | None]
    place: Mapped[str | None] = mapped_column(String(200))
    issued_on: Mapped[date | None]
    reason: Mapped[str | None] = mapped_column(String(200))

    seeker: Mapped[Seeker] = relationship(lazy="raise")
    center: Mapped[Center] = relationship(lazy="raise")
