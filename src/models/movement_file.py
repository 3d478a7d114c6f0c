from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identified, Timestamped
from models.center import Center
from models.employer import Employer, EmployerRegistration
from models.enrollment import Enrollment
from models.filing_lifecycles import MovementFileStatus
from models.types import text_enum
from models.vocabulary import ActorKind, MovementType


class MovementFile(Identified, Timestamped, Base):
    """A file for the institute: movements of one kind and one employer registration.

    `number` counts from 1 in each registration. The bytes are made from the lines kept with the
    movements and the format kept here, so they never change; `digest` is their SHA-256. `center_id`
    is that of the staff who made it, if one center's did.
    """

    __tablename__ = "movement_files"
    __table_args__ = (
        UniqueConstraint("registration_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("lines >= 1", name="lines"),
        Index("ix_movement_files_updated_at_id", "updated_at", "id"),
        Index("ix_movement_files_employer_id_status", "employer_id", "status"),
    )

    employer_id: Mapped[int] = mapped_column(ForeignKey("employers.id"))
    registration_id: Mapped[int] = mapped_column(ForeignKey("employer_registrations.id"))
    center_id: Mapped[int | None] = mapped_column(ForeignKey("centers.id"), index=True)
    number: Mapped[int]
    movement: Mapped[MovementType] = mapped_column(text_enum(MovementType, "movement"))
    guide: Mapped[str] = mapped_column(String(5))
    status: Mapped[MovementFileStatus] = mapped_column(
        text_enum(MovementFileStatus, "status"), default=MovementFileStatus.OPEN
    )
    lines: Mapped[int]
    encoding: Mapped[str] = mapped_column(String(20))
    line_end: Mapped[str] = mapped_column(String(2))
    enie: Mapped[str] = mapped_column(String(1))
    closing_record: Mapped[bool]
    digest: Mapped[str] = mapped_column(String(64))
    made_by_kind: Mapped[ActorKind] = mapped_column(text_enum(ActorKind, "made_by_kind"))
    made_by: Mapped[str | None] = mapped_column(String(60))
    sent_on: Mapped[date | None]
    receipt: Mapped[str | None] = mapped_column(String(60))
    receipt_hash: Mapped[str | None] = mapped_column(String(64))
    answered_at: Mapped[datetime | None]

    employer: Mapped[Employer] = relationship(lazy="raise")
    registration: Mapped[EmployerRegistration] = relationship(lazy="raise")
    center: Mapped[Center | None] = relationship(lazy="raise")
    movements: Mapped[list[Enrollment]] = relationship(
        lazy="raise", order_by=Enrollment.file_line, back_populates="file"
    )
