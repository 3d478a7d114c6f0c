"""The public door: people for an opening, openings for a person, exact and in a stable order."""

from collections.abc import Iterable, Iterator
from datetime import date

from matching.index import (
    FINDERS,
    Exclusions,
    Kernel,
    OpeningTable,
    SeekerSearch,
    SeekerTable,
    Vocabularies,
)
from matching.profiles import OpeningProfile, SeekerProfile
from matching.ranking.explain import explain
from matching.ranking.match import Match
from matching.scoring import WEIGHTS, Knowledge, Weights
from matching.scoring.sources import catalog_knowledge

# Changes when the same profiles could rank otherwise; a stored run names it.
ENGINE_VERSION = "1.0"


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
        for seeker in seekers:
            engine.upsert_seeker(seeker)
        for opening in openings:
            engine.upsert_opening(opening)
        engine.refresh()
        return engine

    def upsert_seeker(self, seeker: SeekerProfile) -> None:
        self._seekers.upsert(seeker, seeker.key)

    def remove_seeker(self, key: int) -> bool:
        """False where there was none."""
        return self._seekers.remove(key)

    def upsert_opening(self, opening: OpeningProfile) -> None:
        self._openings.upsert(opening, opening.key)

    def remove_opening(self, key: int) -> bool:
        """False where there was none."""
        return self._openings.remove(key)

    def seeker(self, key: int) -> SeekerProfile | None:
        return self._seekers.get(key)

    def opening(self, key: int) -> OpeningProfile | None:
        return self._openings.get(key)

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
        within: frozenset[int] | None = None,
    ) -> list[Match]:
        """The best k eligible people, best first, ties to the lower key; `within` keeps to these
        keys. The opening need not be one of the engine's."""
        columns, rows = self._finder.seekers(opening, on, k, within)
        return [self.explain(columns.profiles[row], opening, on) for row in rows]

    def openings_for(self, seeker: SeekerProfile, *, k: int, on: date) -> list[Match]:
        """The best k openings the person is eligible for; the person need not be the engine's."""
        columns, rows = self._finder.openings(seeker, on, k)
        return [self.explain(seeker, columns.profiles[row], on) for row in rows]

    def rank_all(
        self, openings: Iterable[OpeningProfile] | None = None, *, k: int, on: date
    ) -> Iterator[tuple[OpeningProfile, list[Match]]]:
        """Opening by opening, as asked for; None: all of the engine's, by key."""
        for opening in self._openings.living() if openings is None else openings:
            yield opening, self.seekers_for(opening, k=k, on=on)

    def refresh(self) -> None:
        """Take what came since into the shelf at once; without this it happens by itself, in the
        background, when enough has come."""
        self._finder.refresh()

    def exclusions(self, opening: OpeningProfile, *, on: date) -> Exclusions:
        """Why a list is short: who each gate rules out."""
        return SeekerSearch(self._seekers.snapshot(), self._words, opening, on).exclusions()

    def explain(self, seeker: SeekerProfile, opening: OpeningProfile, on: date) -> Match:
        return explain(seeker, opening, on, self.knowledge, self.weights)
