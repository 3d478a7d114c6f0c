"""Why a list is short: whom each gate rules out, counted in one pass over everybody."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.eligibility.gates import GATES
from matching.index.kernel_exclusions import Failures, count_failures
from matching.index.people_tables import PeopleTables
from matching.index.seekers import SeekerColumns, SharedValues
from matching.index.vocabularies import Vocabularies
from matching.profiles import OpeningProfile

Table = NDArray[Any]

SETS = 2 ** len(GATES)
PERMISSION, LANGUAGE, AGE, PLACE = (1 << number for number in range(len(GATES)))
# When more tables are remembered than this, all are forgotten.
MOST_TABLES = 2048


@dataclass(frozen=True, slots=True)
class Exclusions:
    """Of `total` people, how many each gate rules out (one person may be counted at several), how
    many would become eligible if that gate alone fell, and how many are eligible."""

    total: int
    eligible: int
    ruled_out: dict[str, int]
    only_by: dict[str, int]


def exclusions_of(counts: Sequence[int]) -> Exclusions:
    """`counts` of people by the set of gates they do not pass, a bit for each of GATES."""
    return Exclusions(
        total=sum(counts),
        eligible=counts[0],
        ruled_out={
            gate: sum(count for failed, count in enumerate(counts) if failed >> number & 1)
            for number, gate in enumerate(GATES)
        },
        only_by={gate: counts[1 << number] for number, gate in enumerate(GATES)},
    )


class CompiledExclusions:
    """Answers as `SeekerSearch` does. Safe to share between threads."""

    def __init__(self, words: Vocabularies) -> None:
        self._words = words
        self._tables: _Tables | None = None

    def count(self, columns: SeekerColumns, opening: OpeningProfile, on: date) -> Exclusions:
        tables = self._tables
        if tables is None or tables.shared is not columns.shared or tables.is_full:
            tables = self._tables = _Tables(columns.shared, self._words)
        counts = np.zeros(SETS, np.int64)
        failures = tables.failures(opening, opening.starts(on).toordinal())
        died, records = columns.died, columns.records
        count_failures(records, died, columns.size, columns.version, failures, counts)
        return exclusions_of(counts.tolist())


class _Tables:
    """Over the shared values of people; what many openings ask alike is made once."""

    def __init__(self, shared: SharedValues, words: Vocabularies) -> None:
        self.shared = shared
        self._words = words
        self._about = PeopleTables(shared, words)
        self._made: dict[Hashable, Table] = {}

    @property
    def is_full(self) -> bool:
        return len(self._made) >= MOST_TABLES

    def failures(self, opening: OpeningProfile, start: int) -> Failures:
        state, minors, languages = opening.state, opening.accepts_minors, opening.languages
        words = self._words
        spoken = tuple(words.languages.find(item.language) for item in languages)
        # Ids that were met since a table was made have rows of their own: they belong to its key.
        here = words.states.find(state)
        reach = (opening.municipality, len(words.places))
        return Failures(
            self._table(
                ("permit", state, here, start, minors),
                lambda: self._by_permit(state, start, minors=minors),
            ),
            self._table(
                ("tongue", languages, spoken),
                lambda: ~self._about.understood(languages) * np.uint8(LANGUAGE),
            ),
            self._table(("metres", *reach), lambda: words.metres(opening.municipality)),
            self._table(
                ("relocation", state, here),
                lambda: ~self._about.moves(state) * np.uint8(PLACE),
            ),
        )

    def _by_permit(self, state: str, start: int, *, minors: bool) -> Table:
        permitted = self._about.permitted(state, start)
        of_age = self._about.of_age(start, accepts_minors=minors)
        failed: Table = ~permitted * np.uint8(PERMISSION) | ~of_age * np.uint8(AGE)
        return failed

    def _table(self, key: Hashable, make: Callable[[], Table]) -> Table:
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = make()
        return found
