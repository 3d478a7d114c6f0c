"""The same step sent again: harmless with the same content, and never swallowed with another."""

from collections.abc import Iterable, Mapping

from models.timeline import TimelineEvent
from services.corrections import corrections, standing
from services.errors import N_, Conflict
from services.field_codes import field_error
from services.steps import StepIn

# By field: what is told now, and what stands. What is not told now is not compared.
Told = Mapping[str, tuple[object, object]]
NOTHING: Told = {}


class RecordedOtherwise(Conflict):
    code = "recorded_otherwise"
    message = N_("This step is already recorded, with something else in it. Nothing was changed.")


def check_same(told: Told) -> None:
    """Raises RecordedOtherwise naming every field that differs."""
    differing = [name for name, (now, before) in told.items() if now not in (None, "", before)]
    if differing:
        errors = [field_error(f"/{name}", "recorded_otherwise") for name in differing]
        raise RecordedOtherwise(errors=errors)


def check_repeat(
    events: Iterable[TimelineEvent], transition: str, step: StepIn, more: Told = NOTHING
) -> None:
    """Against the last event of that step. A row that came there by another step has none, and
    nothing that was told is lost then."""
    timeline = list(events)
    taken = [event for event in timeline if event.transition == transition]
    if not taken:
        return
    last = taken[-1]
    holds = standing(last, corrections(timeline).get(last.sequence, ()))
    check_same(
        {
            "happened_on": (step.happened_on, holds.day),
            "evidence": (step.evidence, holds.evidence_kind),
            "evidence_hash": (step.evidence_hash, holds.evidence_hash),
            "note": (step.note, last.note),
            **more,
        }
    )
