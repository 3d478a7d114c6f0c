"""What the API says of a timeline: who moved something where, when, and on what evidence."""

from datetime import datetime
from typing import Any

from api.http.schemas import Out
from models.timeline import TimelineEvent
from models.vocabulary import ActorKind
from services.access.actor import Actor


class EventOut(Out):
    """`hash` chains each event to the one before it. `details` name the file and the line, and
    whose turn it is until when; of the transition `correct`, in `corrects`, the `sequence` of the
    event that it puts right."""

    sequence: int
    transition: str
    from_status: str | None
    to_status: str
    actor_kind: str
    actor: str | None
    at: datetime
    happened_at: datetime | None
    evidence_kind: str | None
    evidence_grade: str | None
    evidence_hash: str | None
    code: str | None
    note: str | None
    details: dict[str, Any] | None
    hash: str


def event_out(event: TimelineEvent) -> EventOut:
    return EventOut.model_validate(event)


def event_for(event: TimelineEvent, actor: Actor) -> EventOut:
    """What others wrote about a person is not for the employer."""
    shown = event_out(event)
    is_theirs = event.actor_kind is ActorKind.EMPLOYER or not actor.is_employer
    return shown if is_theirs else shown.model_copy(update={"note": None})
