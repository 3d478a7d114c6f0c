from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Numbered
from models.types import text_enum, utc_now
from models.vocabulary import WorkAnswer


class MatchRun(Identified, Base):
    """One ranking of many: enough to run it again and to compare the two results.

    `input_digest` is the hash of the profiles it read, `feed_position` where the change feed
    stood, `result_digest` the hash of its rows in order.
    """

    __tablename__ = "match_runs"

    ranked_on: Mapped[date]
    parameters: Mapped[dict[str, Any]] = mapped_column(default=dict)
    engine_version: Mapped[str] = mapped_column(String(60))
    weights: Mapped[dict[str, Any]] = mapped_column(default=dict)
    catalogs_version: Mapped[str] = mapped_column(String(60))
    feed_position: Mapped[str] = mapped_column(String(60))
    input_digest: Mapped[str | None] = mapped_column(String(64))
    result_digest: Mapped[str | None] = mapped_column(String(64))
    requested_by: Mapped[str | None] = mapped_column(String(60))
    started_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    finished_at: Mapped[datetime | None]
    openings: Mapped[int] = mapped_column(default=0)
    seekers: Mapped[int] = mapped_column(default=0)
    matches: Mapped[int] = mapped_column(default=0)


class MatchRunRow(Numbered, Base):
    """One match of a run: `score` 0 to 1,000,000, `components` name to 0..1000.

    `reasons` is a list of [code, subject]. Rows outlive the opening and the person they name, so
    their ids carry no foreign key.
    """

    __tablename__ = "match_run_rows"
    __table_args__ = (
        Index("ix_match_run_rows_run", "match_run_id", "opening_id", "rank", unique=True),
    )

    match_run_id: Mapped[int] = mapped_column(ForeignKey("match_runs.id", ondelete="CASCADE"))
    opening_id: Mapped[int]
    seeker_id: Mapped[int]
    rank: Mapped[int]
    score: Mapped[int]
    components: Mapped[dict[str, Any]]
    reasons: Mapped[list[Any]]
    permission: Mapped[WorkAnswer] = mapped_column(text_enum(WorkAnswer, "permission"))
    permission_until: Mapped[date | None]
    permission_codes: Mapped[list[str]] = mapped_column(default=list)


class MatchRunInput(Base):
    """The profiles that runs read, sealed, by the digest of their content: kept once however many
    runs read the same, so that a run can be repeated exactly."""

    __tablename__ = "match_run_inputs"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
