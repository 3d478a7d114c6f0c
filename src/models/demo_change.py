from datetime import datetime
from uuid import UUID

from sqlalchemy import String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Numbered
from models.types import utc_now


class DemoChange(Numbered, Base):
    """What the demo altered in a real vacancy, and why; values are written as text."""

    __tablename__ = "demo_changes"

    subject_kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[UUID] = mapped_column(Uuid, index=True)
    field: Mapped[str] = mapped_column(String(60))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(default=utc_now)
