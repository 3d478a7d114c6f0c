"""Two engines behind one face: numpy over columns, and compiled plans over a shelf."""

from collections.abc import Callable
from datetime import date
from threading import Lock, Thread
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from matching.index.compiled_openings import CompiledOpenings
from matching.index.compiled_seekers import CompiledSeekers
from matching.index.opening_search import OpeningSearch
from matching.index.openings import OpeningColumns, OpeningTable
from matching.index.question import Questions
from matching.index.seeker_search import SeekerSearch
from matching.index.seekers import SeekerColumns, SeekerTable
from matching.index.shelf import Shelf, bare_shelf, build_shelf
from matching.index.vocabularies import Vocabularies
from matching.profiles import OpeningProfile, SeekerProfile
from matching.scoring.weights import Weights

Ints = NDArray[np.int64]
Kernel = Literal["compiled", "numpy"]

# A tail of new rows is read through row by row; from this length on the shelf is built anew.
LONG_TAIL = 4096
TAIL_SHARE = 8


class Finder(Protocol):
    """Rows of a snapshot, best first, and their scores; both engines give the same ones."""

    def seekers(
        self, opening: OpeningProfile, on: date, k: int, within: frozenset[int] | None
    ) -> tuple[SeekerColumns, Ints, Ints]: ...

    def openings(
        self, seeker: SeekerProfile, on: date, k: int
    ) -> tuple[OpeningColumns, Ints, Ints]: ...

    def refresh(self) -> None:
        """Take all rows into whatever speeds up the answers."""

    def prepare(self) -> None:
        """Whatever must be done once before answers are quick."""


class NumpyFinder:
    def __init__(
        self, seekers: SeekerTable, openings: OpeningTable, words: Vocabularies, weights: Weights
    ) -> None:
        self._seekers, self._openings = seekers, openings
        self._words, self._weights = words, weights

    def seekers(
        self, opening: OpeningProfile, on: date, k: int, within: frozenset[int] | None
    ) -> tuple[SeekerColumns, Ints, Ints]:
        columns = self._seekers.snapshot()
        search = SeekerSearch(columns, self._words, opening, on)
        return columns, *search.top(k, self._weights, within)

    def openings(
        self, seeker: SeekerProfile, on: date, k: int
    ) -> tuple[OpeningColumns, Ints, Ints]:
        columns = self._openings.snapshot()
        search = OpeningSearch(columns, self._words, seeker, on)
        return columns, *search.top(k, self._weights)

    def refresh(self) -> None:
        """Nothing to do: the columns are read as they are."""

    def prepare(self) -> None:
        """Nothing to do."""


class CompiledFinder:
    def __init__(
        self, seekers: SeekerTable, openings: OpeningTable, words: Vocabularies, weights: Weights
    ) -> None:
        self._seekers, self._openings = seekers, openings
        self._words = words
        questions = Questions(words, weights)
        self._by_opening = CompiledSeekers(words, questions)
        self._by_seeker = CompiledOpenings(words, questions, weights)
        self._building = Lock()
        self._shelf: Shelf = build_shelf(seekers.snapshot(), words)

    def seekers(
        self, opening: OpeningProfile, on: date, k: int, within: frozenset[int] | None
    ) -> tuple[SeekerColumns, Ints, Ints]:
        # The shelf first: it must not know of rows that the snapshot does not.
        shelf = self._shelf
        columns = self._seekers.snapshot()
        if shelf.generation != columns.generation:
            shelf = bare_shelf(columns, self._words)
        if columns.size - shelf.size > max(LONG_TAIL, shelf.size // TAIL_SHARE):
            self._refresh_beside()
        return columns, *self._by_opening.top(columns, shelf, opening, on, k, within)

    def openings(
        self, seeker: SeekerProfile, on: date, k: int
    ) -> tuple[OpeningColumns, Ints, Ints]:
        columns = self._openings.snapshot()
        if self._openings.is_sparse:
            self._refresh_beside()
        return columns, *self._by_seeker.top(columns, seeker, on, k)

    def prepare(self) -> None:
        """A question of each kind, whoever is there: after it no answer waits for a compiler."""
        day = date(2000, 1, 1)
        self.seekers(OpeningProfile(0, ""), day, 1, None)
        self.openings(SeekerProfile(0, ""), day, 1)

    def refresh(self) -> None:
        with self._building:
            for table in (self._seekers, self._openings):
                if table.is_sparse:
                    table.compact()
            self._shelf = build_shelf(self._seekers.snapshot(), self._words)

    def _refresh_beside(self) -> None:
        """In a thread of its own, unless one is at it; questions go on over the shelf before."""
        if not self._building.locked():
            Thread(target=self.refresh, name="shelf", daemon=True).start()


FINDERS: dict[Kernel, Callable[[SeekerTable, OpeningTable, Vocabularies, Weights], Finder]] = {
    "compiled": CompiledFinder,
    "numpy": NumpyFinder,
}
