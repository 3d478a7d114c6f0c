"""Skills: one line may hold several."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from matching.linking.linked import Linked
from matching.linking.linker import Linker

# A comma between digits belongs to a number. "y", "and" … bind too tightly to cut at before the
# whole part has been tried.
_BREAKS = re.compile(r"[;\n\r|•·]+|(?<!\d),|,(?!\d)|\s[-–—]\s|\.\s+|(?<=\w{3})/(?=\w{3})")
_AND = re.compile(r"\s(?:y|e|and|et|ak|&|\+)\s")
WHOLE_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class LinkedPart:
    """A part of a line, as written, and what it may mean, best first."""

    text: str
    results: tuple[Linked, ...]


class SkillLinker(Linker):
    # A skill that nobody claimed harms more than one that is asked for again.
    SURE = 0.8

    def link_line(
        self, text: str, lang: str | None = None, limit: int = 3
    ) -> tuple[LinkedPart, ...]:
        """Parts in the order written. Only what the line says: nothing is inferred."""
        parts = [part for piece in _BREAKS.split(text) for part in self._cut(piece.strip(), lang)]
        linked = self.link_many(parts, lang, limit)
        return tuple(map(LinkedPart, parts, linked))

    def _cut(self, piece: str, lang: str | None) -> Sequence[str]:
        halves = [half.strip() for half in _AND.split(piece) if half.strip()]
        if len(halves) < 2:
            return halves
        whole, *rest = (self._certainty(part, lang) for part in (piece, *halves))
        return [piece] if whole >= WHOLE_ENOUGH or whole > min(rest) else halves

    def _certainty(self, text: str, lang: str | None) -> float:
        return max((found.score for found in self.link(text, lang, 1)), default=0.0)
