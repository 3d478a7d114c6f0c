"""How often the skill named first is right, by its likeness."""

import csv
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from matching.linking.features import Floats


@dataclass(frozen=True, slots=True)
class SkillLine:
    """Platt's line over the likeness of a text to the wordings of a skill."""

    slope: float
    offset: float

    def calibrated(self, likeness: Floats) -> Floats:
        """Right so often. The order stays; what shares nothing with the text stays at 0."""
        odds = 1 / (1 + np.exp(-(self.slope * likeness + self.offset)))
        return np.asarray(np.where(likeness > 0, odds, 0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class JudgedPart:
    """A part of a line as somebody wrote it, and the skills that it says (none: ESCO has none or
    it says none)."""

    lang: str
    line: str
    part: str
    skills: frozenset[str]


def judged_parts() -> list[JudgedPart]:
    """Written and judged by hand for this project (see data/README.md)."""
    path = files("matching.linking") / "data" / "skill_lines.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return [
        JudgedPart(row["lang"], row["line"], row["part"], frozenset(row["skills"].split("|")))
        for row in rows
    ]
