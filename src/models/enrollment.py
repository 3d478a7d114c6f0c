from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Timestamped
from models.sealing import SealedText, identifier
from models.types import Money, text_enum
from models.vocabulary import EvidenceGrade, MovementType


class Enrollment(Identified, Timestamped, Base):
    """One movement at the institute for a placement: what was sent and what was answered.

    `contribution_base_mxn` is pesos a day. `reply_code` is the institute's code, None when the
    movement was accepted or no answer has come.
    """

    __tablename__ = "enrollments"
    __table_args__ = (UniqueConstraint("file_number", "file_line"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id"), index=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("employer_registrations.id"))
    movement: Mapped[MovementType] = mapped_column(
        text_enum(MovementType, "movement"), default=MovementType.ENROLLMENT
    )
    social_security_number = SealedText(lookup=identifier)
    contribution_base_mxn: Mapped[Decimal | None] = mapped_column(Money)
    effective_on: Mapped[date]
    filed_on: Mapped[date | None]
    file_number: Mapped[int | None]
    file_line: Mapped[int | None]
    file_hash: Mapped[str | None] = mapped_column(String(64))
    receipt: Mapped[str | None] = mapped_column(String(60))
    replied_at: Mapped[datetime | None]
    reply_code: Mapped[str | None] = mapped_column(String(10))
    confirmed_at: Mapped[datetime | None]
    grade: Mapped[EvidenceGrade | None] = mapped_column(text_enum(EvidenceGrade, "grade"))
