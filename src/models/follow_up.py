from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identified, Timestamped
from models.filing_lifecycles import FollowUpStatus
from models.placement import Placement
from models.types import text_enum
from models.vocabulary import ActorKind, EvidenceGrade, FollowUpAnswer


class FollowUp(Identified, Timestamped, Base):
    """Is the person still in the job 30, 90 and 180 days after the start? Asked once each."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        UniqueConstraint("placement_id", "day"),
        CheckConstraint("day IN (30, 90, 180)", name="day"),
        Index("ix_follow_ups_status_due_on", "status", "due_on"),
        Index("ix_follow_ups_updated_at_id", "updated_at", "id"),
    )

    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id"))
    day: Mapped[int]
    due_on: Mapped[date]
    status: Mapped[FollowUpStatus] = mapped_column(
        text_enum(FollowUpStatus, "status"), default=FollowUpStatus.OPEN
    )
    answer: Mapped[FollowUpAnswer | None] = mapped_column(text_enum(FollowUpAnswer, "answer"))
    grade: Mapped[EvidenceGrade | None] = mapped_column(text_enum(EvidenceGrade, "grade"))
    answered_by_kind: Mapped[ActorKind | None] = mapped_column(
        text_enum(ActorKind, "answered_by_kind")
    )
    answered_by: Mapped[str | None] = mapped_column(String(60))
    answered_at: Mapped[datetime | None]

    placement: Mapped[Placement] = relationship(lazy="raise")
