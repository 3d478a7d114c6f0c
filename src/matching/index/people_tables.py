"""What a question about people looks up: answers for each permit, tongue and relocation once, not
for each person."""

import numpy as np
from numpy.typing import NDArray

from matching.index import parts
from matching.index.seekers import SharedValues
from matching.index.vocabularies import Vocabularies
from matching.profiles import Language
from matching.scoring.weights import FULL

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class PeopleTables:
    """Over the shared values of one snapshot."""

    def __init__(self, columns: SharedValues, words: Vocabularies) -> None:
        self._columns = columns
        self._words = words

    def permitted(self, state: str, start: int) -> Flags:
        """By permit: may work in that state on that day, age aside."""
        columns = self._columns
        holds = self._has_state(columns.grant_states, state)
        holds &= (columns.grant_since <= start) & (start <= columns.grant_until)
        found = np.zeros(len(columns.permit_adult), np.bool_)
        found[columns.grant_permit[holds]] = True
        return found

    def of_age(self, start: int, *, accepts_minors: bool) -> Flags:
        """By permit."""
        columns = self._columns
        adult: Flags = columns.permit_adult <= start
        if accepts_minors:
            adult |= columns.permit_fifteen <= start
        return adult

    def moves(self, state: str) -> Flags:
        """By relocation: would move to that state."""
        return self._has_state(self._columns.relocation_states, state)

    def understood(self, wanted: tuple[Language, ...]) -> Flags:
        """By tongue: every language at its level."""
        found = np.ones(self._columns.tongues, np.bool_)
        for item in wanted:
            found &= self._levels(item.language) >= int(item.level)
        return found

    def language_points(self, wanted: tuple[Language, ...]) -> Ints:
        """By tongue."""
        if not wanted:
            return np.full(self._columns.tongues, FULL, np.int64)
        points = [
            parts.language_points(self._levels(item.language), int(item.level)) for item in wanted
        ]
        found: Ints = np.sum(points, axis=0) // len(wanted)
        return found

    def _levels(self, language: str) -> Ints:
        """By tongue: 0 where the language is not spoken."""
        columns = self._columns
        found = np.zeros(columns.tongues, np.int64)
        row = self._words.languages.find(language)
        spoken = (columns.spoken_language == row) & (row > 0)
        found[columns.spoken_tongue[spoken]] = columns.spoken_level[spoken]
        return found

    def _has_state(self, masks: NDArray[np.uint64], state: str) -> Flags:
        bit = np.uint64(self._words.states.find(state))
        found: Flags = (masks >> bit) & np.uint64(1) == 1
        return found
