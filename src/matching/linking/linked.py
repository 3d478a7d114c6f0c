"""What linking gives back."""

from dataclasses import dataclass

from matching.linking.normal import Hint

# Texts that are compared with all wordings at a time. Twice as many take twice the memory (the
# likenesses are rows x texts) and no less time.
BLOCK = 128


@dataclass(frozen=True, slots=True)
class Linked:
    """A catalog entry that a text may mean. `score` is 0..1; skills have no `isco`.

    For occupations the score is calibrated: of links with 0.8, eight in ten name the right ISCO
    group.
    """

    id: str
    label: str
    isco: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one text gave: `sure` is False where a person should choose among `results`."""

    text: str
    lang: str
    results: tuple[Linked, ...]
    hints: tuple[Hint, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """The label that speaks most for a link, where it comes from, and the words they share."""

    label: str
    source: str
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RankedLabel:
    """A label of the caller's own list. `row` counts from 1; `score` is 0..1."""

    row: int
    label: str
    score: float
