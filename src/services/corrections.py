"""What holds of a timeline's events. A correction is an event of its own that names the one it
corrects: nothing that was written is changed, and the last word on each thing holds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from models.timeline import TimelineEvent
from models.vocabulary import EvidenceGrade, EvidenceKind
from services.calendar import legal_day

CORRECT = "correct"
# In the details of a correction: what it corrects did not happen.
NEVER = "never_happened"

E = TypeVar("E", bound=TimelineEvent)


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds of an event."""

    day: date
    evidence_kind: EvidenceKind | None
    evidence_grade: EvidenceGrade | None
    evidence_hash: str | None


def corrections(events: Iterable[E]) -> Mapping[int, Sequence[E]]:
    """By the number of the event that they correct, in the order made."""
    found: dict[int, list[E]] = defaultdict(list)
    for event in events:
        if event.transition == CORRECT:
            found[(event.details or {})["corrects"]].append(event)
    return found


def standing(event: TimelineEvent, later: Sequence[TimelineEvent] = ()) -> Standing:
    """`later`: its corrections."""
    told = [event, *later]
    days = [each.happened_at for each in told if each.happened_at]
    shown = [each for each in told if each.evidence_kind] or [event]
    return Standing(
        day=legal_day(days[-1] if days else event.at),
        evidence_kind=shown[-1].evidence_kind,
        evidence_grade=shown[-1].evidence_grade,
        evidence_hash=shown[-1].evidence_hash,
    )
