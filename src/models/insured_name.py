from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Timestamped
from models.sealing import SealedText
from models.types import text_enum
from models.vocabulary import ActorKind


class InsuredName(Identified, Timestamped, Base):
    """A person's name as the institute has it on record, where it differs from the papers."""

    __tablename__ = "insured_names"

    seeker_id: Mapped[int] = mapped_column(
        ForeignKey("seekers.id", ondelete="CASCADE"), unique=True
    )
    given_names = SealedText()
    first_surname = SealedText()
    second_surname = SealedText()
    seen_by_kind: Mapped[ActorKind] = mapped_column(text_enum(ActorKind, "seen_by_kind"))
    seen_by: Mapped[str | None] = mapped_column(String(60))
