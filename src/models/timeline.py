"""The columns of a timeline: who moved something from where to where, when, with what evidence."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Identified
from models.types import UtcDateTime, text_enum, utc_now
from models.vocabulary import ActorKind, EvidenceGrade, EvidenceKind


class TimelineEvent(Identified):
    """Append-only and hash-chained. Documents are not kept: a hash, who saw it, when.

    `happened_at` is when it took place by the actor's word, `at` when it was recorded. `note` and
    `details` (file, line, whose turn it is and until when) hold no personal data.
    """

    sequence: Mapped[int]
    transition: Mapped[str] = mapped_column(String(40))
    from_status: Mapped[str | None] = mapped_column(String(40))
    to_status: Mapped[str] = mapped_column(String(40))
    actor_kind: Mapped[ActorKind] = mapped_column(text_enum(ActorKind, "actor_kind"))
    actor: Mapped[str | None] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    happened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    evidence_kind: Mapped[EvidenceKind | None] = mapped_column(
        text_enum(EvidenceKind, "evidence_kind")
    )
    evidence_grade: Mapped[EvidenceGrade | None] = mapped_column(
        text_enum(EvidenceGrade, "evidence_grade")
    )
    evidence_hash: Mapped[str | None] = mapped_column(String(64))
    code: Mapped[str | None] = mapped_column(String(40))
    note: Mapped[str | None] = mapped_column(Text)
    details: Mapped[dict[str, Any] | None]
    previous_hash: Mapped[str] = mapped_column(String(80))
    hash: Mapped[str] = mapped_column(String(80))
