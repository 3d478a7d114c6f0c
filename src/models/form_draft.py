from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Timestamped
from models.sealing import BlindIndex, SealedJson

# Who fills the form in: the person alone, or staff for them.
ALONE, AT_DESK = "seeker", "desk"


class FormDraft(Identified, Timestamped, Base):
    """An unfinished registration. `answers` maps a step to what was typed, sealed.

    `code_index` takes the plain return code and keeps only its keyed hash; too many wrong birth
    years lock the draft until `locked_until`.
    """

    __tablename__ = "form_drafts"

    form: Mapped[str] = mapped_column(String(40), default=ALONE)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    code_index: Mapped[str | None] = mapped_column(BlindIndex("form_drafts:code"), unique=True)
    language: Mapped[str] = mapped_column(String(3), default="es")
    step: Mapped[str | None] = mapped_column(String(40))
    answers = SealedJson()
    failed_tries: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    submitted_at: Mapped[datetime | None]
    seeker_id: Mapped[int | None] = mapped_column(
        ForeignKey("seekers.id", ondelete="CASCADE"), index=True
    )
