"""The numbering shared by both tables of one index, and the rows behind each catalog answer."""

from collections.abc import Callable, Iterable
from functools import cached_property
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from matching.index.graph import Graph, graph_of
from matching.index.storage import Vocabulary
from matching.scoring.knowledge import FAR_AWAY, SAME, Knowledge

Rows = NDArray[np.int64]

STATE_BITS = 64
EVERYWHERE = np.uint64(2**STATE_BITS - 1)


class Vocabularies:
    """Rows of known ids are their place in `Knowledge` plus one; ids not known come after."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        # One lock for both tables: they number new ids in the same vocabularies.
        self.lock = RLock()
        self.skills = Vocabulary(knowledge.skills)
        self.occupations = Vocabulary(knowledge.occupations)
        self.places = Vocabulary(knowledge.places)
        self.states = Vocabulary()
        self.languages = Vocabulary()
        self._skill_rows: dict[tuple[str, str], Rows] = {}

    @cached_property
    def graph(self) -> Graph:
        return graph_of(self.knowledge)

    def similarities(self, occupation: str) -> NDArray[np.int64]:
        """By occupation row: 0..1000."""
        found = np.zeros(len(self.occupations), np.int64)
        known = self.knowledge.similarities(occupation)
        found[1 : len(known) + 1] = known
        row = self.occupations.find(occupation)
        if row:
            found[row] = SAME
        return found

    def metres(self, place: str) -> NDArray[np.int64]:
        """By place row: great-circle metres, FAR_AWAY where not known, 0 for the place itself."""
        found = np.full(len(self.places), FAR_AWAY, np.int64)
        known = self.knowledge.distances(place)
        found[1 : len(known) + 1] = known
        row = self.places.find(place)
        if row:
            found[row] = 0
        return found

    def related(self, skill: str) -> Rows:
        return self._rows_of("related", skill, self.knowledge.related)

    def grouped(self, skill: str) -> Rows:
        return self._rows_of("grouped", skill, self.knowledge.grouped)

    def needing(self, skill: str) -> Rows:
        """Rows of the occupations for which the skill is essential."""
        found = self.knowledge.occupations_needing.get(skill)
        return np.empty(0, np.int64) if found is None else found.astype(np.int64) + 1

    def essentials(self, occupation: str) -> Rows:
        return self._rows_of("essentials", occupation, self.knowledge.essentials)

    def bits(self, states: Iterable[str]) -> int:
        """A bit for each state; no state at all is every state."""
        mask = 0
        for state in states:
            mask |= 1 << self.states.row(state)
        return mask or int(EVERYWHERE)

    @cached_property
    def essentials_of_all(self) -> tuple[Rows, Rows, Rows]:
        """Skill rows of all occupations one after another, begins, and counts, by known row.

        An occupation that lists none holds row 0 once and counts 0.
        """
        lists = [self.essentials(key) for key in self.knowledge.occupations]
        counts = np.array([len(rows) for rows in lists], np.int64)
        padded = [rows if len(rows) else np.zeros(1, np.int64) for rows in lists]
        lengths = np.maximum(counts, 1)
        flat = np.concatenate(padded) if padded else np.empty(0, np.int64)
        return flat, np.cumsum(lengths) - lengths, counts

    def _rows_of(self, kind: str, key: str, answer: Callable[[str], frozenset[str]]) -> Rows:
        found = self._skill_rows.get((kind, key))
        if found is None:
            found = np.array(sorted(map(self.skills.find, answer(key))), np.int64)
            self._skill_rows[kind, key] = found
        return found
