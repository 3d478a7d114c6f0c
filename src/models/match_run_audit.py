from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Numbered
from models.types import utc_now


class MatchRunAudit(Numbered, Base):
    """How a run treated groups of people: sums alone, small cells hidden; made once more, it is
    replaced."""

    __tablename__ = "match_run_audits"

    match_run_id: Mapped[int] = mapped_column(
        ForeignKey("match_runs.id", ondelete="CASCADE"), unique=True
    )
    content: Mapped[dict[str, Any]]
    made_by: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime] = mapped_column(default=utc_now)
