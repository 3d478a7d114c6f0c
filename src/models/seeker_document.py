from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Timestamped
from models.sealing import SealedText, identifier


class SeekerDocument(Identified, Timestamped, Base):
    """A document a person holds; `kind` is a code of the table of documents.

    `state` binds it to one entity (2 digits); `transfer_states` are entities that an authorised
    transfer adds. The document itself is never stored: only who saw it, when, and of a digital one
    `seen_hash`, its SHA-256.
    """

    __tablename__ = "seeker_documents"

    seeker_id: Mapped[int] = mapped_column(ForeignKey("seekers.id", ondelete="CASCADE"), index=True)
    kind = SealedText()
    number = SealedText(lookup=identifier)
    state: Mapped[str | None] = mapped_column(String(2))
    transfer_states: Mapped[list[str]] = mapped_column(default=list)
    valid_until: Mapped[date | None] = mapped_column(index=True)
    verified_at: Mapped[datetime | None]
    seen_hash: Mapped[str | None] = mapped_column(String(64))
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_members.id"))
