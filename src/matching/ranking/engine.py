"""The public door: people for an opening, openings for a person, exact and in a stable order."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import tee
from typing import NamedTuple

import numpy as np

from matching.index import (
    FINDERS,
    Exclusions,
    Found,
    Kernel,
    OpeningColumns,
    OpeningSearch,
    OpeningTable,
    SeekerColumns,
    SeekerSearch,
    SeekerTable,
    Shelf,
    Vocabularies,
    Within,
)
from matching.profiles import OpeningProfile, SeekerProfile
from matching.ranking.explain import explain, explained
from matching.ranking.fit import Fit, fit
from matching.ranking.match import Match
from matching.ranking.pool import Pool
from matching.scoring import COMPONENTS, WEIGHTS, Knowledge, Weights, sides
from matching.scoring.sources import catalog_knowledge

# Changes when the same profiles could rank otherwise; a stored run names it.
ENGINE_VERSION = "2.2"

# Of a batch: compiled code runs outside the interpreter's lock.
THREADS = 2
# Many win in more lists than one: these are kept read. A person takes two kilobytes.
PEOPLE_KEPT = 2**13


class Engine:
    """Reads may run in any thread while others write: each answers from one moment."""

    def __init__(
        self, knowledge: Knowledge, weights: Weights = WEIGHTS, kernel: Kernel = "compiled"
    ) -> None:
        self.knowledge = knowledge
        self.weights = weights
        words = Vocabularies(knowledge)
        self._words = words
        self._seekers = SeekerTable(words)
        self._openings = OpeningTable(words)
        self._finder = FINDERS[kernel](self._seekers, self._openings, words, weights)
        self._met = _Met(self._seekers.snapshot().shelf, {})

    @classmethod
    def build(
        cls,
        seekers: Iterable[SeekerProfile] = (),
        openings: Iterable[OpeningProfile] = (),
        *,
        knowledge: Knowledge | None = None,
        weights: Weights = WEIGHTS,
        kernel: Kernel = "compiled",
    ) -> "Engine":
        """`knowledge` None: the packaged catalogs. `kernel` "numpy" answers the same, slower, and
        needs nothing compiled."""
        engine = cls(knowledge or catalog_knowledge(), weights, kernel)
        engine.upsert_seekers(seekers)
        for opening in openings:
            engine.upsert_opening(opening)
        engine.refresh()
        engine.prepare()
        return engine

    def upsert_seeker(self, seeker: SeekerProfile) -> None:
        self._seekers.upsert(seeker)

    def upsert_seekers(self, seekers: Iterable[SeekerProfile]) -> None:
        """One after the other; what is in by then is in the answers meanwhile."""
        for seeker in seekers:
            self._seekers.upsert(seeker)

    def remove_seeker(self, key: int) -> bool:
        """False where there was none."""
        return self._seekers.remove(key)

    def upsert_opening(self, opening: OpeningProfile) -> None:
        self._openings.upsert(opening)

    def remove_opening(self, key: int) -> bool:
        """False where there was none."""
        return self._openings.remove(key)

    def seeker(self, key: int) -> SeekerProfile | None:
        return self._seekers.get(key)

    def opening(self, key: int) -> OpeningProfile | None:
        return self._openings.get(key)

    def seeker_keys(self) -> list[int]:
        """In no order."""
        return self._seekers.keys()

    def opening_keys(self) -> list[int]:
        """In no order."""
        return self._openings.keys()

    @property
    def seeker_count(self) -> int:
        return len(self._seekers)

    @property
    def opening_count(self) -> int:
        return len(self._openings)

    def seekers_for(
        self,
        opening: OpeningProfile,
        *,
        k: int,
        on: date,
        within: Within | None = None,
    ) -> list[Match]:
        """The best k eligible people, best first, ties to the lower key; `within` keeps to some
        keys. The opening need not be one of the engine's."""
        columns, found = self._seekers_found(opening, on, k, within)
        wants = sides.asked(opening, on, self.knowledge)
        return self._winners(columns, found.rows, wants)

    def openings_for(self, seeker: SeekerProfile, *, k: int, on: date) -> list[Match]:
        """The best k openings the person is eligible for; the person need not be the engine's."""
        columns, found = self._openings_found(seeker, on, k)
        has, profiles = sides.brought(seeker, self.knowledge), columns.profiles
        return [
            self._winner(has, sides.asked(profiles[row], on, self.knowledge)) for row in found.rows
        ]

    def scored_seekers(self, opening: OpeningProfile, *, k: int, on: date) -> list[tuple[int, int]]:
        """(key, score) of the best k: `seekers_for` without the explanations."""
        _, (scores, keys, _) = self._seekers_found(opening, on, k, None)
        return list(zip(keys, scores, strict=True))

    def scored_openings(self, seeker: SeekerProfile, *, k: int, on: date) -> list[tuple[int, int]]:
        """(key, score) of the best k: `openings_for` without the explanations."""
        _, (scores, keys, _) = self._openings_found(seeker, on, k)
        return list(zip(keys, scores, strict=True))

    def pool(self, opening: OpeningProfile, *, on: date) -> Pool:
        """Everyone eligible, best first, with every component: for audits and advice."""
        columns = self._seekers.snapshot()
        search = SeekerSearch(columns, self._words, opening, on)
        rows = search.eligible()
        if not len(rows):
            return Pool(opening.key, rows, rows, np.empty((len(COMPONENTS), 0), np.int64))
        components = np.stack(search.components(rows))
        scores = np.array(self.weights.parts) @ components
        order = np.lexsort((columns.key[rows], -scores))
        return Pool(opening.key, columns.key[rows][order], scores[order], components[:, order])

    def eligible_openings(self, seeker: SeekerProfile, *, on: date) -> int:
        """How many openings the person is eligible for."""
        columns = self._openings.snapshot()
        return len(OpeningSearch(columns, self._words, seeker, on).eligible())

    def rank_all(
        self,
        openings: Iterable[OpeningProfile] | None = None,
        *,
        k: int,
        on: date,
        threads: int = THREADS,
    ) -> Iterator[tuple[OpeningProfile, list[Match]]]:
        """Opening by opening, as asked for; None: all of the engine's, by key. From one moment."""
        for opening, columns, found in self._found_for_all(openings, k, on, threads):
            wants = sides.asked(opening, on, self.knowledge)
            yield opening, self._winners(columns, found.rows, wants)

    def score_all(
        self,
        openings: Iterable[OpeningProfile] | None = None,
        *,
        k: int,
        on: date,
        threads: int = THREADS,
    ) -> Iterator[tuple[OpeningProfile, list[tuple[int, int]]]]:
        """(key, score) of the best k: `rank_all` without the explanations."""
        for opening, _, (scores, keys, _) in self._found_for_all(openings, k, on, threads):
            yield opening, list(zip(keys, scores, strict=True))

    def refresh(self) -> None:
        """Take what came since into the shelves at once; without this it happens by itself, in the
        background, when enough has come."""
        self._seekers.tidy()
        self._openings.tidy()

    def prepare(self) -> None:
        """Compile, or load what was compiled before (half a minute, or a second): done by `build`,
        and worth doing at installation, so that the first start is quick."""
        self._finder.prepare()

    def ask_ahead(self, openings: Iterable[int], *, on: date) -> None:
        """Makes what the questions of these have in common with others (how alike occupations are,
        how far places): half of the time of a question that is asked for the first time."""
        found = [*filter(None, map(self._openings.get, openings))]
        self._finder.ask_ahead(found, on)
        for opening in found:
            sides.asked(opening, on, self.knowledge)

    def exclusions(self, opening: OpeningProfile, *, on: date) -> Exclusions:
        """Why a list is short: who each gate rules out."""
        return self._finder.exclusions(opening, on)

    def explain(self, seeker: SeekerProfile, opening: OpeningProfile, on: date) -> Match:
        return explain(seeker, opening, on, self.knowledge, self.weights)

    def fit(self, seeker: SeekerProfile, opening: OpeningProfile, on: date) -> Fit:
        """`explain` without the reasons."""
        return fit(seeker, opening, on, self.knowledge, self.weights)

    def _seekers_found(
        self, opening: OpeningProfile, on: date, k: int, within: Within | None
    ) -> tuple[SeekerColumns, Found]:
        self._seekers.tend()
        return self._finder.seekers(opening, on, k, within)

    def _openings_found(
        self, seeker: SeekerProfile, on: date, k: int
    ) -> tuple[OpeningColumns, Found]:
        self._openings.tend()
        return self._finder.openings(seeker, on, k)

    def _found_for_all(
        self, openings: Iterable[OpeningProfile] | None, k: int, on: date, threads: int
    ) -> Iterator[tuple[OpeningProfile, SeekerColumns, Found]]:
        self._seekers.tend()
        asked, kept = tee(self._openings.living() if openings is None else openings)
        found = self._finder.seekers_of_each(asked, on, k, threads)
        for opening, (columns, best) in zip(kept, found, strict=True):
            yield opening, columns, best

    def _winners(
        self, columns: SeekerColumns, rows: Sequence[int], wants: sides.Asked
    ) -> list[Match]:
        """A row holds the same person for as long as the shelf is the same."""
        met = self._met
        if met.shelf is not columns.shelf or len(met.people) > PEOPLE_KEPT:
            met = self._met = _Met(columns.shelf, {})
        people = met.people
        for row in rows:
            if row not in people:
                profile = self._seekers.profile(columns, row)
                people[row] = sides.brought(profile, self.knowledge)
        return [self._winner(people[row], wants) for row in rows]

    def _winner(self, has: sides.Brought, wants: sides.Asked) -> Match:
        return explained(has, wants, self.weights)


class _Met(NamedTuple):
    """People by their rows behind a shelf."""

    shelf: Shelf
    people: dict[int, sides.Brought]
