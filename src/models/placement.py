from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identified, Timestamped
from models.employer import Employer, EmployerRegistration
from models.enrollment import Enrollment
from models.hiring_lifecycles import OPEN_PLACEMENT, PlacementStatus
from models.opening import Opening
from models.referral import Referral
from models.seeker import Seeker
from models.timeline import TimelineEvent
from models.types import Money, text_enum
from models.vocabulary import AfterTheJob, Contract, EvidenceGrade, WageIs

IS_OPEN = text(f"status IN ({', '.join(repr(status.value) for status in OPEN_PLACEMENT)})")


class Placement(Identified, Timestamped, Base):
    """A hire, followed from the offer to six months in the job.

    `title`, `municipality`, `contract` and `wage_is` are those of the opening at the offer: what
    becomes of the opening is not the hire's. Wages are pesos a month, as `wage_is` says (unsaid:
    gross). `enrollment_due_on` is the last lawful day for the employer's movement; whether it has
    passed is derived, never stored. `starting_monthly_wage_mxn` is what the start told where that
    was not the offer, which stands. `grade` is the best evidence so far of the enrollment; only A
    and B count as verified. `registered_base_mxn` is pesos a day, as the institute has it;
    `after_end` tells a change of employer from the end of formal work.
    """

    __tablename__ = "placements"
    __table_args__ = (
        Index(
            "uq_placements_open",
            "seeker_id",
            "opening_id",
            unique=True,
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
        CheckConstraint("ended_on >= starts_on", name="ends_after_start"),
        Index("ix_placements_updated_at_id", "updated_at", "id"),
        Index("ix_placements_status_enrollment_due_on", "status", "enrollment_due_on"),
        Index("ix_placements_employer_id_status", "employer_id", "status"),
        Index("ix_placements_center_id_status", "center_id", "status"),
    )

    seeker_id: Mapped[int] = mapped_column(ForeignKey("seekers.id"), index=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("openings.id"), index=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employers.id"))
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    referral_id: Mapped[int | None] = mapped_column(ForeignKey("referrals.id"), unique=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("employer_registrations.id"))
    status: Mapped[PlacementStatus] = mapped_column(
        text_enum(PlacementStatus, "status"), default=PlacementStatus.OFFERED
    )
    title: Mapped[str] = mapped_column(String(300))
    municipality: Mapped[str] = mapped_column(String(5))
    contract: Mapped[Contract | None] = mapped_column(text_enum(Contract, "contract"))
    wage_is: Mapped[WageIs | None] = mapped_column(text_enum(WageIs, "wage_is"))
    offered_monthly_wage_mxn: Mapped[Decimal | None] = mapped_column(Money)
    starting_monthly_wage_mxn: Mapped[Decimal | None] = mapped_column(Money)
    registered_monthly_wage_mxn: Mapped[Decimal | None] = mapped_column(Money)
    registered_base_mxn: Mapped[Decimal | None] = mapped_column(Money)
    starts_on: Mapped[date | None]
    enrollment_due_on: Mapped[date | None]
    enrolled_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_cause: Mapped[str | None] = mapped_column(String(60))
    after_end: Mapped[AfterTheJob | None] = mapped_column(text_enum(AfterTheJob, "after_end"))
    grade: Mapped[EvidenceGrade | None] = mapped_column(text_enum(EvidenceGrade, "grade"))

    seeker: Mapped[Seeker] = relationship(lazy="raise")
    opening: Mapped[Opening] = relationship(lazy="raise")
    employer: Mapped[Employer] = relationship(lazy="raise")
    referral: Mapped[Referral | None] = relationship(lazy="raise")
    registration: Mapped[EmployerRegistration | None] = relationship(lazy="raise")
    enrollments: Mapped[list[Enrollment]] = relationship(lazy="raise", order_by=Enrollment.id)
    events: Mapped[list["PlacementEvent"]] = relationship(
        lazy="raise", order_by="PlacementEvent.sequence", back_populates="placement"
    )

    @property
    def monthly_wage_mxn(self) -> Decimal | None:
        """What the person is owed: the offer, or more where the start told more."""
        known = [self.offered_monthly_wage_mxn, self.starting_monthly_wage_mxn]
        return max((wage for wage in known if wage is not None), default=None)

    @property
    def is_paid_below_offer(self) -> bool:
        offered, told = self.offered_monthly_wage_mxn, self.starting_monthly_wage_mxn
        return offered is not None and told is not None and told < offered


def terms_of(opening: Opening) -> dict[str, Any]:
    """What of an opening is agreed on with a hire, by the columns that keep it."""
    return {
        name: getattr(opening, name) for name in ("title", "municipality", "contract", "wage_is")
    }


class PlacementEvent(TimelineEvent, Base):
    __tablename__ = "placement_events"
    __table_args__ = (UniqueConstraint("placement_id", "sequence"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id"))

    placement: Mapped[Placement] = relationship(lazy="raise", back_populates="events")
