"""Which ESCO occupation a Latin American title means, among those of its own ISCO-08 unit groups.

The words that a title shares with an occupation's Spanish names are weighed by how rare they are.
A word too many in the occupation costs more than one too many in the title, so the general
occupation wins over a special one that the title does not name.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from matching.catalogs.gender import forms
from matching.text import stems, words
from tools.catalog_build.esco import occupations_of
from tools.catalog_build.source import Row, many, rows

BY_HAND = Path(__file__).parent
CLEAR = 0.45
_MISSING, _EXTRA = 0.6, 1.0
_CONNECTORS = frozenset(
    ["de", "del", "la", "el", "los", "las", "y", "e", "o", "u", "a", "al", "en", "con", "para"]
)
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Nearest:
    occupation: str
    isco: str


class Occupations:
    def __init__(self, folder: Path) -> None:
        self._names: dict[str, tuple[Words, ...]] = {}
        self._groups: dict[str, list[Row]] = defaultdict(list)
        for row in occupations_of(folder):
            texts = [*forms(row["label_es"]), *many(row["alt_es"])]
            self._names[row["id"]] = tuple(sorted({key(text) for text in texts}, key=sorted))
            self._groups[row["isco4"]].append(row)
        spread = Counter(word for names in self._names.values() for word in set().union(*names))
        size = len(self._names)
        self._weight = {word: math.log(1 + size / (1 + n)) for word, n in spread.items()}
        self._unknown = math.log(1 + size)
        self._generic = self._generic_of(rows(folder, "isco08"))

    def generic(self) -> dict[str, str]:
        """Unit group -> the occupation that stands for the whole of it, where one does."""
        return self._generic

    def nearest(self, title: str, isco: Iterable[str]) -> Nearest | None:
        """By its words; else the one that stands for its only unit group; else nothing."""
        groups = list(isco)
        found = max(
            (self._best(forms(title)[0], group) for group in groups),
            default=(0.0, 0, "", ""),
        )
        if found[0] >= CLEAR:
            return Nearest(found[2], found[3])
        return self.standing_for(groups)

    def standing_for(self, groups: Sequence[str]) -> Nearest | None:
        """The one that stands for the only unit group."""
        if len(groups) == 1 and groups[0] in self._generic:
            return Nearest(self._generic[groups[0]], groups[0])
        return None

    def _best(self, text: str, group: str) -> tuple[float, int, str, str]:
        wanted = key(text)
        return max(
            (
                (self._likeness(wanted, row["id"]), -row["code"].count("."), row["id"], group)
                for row in self._groups.get(group, ())
            ),
            default=(0.0, 0, "", group),
        )

    def _likeness(self, wanted: Words, occupation: str) -> float:
        return max(self._alike(wanted, name) for name in self._names[occupation])

    def _alike(self, wanted: Words, name: Words) -> float:
        shared = self._weigh(wanted & name)
        if not shared:
            return 0.0
        missing, extra = self._weigh(wanted - name), self._weigh(name - wanted)
        return round(shared / (shared + _MISSING * missing + _EXTRA * extra), 4)

    def _weigh(self, found: Words) -> float:
        return math.fsum(self._weight.get(word, self._unknown) for word in found)

    def _generic_of(self, isco: list[Row]) -> dict[str, str]:
        """By the name of the group, else its only root in ESCO; corrected by hand."""
        named = {row["code"]: row["label_es"] for row in isco}
        found = {}
        for group, members in self._groups.items():
            roots = [row["id"] for row in members if row["code"].count(".") == 1]
            likeness, _, best, _ = self._best(named.get(group, ""), group)
            if likeness >= CLEAR:
                found[group] = best
            elif len(roots) == 1:
                found[group] = roots[0]
        return self._corrected(found)

    def _corrected(self, found: dict[str, str]) -> dict[str, str]:
        for row in rows(BY_HAND, "generic"):
            ids = {member["code"]: member["id"] for member in self._groups[row["isco"]]}
            found[row["isco"]] = ids.get(row["code"], "")
        return {group: occupation for group, occupation in found.items() if occupation}


def key(text: str) -> Words:
    kept = " ".join(word for word in words(text) if word not in _CONNECTORS)
    return frozenset(stems(kept, "es"))
