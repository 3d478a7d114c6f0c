from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identified, Timestamped
from models.center import Center
from models.employer import Employer


class ApiKey(Identified, Timestamped, Base):
    """A bearer key of an employer or a partner centre. `prefix` finds it, `key_hash` proves it."""

    __tablename__ = "api_keys"
    __table_args__ = (
        CheckConstraint("(employer_id IS NULL) <> (center_id IS NULL)", name="one_owner"),
    )

    prefix: Mapped[str] = mapped_column(String(32), unique=True)
    key_hash: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(120), default="")
    scopes: Mapped[list[str]] = mapped_column(default=list)
    is_test: Mapped[bool] = mapped_column(default=False)
    employer_id: Mapped[int | None] = mapped_column(
        ForeignKey("employers.id", ondelete="CASCADE"), index=True
    )
    center_id: Mapped[int | None] = mapped_column(
        ForeignKey("centers.id", ondelete="CASCADE"), index=True
    )
    last_used_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    employer: Mapped[Employer | None] = relationship(lazy="raise")
    center: Mapped[Center | None] = relationship(lazy="raise")
