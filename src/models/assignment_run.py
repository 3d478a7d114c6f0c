from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Numbered
from models.types import utc_now


class AssignmentRun(Identified, Base):
    """One proposal of who goes where, over the openings and people that `parameters` name.

    `summary` holds what was reached, beside the bound and what going by hand would reach.
    """

    __tablename__ = "assignment_runs"

    title: Mapped[str] = mapped_column(String(200))
    planned_on: Mapped[date]
    parameters: Mapped[dict[str, Any]]
    summary: Mapped[dict[str, Any]]
    engine_version: Mapped[str] = mapped_column(String(60))
    catalogs_version: Mapped[str] = mapped_column(String(60))
    requested_by: Mapped[str] = mapped_column(String(60), index=True)
    made_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)


class AssignmentRow(Numbered, Base):
    """One person of a proposal: `opening_id` None where nothing was left for them; scores 0 to
    1,000,000; `best_score` what their best option would have given.

    Rows outlive the opening and the person they name, so their ids carry no foreign key.
    """

    __tablename__ = "assignment_rows"
    __table_args__ = (UniqueConstraint("assignment_run_id", "seeker_id"),)

    assignment_run_id: Mapped[int] = mapped_column(
        ForeignKey("assignment_runs.id", ondelete="CASCADE")
    )
    seeker_id: Mapped[int]
    opening_id: Mapped[int | None]
    score: Mapped[int]
    best_score: Mapped[int]
