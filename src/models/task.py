from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identified, Timestamped
from models.employer import Employer
from models.enrollment import Enrollment
from models.filing_lifecycles import TaskStatus
from models.placement import Placement
from models.types import text_enum
from models.vocabulary import ActorKind, TaskKind

IS_OPEN = text("status = 'open'")


class Task(Identified, Timestamped, Base):
    """What somebody has to do, and by when. `key` names the cause, so it is opened only once.

    `turn` is whose turn it is: the employer's or staff's. Without a placement it is about the
    service itself. `details` and `resolution` hold no personal data.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        Index(
            "ix_tasks_open",
            "center_id",
            "due_on",
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
        Index("ix_tasks_updated_at_id", "updated_at", "id"),
    )

    kind: Mapped[TaskKind] = mapped_column(text_enum(TaskKind, "kind"))
    status: Mapped[TaskStatus] = mapped_column(
        text_enum(TaskStatus, "status"), default=TaskStatus.OPEN
    )
    key: Mapped[str] = mapped_column(String(200), unique=True)
    turn: Mapped[ActorKind] = mapped_column(text_enum(ActorKind, "turn"))
    due_on: Mapped[date]
    placement_id: Mapped[int | None] = mapped_column(ForeignKey("placements.id"), index=True)
    movement_id: Mapped[int | None] = mapped_column(ForeignKey("enrollments.id"), index=True)
    center_id: Mapped[int | None] = mapped_column(ForeignKey("centers.id"))
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employers.id"), index=True)
    code: Mapped[str | None] = mapped_column(String(40))
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    closed_at: Mapped[datetime | None]
    closed_by_kind: Mapped[ActorKind | None] = mapped_column(text_enum(ActorKind, "closed_by_kind"))
    closed_by: Mapped[str | None] = mapped_column(String(60))
    resolution: Mapped[str | None] = mapped_column(Text)

    placement: Mapped[Placement | None] = relationship(lazy="raise")
    employer: Mapped[Employer | None] = relationship(lazy="raise")
    movement: Mapped[Enrollment | None] = relationship(lazy="raise")
