from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identified, Timestamped
from models.consent import Consent
from models.employer import Employer
from models.hiring_lifecycles import ACTIVE_REFERRAL, ReferralStatus
from models.opening import Opening
from models.seeker import Seeker
from models.timeline import TimelineEvent
from models.types import text_enum
from models.vocabulary import DisclosureStage, WorkAnswer

IS_ACTIVE = text(f"status IN ({', '.join(repr(status.value) for status in ACTIVE_REFERRAL)})")


class Referral(Identified, Timestamped, Base):
    """Staff send a person to an opening: one active referral a person and opening.

    `work_permission` and its codes are the engine's answer on the day of the referral.
    """

    __tablename__ = "referrals"
    __table_args__ = (
        Index(
            "uq_referrals_active",
            "seeker_id",
            "opening_id",
            unique=True,
            sqlite_where=IS_ACTIVE,
            postgresql_where=IS_ACTIVE,
        ),
        Index("ix_referrals_updated_at_id", "updated_at", "id"),
        Index("ix_referrals_employer_id_status", "employer_id", "status"),
        Index("ix_referrals_center_id_status", "center_id", "status"),
    )

    seeker_id: Mapped[int] = mapped_column(ForeignKey("seekers.id"), index=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("openings.id"), index=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employers.id"))
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    referred_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_members.id"))
    consent_id: Mapped[int | None] = mapped_column(ForeignKey("consents.id"))
    status: Mapped[ReferralStatus] = mapped_column(
        text_enum(ReferralStatus, "status"), default=ReferralStatus.PROPOSED
    )
    disclosure: Mapped[DisclosureStage] = mapped_column(
        text_enum(DisclosureStage, "disclosure"), default=DisclosureStage.PSEUDONYM
    )
    work_permission: Mapped[WorkAnswer] = mapped_column(text_enum(WorkAnswer, "work_permission"))
    work_permission_codes: Mapped[list[str]] = mapped_column(default=list)
    work_permission_reviewed_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("staff_members.id")
    )
    score: Mapped[int | None]
    match_run_id: Mapped[int | None] = mapped_column(ForeignKey("match_runs.id"))
    expires_on: Mapped[date | None] = mapped_column(index=True)

    seeker: Mapped[Seeker] = relationship(lazy="raise")
    opening: Mapped[Opening] = relationship(lazy="raise")
    employer: Mapped[Employer] = relationship(lazy="raise")
    consent: Mapped[Consent | None] = relationship(lazy="raise")
    events: Mapped[list["ReferralEvent"]] = relationship(
        lazy="raise", order_by="ReferralEvent.sequence", back_populates="referral"
    )


class ReferralEvent(TimelineEvent, Base):
    __tablename__ = "referral_events"
    __table_args__ = (UniqueConstraint("referral_id", "sequence"),)

    referral_id: Mapped[int] = mapped_column(ForeignKey("referrals.id"))
    channel: Mapped[str | None] = mapped_column(String(40))

    referral: Mapped[Referral] = relationship(lazy="raise", back_populates="events")
