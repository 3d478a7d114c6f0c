"""Two engines behind one face: numpy over columns, and compiled plans over a shelf."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import islice
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from matching.index.best import Found
from matching.index.compiled_openings import CompiledOpenings
from matching.index.compiled_seekers import CompiledSeekers
from matching.index.exclusions import Counts, Exclusions
from matching.index.opening_search import OpeningSearch
from matching.index.openings import OpeningColumns, OpeningTable
from matching.index.question import Questions
from matching.index.seeker_search import SeekerSearch
from matching.index.seekers import SeekerColumns, SeekerTable
from matching.index.vocabularies import Vocabularies
from matching.index.within import Within
from matching.profiles import OpeningProfile, SeekerProfile
from matching.scoring.weights import Weights

Ints = NDArray[np.int64]
Kernel = Literal["compiled", "numpy"]


# Questions that are answered in one call.
BLOCK = 64


class Finder(Protocol):
    """The best rows of a snapshot; both engines find the same ones."""

    def seekers(
        self, opening: OpeningProfile, on: date, k: int, within: Within | None
    ) -> tuple[SeekerColumns, Found]: ...

    def openings(self, seeker: SeekerProfile, on: date, k: int) -> tuple[OpeningColumns, Found]: ...

    def seekers_of_each(
        self, openings: Iterable[OpeningProfile], on: date, k: int, threads: int
    ) -> Iterator[tuple[SeekerColumns, Found]]:
        """For each opening in turn, as `seekers`, from one snapshot."""

    def exclusions(self, opening: OpeningProfile, on: date) -> Exclusions:
        """Why a list is short: who each gate rules out."""

    def prepare(self) -> None:
        """Whatever must be done once before answers are quick."""

    def ask_ahead(self, openings: Sequence[OpeningProfile], on: date) -> None:
        """Makes what these questions have in common with others."""


class NumpyFinder:
    def __init__(
        self, seekers: SeekerTable, openings: OpeningTable, words: Vocabularies, weights: Weights
    ) -> None:
        self._seekers, self._openings = seekers, openings
        self._words, self._weights = words, weights

    def seekers(
        self, opening: OpeningProfile, on: date, k: int, within: Within | None
    ) -> tuple[SeekerColumns, Found]:
        columns = self._seekers.snapshot()
        search = SeekerSearch(columns, self._words, opening, on)
        return columns, _found(columns.key, *search.top(k, self._weights, within))

    def openings(self, seeker: SeekerProfile, on: date, k: int) -> tuple[OpeningColumns, Found]:
        columns = self._openings.snapshot()
        search = OpeningSearch(columns, self._words, seeker, on)
        return columns, _found(columns.key, *search.top(k, self._weights))

    def seekers_of_each(
        self,
        openings: Iterable[OpeningProfile],
        on: date,
        k: int,
        threads: int,  # noqa: ARG002 - numpy holds the interpreter's lock most of the time
    ) -> Iterator[tuple[SeekerColumns, Found]]:
        columns = self._seekers.snapshot()
        for opening in openings:
            search = SeekerSearch(columns, self._words, opening, on)
            yield columns, _found(columns.key, *search.top(k, self._weights, None))

    def exclusions(self, opening: OpeningProfile, on: date) -> Exclusions:
        return SeekerSearch(self._seekers.snapshot(), self._words, opening, on).exclusions()

    def prepare(self) -> None:
        """Nothing to do."""

    def ask_ahead(self, openings: Sequence[OpeningProfile], on: date) -> None:
        """Nothing to do."""


def _found(keys: Ints, rows: Ints, scores: Ints) -> Found:
    return Found(scores.tolist(), keys[rows].tolist(), rows.tolist())


class CompiledFinder:
    def __init__(
        self, seekers: SeekerTable, openings: OpeningTable, words: Vocabularies, weights: Weights
    ) -> None:
        self._seekers, self._openings = seekers, openings
        questions = Questions(words, weights)
        self._by_opening = CompiledSeekers(words, questions)
        self._by_seeker = CompiledOpenings(words, questions)
        self._counts = Counts()

    def seekers(
        self, opening: OpeningProfile, on: date, k: int, within: Within | None
    ) -> tuple[SeekerColumns, Found]:
        columns = self._seekers.snapshot()
        asked = self._by_opening.ask_one(columns, opening, on)
        [found] = self._by_opening.top(columns, asked, k, within)
        return columns, found

    def openings(self, seeker: SeekerProfile, on: date, k: int) -> tuple[OpeningColumns, Found]:
        columns = self._openings.snapshot()
        return columns, self._by_seeker.top(columns, seeker, on, k)

    def seekers_of_each(
        self, openings: Iterable[OpeningProfile], on: date, k: int, threads: int
    ) -> Iterator[tuple[SeekerColumns, Found]]:
        """Blocks of openings, one a thread; compiled code holds no interpreter's lock."""
        columns, rest = self._seekers.snapshot(), iter(openings)

        def answered(block: Sequence[OpeningProfile]) -> list[Found]:
            asked = self._by_opening.ask(columns, block, on)
            return self._by_opening.top(columns, asked, k)

        with ThreadPoolExecutor(threads, "ranking") as pool:
            blocks = iter(lambda: list(islice(rest, BLOCK)), [])
            waiting = deque(pool.submit(answered, it) for it in islice(blocks, 2 * threads))
            while waiting:
                found = waiting.popleft().result()
                waiting.extend(pool.submit(answered, it) for it in islice(blocks, 1))
                yield from ((columns, best) for best in found)

    def exclusions(self, opening: OpeningProfile, on: date) -> Exclusions:
        columns = self._seekers.snapshot()
        return self._counts.of(columns, self._by_opening.ask_one(columns, opening, on))

    def prepare(self) -> None:
        """A question of each kind, whoever is there: after it no answer waits for a compiler."""
        day = date(2000, 1, 1)
        self.seekers(OpeningProfile(0, ""), day, 1, None)
        self.exclusions(OpeningProfile(0, ""), day)
        self.openings(SeekerProfile(0, ""), day, 1)

    def ask_ahead(self, openings: Sequence[OpeningProfile], on: date) -> None:
        self._by_opening.ask(self._seekers.snapshot(), openings, on)


FINDERS: dict[Kernel, Callable[[SeekerTable, OpeningTable, Vocabularies, Weights], Finder]] = {
    "compiled": CompiledFinder,
    "numpy": NumpyFinder,
}
