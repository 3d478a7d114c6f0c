"""What the page of openings shows: everything already in words."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpeningView:
    """`reasons` speak for the opening, `gaps` against it or to be known."""

    title: str
    employer: str
    place: str
    wage: str
    schedule: str
    offers: str
    permission: str
    permission_label: str
    permission_words: str
    reasons: Sequence[str]
    gaps: Sequence[str]
