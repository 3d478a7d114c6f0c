"""How much of a list of wanted skills each row covers: exact best credit per skill, by bit masks.

Wanted skill number j is bit j % 64 of word j // 64. A skill a person has sets bits for the wanted
ones it equals, is related to, or shares a group with; OR over the person's skills, then counting
bits, gives the sum of the best credits.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from matching.index.vocabularies import Vocabularies
from matching.scoring import pair

Masks = NDArray[np.uint64]
Ints = NDArray[np.int64]

WORD = 64


class WantedSkills:
    """Tables by skill row and by occupation row for one list of wanted skills."""

    def __init__(self, wanted: Iterable[str], words: Vocabularies) -> None:
        self._wanted = sorted(wanted)
        self._words = words

    def __len__(self) -> int:
        return len(self._wanted)

    def coverage(self, skills: Ints, skill_begins: Ints, work: Ints, work_begins: Ints) -> Ints:
        """Mean credit 0..1000 a row. `skills` and `work` hold every row's run one after another;
        work of no month is to be given as row 0."""
        total = np.zeros(len(skill_begins), np.int64)
        for first in range(0, len(self._wanted), WORD):
            held, related, grouped, worked = self._tables(first)
            own = np.bitwise_or.reduceat(held[skills], skill_begins)
            near = np.bitwise_or.reduceat(related[skills], skill_begins)
            near |= np.bitwise_or.reduceat(worked[work], work_begins)
            far = np.bitwise_or.reduceat(grouped[skills], skill_begins)
            total += _credit(own, near, far)
        return total // len(self._wanted)

    def _tables(self, first: int) -> tuple[Masks, Masks, Masks, Masks]:
        words = self._words
        skills, occupations = len(words.skills), len(words.occupations)
        held, related, grouped = np.zeros((3, skills), np.uint64)
        worked = np.zeros(occupations, np.uint64)
        for number, skill in enumerate(self._wanted[first : first + WORD]):
            bit = np.uint64(1 << number)
            held[words.skills.find(skill)] |= bit
            related[words.related(skill)] |= bit
            grouped[words.grouped(skill)] |= bit
            worked[words.needing(skill)] |= bit
        held[0] = 0
        return held, related, grouped, worked


def _credit(own: Masks, near: Masks, far: Masks) -> Ints:
    near &= ~own
    far &= ~(own | near)
    counts = (np.bitwise_count(mask).astype(np.int64) for mask in (own, near, far))
    credits_ = (pair.HELD, pair.RELATED, pair.GROUPED)
    return sum(
        (count * credit for count, credit in zip(counts, credits_, strict=True)),
        start=np.zeros(len(own), np.int64),
    )
