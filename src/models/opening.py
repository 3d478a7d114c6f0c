from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identified, Numbered, Timestamped
from models.employer import Employer
from models.lifecycles import OpeningStatus
from models.sealing import SealedJson
from models.types import Money, text_enum
from models.vocabulary import Contract, Level, LinkOrigin, Schedule, Schooling, WageIs


class Opening(Identified, Timestamped, Base):
    """The fields are those of the contract; `contact` is {"name", "phone", "email"}.

    `content_hash` is the digest of what the employer last sent, so that the same row sent again
    is known to change nothing. `review_codes` say why it waits for review or was rejected.
    """

    __tablename__ = "openings"
    __table_args__ = (
        UniqueConstraint("employer_id", "external_id"),
        CheckConstraint("positions >= 1", name="positions"),
        CheckConstraint("positions_filled BETWEEN 0 AND positions", name="positions_filled"),
        CheckConstraint("experience_months >= 0", name="experience_months"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="coordinates"),
        Index("ix_openings_updated_at_id", "updated_at", "id"),
        Index("ix_openings_status_municipality", "status", "municipality"),
    )

    employer_id: Mapped[int] = mapped_column(ForeignKey("employers.id"))
    external_id: Mapped[str] = mapped_column(String(255))
    status: Mapped[OpeningStatus] = mapped_column(
        text_enum(OpeningStatus, "status"), default=OpeningStatus.DRAFT
    )
    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(Text, default="")
    positions: Mapped[int] = mapped_column(default=1)
    positions_filled: Mapped[int] = mapped_column(default=0)
    municipality: Mapped[str] = mapped_column(String(5))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    occupation: Mapped[str | None] = mapped_column(String(80), index=True)
    occupation_origin: Mapped[LinkOrigin | None] = mapped_column(
        text_enum(LinkOrigin, "occupation_origin")
    )
    occupation_score: Mapped[float | None]
    schooling: Mapped[Schooling | None] = mapped_column(text_enum(Schooling, "schooling"))
    experience_months: Mapped[int] = mapped_column(default=0)
    monthly_wage_mxn: Mapped[Decimal | None] = mapped_column(Money)
    wage_is: Mapped[WageIs | None] = mapped_column(text_enum(WageIs, "wage_is"))
    schedule: Mapped[Schedule | None] = mapped_column(text_enum(Schedule, "schedule"))
    weekly_hours: Mapped[int | None]
    contract: Mapped[Contract | None] = mapped_column(text_enum(Contract, "contract"))
    offers: Mapped[list[str]] = mapped_column(default=list)
    accepts_minors: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date | None]
    closes_on: Mapped[date | None] = mapped_column(index=True)
    contact = SealedJson()
    review_codes: Mapped[list[str]] = mapped_column(default=list)
    published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    content_hash: Mapped[str | None] = mapped_column(String(64))
    is_demo: Mapped[bool] = mapped_column(default=False)

    employer: Mapped[Employer] = relationship(lazy="raise")
    skills: Mapped[list["OpeningSkill"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise",
        order_by="OpeningSkill.position",
    )
    languages: Mapped[list["OpeningLanguage"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise",
        order_by="OpeningLanguage.language",
    )


class OpeningSkill(Numbered, Base):
    """The words the employer wrote, and the catalog skill they were linked to, if any."""

    __tablename__ = "opening_skills"
    __table_args__ = (UniqueConstraint("opening_id", "position"),)

    opening_id: Mapped[int] = mapped_column(ForeignKey("openings.id", ondelete="CASCADE"))
    position: Mapped[int]
    is_required: Mapped[bool]
    text: Mapped[str] = mapped_column(String(500))
    skill: Mapped[str | None] = mapped_column(String(80))
    origin: Mapped[LinkOrigin | None] = mapped_column(text_enum(LinkOrigin, "origin"))
    score: Mapped[float | None]


class OpeningLanguage(Numbered, Base):
    __tablename__ = "opening_languages"
    __table_args__ = (UniqueConstraint("opening_id", "language"),)

    opening_id: Mapped[int] = mapped_column(ForeignKey("openings.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(3))
    level: Mapped[Level] = mapped_column(text_enum(Level, "level"))
