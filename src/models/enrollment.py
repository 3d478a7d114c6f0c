from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identified, Timestamped
from models.filing_lifecycles import MovementStatus
from models.sealing import SealedText, identifier
from models.types import Money, text_enum
from models.vocabulary import EvidenceGrade, MovementType

if TYPE_CHECKING:
    from models.movement_file import MovementFile

IS_WAITING = text("status = 'waiting'")


class Enrollment(Identified, Timestamped, Base):
    """One movement at the institute for a placement: what was sent and what was answered.

    `contribution_base_mxn` is pesos a day. `line` is the record of 168 characters as it stands in
    its file: the proof of what was sent; None where the employer filed by other means.
    `reply_code` is the institute's code, None when the movement was accepted or no answer has
    come. While one movement of a kind waits for its answer there is no second one.
    """

    __tablename__ = "enrollments"
    __table_args__ = (
        UniqueConstraint("file_id", "file_line"),
        CheckConstraint("(file_id IS NULL) = (file_line IS NULL)", name="line_in_file"),
        Index(
            "uq_enrollments_waiting",
            "placement_id",
            "movement",
            unique=True,
            sqlite_where=IS_WAITING,
            postgresql_where=IS_WAITING,
        ),
        Index("ix_enrollments_status_filed_on", "status", "filed_on"),
    )

    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id"), index=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("employer_registrations.id"))
    movement: Mapped[MovementType] = mapped_column(
        text_enum(MovementType, "movement"), default=MovementType.ENROLLMENT
    )
    status: Mapped[MovementStatus] = mapped_column(
        text_enum(MovementStatus, "status"), default=MovementStatus.WAITING
    )
    social_security_number = SealedText(lookup=identifier)
    line = SealedText()
    contribution_base_mxn: Mapped[Decimal | None] = mapped_column(Money)
    effective_on: Mapped[date]
    filed_on: Mapped[date | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("movement_files.id"))
    file_line: Mapped[int | None]
    receipt: Mapped[str | None] = mapped_column(String(60))
    replied_at: Mapped[datetime | None]
    reply_code: Mapped[str | None] = mapped_column(String(10))
    confirmed_at: Mapped[datetime | None]
    grade: Mapped[EvidenceGrade | None] = mapped_column(text_enum(EvidenceGrade, "grade"))

    file: Mapped["MovementFile | None"] = relationship(lazy="raise", back_populates="movements")
