from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identified, Timestamped
from models.lifecycles import EmployerStatus
from models.sealing import SealedJson
from models.types import text_enum


class Employer(Identified, Timestamped, Base):
    """`contact` is {"name", "phone", "email"}; `tags` are programmes such as "tent"."""

    __tablename__ = "employers"
    __table_args__ = (
        CheckConstraint("headcount_foreign <= headcount_total", name="foreign_within_total"),
    )

    rfc: Mapped[str] = mapped_column(String(13), unique=True)
    legal_name: Mapped[str] = mapped_column(String(300))
    trade_name: Mapped[str | None] = mapped_column(String(300))
    status: Mapped[EmployerStatus] = mapped_column(
        text_enum(EmployerStatus, "status"), default=EmployerStatus.UNVERIFIED, index=True
    )
    verified_at: Mapped[datetime | None]
    municipality: Mapped[str | None] = mapped_column(String(5))
    contact = SealedJson()
    tags: Mapped[list[str]] = mapped_column(default=list)
    inm_constancia_no: Mapped[str | None] = mapped_column(String(60))
    inm_constancia_updated_on: Mapped[date | None]
    headcount_total: Mapped[int | None]
    headcount_foreign: Mapped[int | None]
    is_demo: Mapped[bool] = mapped_column(default=False)

    registrations: Mapped[list["EmployerRegistration"]] = relationship(
        back_populates="employer",
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise",
        order_by="EmployerRegistration.id",
    )


class EmployerRegistration(Identified, Timestamped, Base):
    """The employer's number at the institute (registro patronal): one a municipality and class."""

    __tablename__ = "employer_registrations"
    __table_args__ = (UniqueConstraint("employer_id", "number"),)

    employer_id: Mapped[int] = mapped_column(ForeignKey("employers.id", ondelete="CASCADE"))
    number: Mapped[str] = mapped_column(String(11))
    municipality: Mapped[str] = mapped_column(String(5))
    subdelegation: Mapped[str | None] = mapped_column(String(2))
    is_active: Mapped[bool] = mapped_column(default=True)

    employer: Mapped[Employer] = relationship(back_populates="registrations", lazy="raise")
