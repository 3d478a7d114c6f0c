from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class RateBucket(Base):
    """A token bucket; `name` is a hash where it would name a person or an address."""

    __tablename__ = "rate_buckets"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    tokens: Mapped[float]
    updated_at: Mapped[datetime]
