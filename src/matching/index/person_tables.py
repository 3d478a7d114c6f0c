"""What a question about openings looks up: one person as tables by the rows openings name."""

import numpy as np
from numpy.typing import NDArray

from matching.index import parts
from matching.index.openings import OpeningColumns
from matching.index.vocabularies import Vocabularies
from matching.profiles import Relocation, SeekerProfile
from matching.scoring import pair
from matching.scoring.pair import MOST_MONTHS
from matching.scoring.weights import FULL

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def moves(wish: Relocation, words: Vocabularies) -> Flags:
    """By state row."""
    found = np.full(len(words.states), wish.willing and not wish.states, np.bool_)
    if wish.willing:
        for state in wish.states:
            found[words.states.find(state)] = True
        found[0] = not wish.states
    return found


class PersonTables:
    def __init__(self, columns: OpeningColumns, words: Vocabularies, seeker: SeekerProfile) -> None:
        self._columns = columns
        self._words = words
        self._seeker = seeker

    def _spoken(self) -> Ints:
        """By language row: the person's level."""
        found = np.zeros(len(self._words.languages), np.int64)
        for item in self._seeker.languages:
            row = self._words.languages.find(item.language)
            found[row] = max(found[row], int(item.level))
        found[0] = 0
        return found

    def understood(self) -> Flags:
        columns = self._columns
        short = self._spoken()[columns.asked_language] < columns.asked_level
        found = np.ones(columns.speeches, np.bool_)
        found[columns.asked_speech[short]] = False
        return found

    def language_points(self) -> Ints:
        columns = self._columns
        points = parts.language_points(self._spoken()[columns.asked_language], columns.asked_level)
        sums = np.zeros(columns.speeches, np.int64)
        counts = np.zeros(columns.speeches, np.int64)
        np.add.at(sums, columns.asked_speech, points)
        np.add.at(counts, columns.asked_speech, 1)
        found: Ints = np.where(counts == 0, FULL, sums // np.maximum(counts, 1))
        return found

    def fits(self) -> Ints:
        """By occupation row: similarity of the nearest work."""
        found = np.zeros(len(self._words.occupations), np.int64)
        for item in self._seeker.experience:
            alike = self._alike(item.occupation)
            np.maximum(found, alike if item.months > 0 else parts.wished(alike), out=found)
        return found

    def months(self, occupations: Ints, years: Ints) -> Ints:
        """That count for openings of these occupation rows that start in these years."""
        found = np.zeros(len(occupations), np.int64)
        for item in self._seeker.experience:
            share = parts.transferred(self._alike(item.occupation))[occupations]
            share *= parts.kept(item.last_year or 0, years)
            found += share * min(max(item.months, 0), MOST_MONTHS)
        return found // (FULL * FULL)

    def _alike(self, occupation: str) -> Ints:
        return self._words.similarities(occupation)[: len(self._words.occupations)]

    def credits(self) -> Ints:
        """By skill row: credit of the nearest thing the person has. Row 0 gives none."""
        words = self._words
        found = np.zeros(len(words.skills), np.int64)
        for skill in self._seeker.skills:
            found[words.grouped(skill)] = pair.GROUPED
        for skill in self._seeker.skills:
            found[words.related(skill)] = pair.RELATED
        for item in self._seeker.experience:
            if item.months > 0:
                found[words.essentials(item.occupation)] = pair.RELATED
        for skill in self._seeker.skills:
            found[words.skills.find(skill)] = pair.HELD
        found[0] = 0
        return found
