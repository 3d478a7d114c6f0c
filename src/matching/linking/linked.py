"""What linking gives back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Linked:
    """A catalog entry that a text may mean. `score` is 0..1; skills have no `isco`."""

    id: str
    label: str
    isco: str | None
    score: float


@dataclass(frozen=True, slots=True)
class RankedLabel:
    """A label of the caller's own list. `row` counts from 1; `score` is 0..1."""

    row: int
    label: str
    score: float
