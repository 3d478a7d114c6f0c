from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Numbered
from models.types import utc_now


class IdempotencyRecord(Numbered, Base):
    """The answer once given to a key. `owner` is "kind:public id" of the key or actor that sent it.

    `status` is None while the first request still runs; `body` is the text to repeat, to the byte,
    and holds no personal data that the actor may not keep.
    """

    __tablename__ = "idempotency_records"
    __table_args__ = (UniqueConstraint("owner", "route", "key"),)

    owner: Mapped[str] = mapped_column(String(80))
    route: Mapped[str] = mapped_column(String(120))
    key: Mapped[str] = mapped_column(String(255))
    body_hash: Mapped[str] = mapped_column(String(64))
    status: Mapped[int | None]
    body: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
