from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified
from models.types import text_enum, utc_now
from models.vocabulary import Verdict


class IdentityVerdict(Identified, Base):
    """Staff looked at two registrations and said whether they are one person.

    The pair stands in the order of its rows. Of one person `kept_id` goes on and `merged_id` is
    an emptied row that only leads there; of two persons both are None.
    """

    __tablename__ = "identity_verdicts"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="in_order"),
        CheckConstraint(
            "(verdict = 'same') = (kept_id IS NOT NULL AND merged_id IS NOT NULL)", name="one_kept"
        ),
    )

    first_id: Mapped[int] = mapped_column(ForeignKey("seekers.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("seekers.id"), index=True)
    verdict: Mapped[Verdict] = mapped_column(text_enum(Verdict, "verdict"))
    kept_id: Mapped[int | None] = mapped_column(ForeignKey("seekers.id"), index=True)
    merged_id: Mapped[int | None] = mapped_column(ForeignKey("seekers.id"), unique=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_members.id"))
    decided_at: Mapped[datetime] = mapped_column(default=utc_now)
