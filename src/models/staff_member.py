from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identified, Timestamped
from models.center import Center
from models.types import text_enum
from models.vocabulary import StaffRole


class StaffMember(Identified, Timestamped, Base):
    """Public-employment staff. `email` is kept lower-case: look it up that way."""

    __tablename__ = "staff_members"

    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[StaffRole] = mapped_column(text_enum(StaffRole, "role"))
    center_id: Mapped[int | None] = mapped_column(ForeignKey("centers.id"), index=True)
    password_hash: Mapped[str] = mapped_column(String(300))
    failed_logins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    last_login_at: Mapped[datetime | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)

    center: Mapped[Center | None] = relationship(lazy="raise")
