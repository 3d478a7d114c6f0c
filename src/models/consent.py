from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified
from models.types import text_enum, utc_now
from models.vocabulary import ActorKind, ConsentChannel, ConsentPurpose


class Consent(Identified, Base):
    """One consent: to what, when, under which text of the notice, and who recorded it.

    Giving consent again is a new row; withdrawing it sets `withdrawn_at`.
    """

    __tablename__ = "consents"
    __table_args__ = (
        Index("ix_consents_seeker_id_purpose", "seeker_id", "purpose"),
        CheckConstraint("withdrawn_at >= given_at", name="withdrawn_after_given"),
    )

    seeker_id: Mapped[int] = mapped_column(ForeignKey("seekers.id", ondelete="CASCADE"))
    purpose: Mapped[ConsentPurpose] = mapped_column(text_enum(ConsentPurpose, "purpose"))
    given_at: Mapped[datetime] = mapped_column(default=utc_now)
    withdrawn_at: Mapped[datetime | None]
    notice_version: Mapped[str] = mapped_column(String(40))
    notice_language: Mapped[str] = mapped_column(String(3))
    notice_hash: Mapped[str] = mapped_column(String(64))
    channel: Mapped[ConsentChannel] = mapped_column(text_enum(ConsentChannel, "channel"))
    recorded_by_kind: Mapped[ActorKind] = mapped_column(text_enum(ActorKind, "recorded_by_kind"))
    recorded_by: Mapped[str | None] = mapped_column(String(60))
