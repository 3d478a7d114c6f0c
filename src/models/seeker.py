from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identified, Numbered, Timestamped
from models.center import Center
from models.consent import Consent
from models.lifecycles import SeekerStatus
from models.sealing import BlindIndex, SealedDate, SealedJson, SealedText, identifier
from models.seeker_document import SeekerDocument
from models.types import Money, text_enum
from models.vocabulary import Level, LinkOrigin, Schooling


class Seeker(Identified, Timestamped, Base):
    """A person looking for work. What could harm the person is sealed; see `models.sealing`.

    `profile` is the compact matching profile that services compute whenever the person, a
    document or a consent changes; `is_matchable` says whether the engine may hold it at all.
    `return_code_index` takes the plain code and keeps only its keyed hash. `numbers_by_staff`
    names those of `curp`, `social_security_number` and `rfc` that staff recorded.
    """

    __tablename__ = "seekers"
    __table_args__ = (
        UniqueConstraint("center_id", "external_id"),
        CheckConstraint("max_commute_km >= 0", name="max_commute_km"),
        CheckConstraint("household_size >= 1", name="household_size"),
        Index("ix_seekers_updated_at_id", "updated_at", "id"),
        Index("ix_seekers_center_id_status", "center_id", "status"),
    )

    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    external_id: Mapped[str | None] = mapped_column(String(255))
    status: Mapped[SeekerStatus] = mapped_column(
        text_enum(SeekerStatus, "status"), default=SeekerStatus.REGISTERED
    )
    is_matchable: Mapped[bool] = mapped_column(default=False, index=True)
    given_names = SealedText()
    first_surname = SealedText()
    second_surname = SealedText()
    born_on = SealedDate()
    sex = SealedText()
    nationality = SealedText()
    population = SealedText()
    phone = SealedText()
    email = SealedText()
    curp = SealedText(lookup=identifier)
    curp_kind = SealedText()
    curp_valid_until = SealedDate()
    social_security_number = SealedText(lookup=identifier)
    rfc = SealedText()
    numbers_by_staff: Mapped[list[str] | None]
    needs = SealedJson()
    profile = SealedJson()
    preferred_language: Mapped[str] = mapped_column(String(3), default="es")
    municipality: Mapped[str] = mapped_column(String(5), index=True)
    max_commute_km: Mapped[int] = mapped_column(default=0)
    relocation_willing: Mapped[bool] = mapped_column(default=False)
    relocation_states: Mapped[list[str]] = mapped_column(default=list)
    household_size: Mapped[int] = mapped_column(default=1)
    schooling: Mapped[Schooling | None] = mapped_column(text_enum(Schooling, "schooling"))
    schedules: Mapped[list[str]] = mapped_column(default=list)
    expected_monthly_wage_mxn: Mapped[Decimal | None] = mapped_column(Money)
    available_from: Mapped[date | None]
    return_code_index: Mapped[str | None] = mapped_column(
        BlindIndex("seekers:return_code"), unique=True
    )
    content_hash: Mapped[str | None] = mapped_column(String(64))
    erased_at: Mapped[datetime | None]
    is_demo: Mapped[bool] = mapped_column(default=False)

    center: Mapped[Center] = relationship(lazy="raise")
    documents: Mapped[list[SeekerDocument]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise",
        order_by="SeekerDocument.id",
    )
    consents: Mapped[list[Consent]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, lazy="raise", order_by="Consent.id"
    )
    occupations: Mapped[list["SeekerOccupation"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise",
        order_by="SeekerOccupation.position",
    )
    skills: Mapped[list["SeekerSkill"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise",
        order_by="SeekerSkill.position",
    )
    languages: Mapped[list["SeekerLanguage"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise",
        order_by="SeekerLanguage.language",
    )


class SeekerOccupation(Numbered, Base):
    """Work done before: the person's own words, months in it, the year in which they last did it
    (None: still, or not said), the catalog occupation if linked."""

    __tablename__ = "seeker_occupations"
    __table_args__ = (
        UniqueConstraint("seeker_id", "position"),
        CheckConstraint("months >= 0", name="months"),
    )

    seeker_id: Mapped[int] = mapped_column(ForeignKey("seekers.id", ondelete="CASCADE"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    months: Mapped[int] = mapped_column(default=0)
    last_year: Mapped[int | None]
    occupation: Mapped[str | None] = mapped_column(String(80))
    origin: Mapped[LinkOrigin | None] = mapped_column(text_enum(LinkOrigin, "origin"))
    score: Mapped[float | None]


class SeekerSkill(Numbered, Base):
    __tablename__ = "seeker_skills"
    __table_args__ = (UniqueConstraint("seeker_id", "position"),)

    seeker_id: Mapped[int] = mapped_column(ForeignKey("seekers.id", ondelete="CASCADE"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(500))
    skill: Mapped[str | None] = mapped_column(String(80))
    origin: Mapped[LinkOrigin | None] = mapped_column(text_enum(LinkOrigin, "origin"))
    score: Mapped[float | None]


class SeekerLanguage(Numbered, Base):
    __tablename__ = "seeker_languages"
    __table_args__ = (UniqueConstraint("seeker_id", "language"),)

    seeker_id: Mapped[int] = mapped_column(ForeignKey("seekers.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(3))
    level: Mapped[Level] = mapped_column(text_enum(Level, "level"))
