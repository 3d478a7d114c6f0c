"""What lists of the best rest on: who is in them, and who would have to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matching.eligibility import failed_gates
from matching.profiles import OpeningProfile, SeekerProfile
from matching.ranking import Engine, Exclusions
from services.matches.answers import Moved, Standing, Touch


@dataclass(frozen=True, slots=True)
class Best:
    """The rows of a list, and the score and row of its last where there was no room for more."""

    rows: frozenset[int]
    last: tuple[int, int] | None

    @classmethod
    def of(cls, found: Sequence[tuple[int, int]], k: int) -> "Best":
        """Of scores and rows, best first."""
        rows = frozenset(row for _, row in found)
        return cls(rows, found[-1] if found and len(found) >= k else None)

    def takes(self, score: int | None, row: int) -> bool:
        """Whether a row with this score, None for one that is ruled out, belongs in the list."""
        if score is None or self.last is None:
            return score is not None
        least, last = self.last
        return (-score, row) < (-least, last)


@dataclass(frozen=True, slots=True)
class BestPeople:
    """Of a list of people, kept to a center's where one is named, with how many each gate rules
    out of everybody."""

    engine: Engine
    opening: OpeningProfile
    on: date
    center: int | None
    best: Best

    def touched(self, moved: Moved) -> Touch:
        if moved.row.row_id in self.best.rows:
            return Touch.LIST
        before, now = moved.before, moved.now
        if before == now:
            return Touch.NONE
        if self._enters(now):
            return Touch.LIST
        return Touch.NONE if self._failed(before) == self._failed(now) else Touch.COUNTS

    def exclusions(self) -> Exclusions:
        return self.engine.exclusions(self.opening, on=self.on)

    def _failed(self, standing: Standing | None) -> tuple[str, ...] | None:
        if standing is None or not isinstance(standing.profile, SeekerProfile):
            return None
        metres = self.engine.knowledge.metres
        return failed_gates(standing.profile, self.opening, self.on, metres)

    def _enters(self, now: Standing | None) -> bool:
        if now is None or not isinstance(now.profile, SeekerProfile):
            return False
        if self.center not in (None, now.center):
            return False
        found = self.engine.fit(now.profile, self.opening, self.on)
        return self.best.takes(found.score, now.profile.key)


@dataclass(frozen=True, slots=True)
class BestOpenings:
    """Of a list of openings for a person; None for one who may not be matched."""

    engine: Engine
    seeker: SeekerProfile | None
    on: date
    best: Best

    def touched(self, moved: Moved) -> Touch:
        if moved.row.row_id in self.best.rows:
            return Touch.LIST
        now = moved.now
        if self.seeker is None or now is None or not isinstance(now.profile, OpeningProfile):
            return Touch.NONE
        found = self.engine.fit(self.seeker, now.profile, self.on)
        return Touch.LIST if self.best.takes(found.score, now.profile.key) else Touch.NONE
