from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Timestamped
from models.types import text_enum
from models.vocabulary import CenterKind


class Center(Identified, Timestamped, Base):
    """A place where people are attended: multiservice or integration centre, shelter, partner."""

    __tablename__ = "centers"

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[CenterKind] = mapped_column(text_enum(CenterKind, "kind"))
    municipality: Mapped[str] = mapped_column(String(5), index=True)
    address: Mapped[str | None] = mapped_column(String(300))
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
