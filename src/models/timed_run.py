from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class TimedRun(Base):
    """The last legal day on which a daily piece of work was done, whichever process did it."""

    __tablename__ = "timed_runs"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    ran_on: Mapped[date | None]
