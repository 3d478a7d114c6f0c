"""What is asked and what is answered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Option:
    """One person for one opening, eligible, with the pair's score."""

    seeker: int
    opening: int
    score: int


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """Options as columns of one length; each pair once. Scores are whole and not below zero."""

    seekers: Ints
    openings: Ints
    scores: Ints

    @classmethod
    def of(cls, options: Iterable[Option]) -> "Options":
        rows = [(it.seeker, it.opening, it.score) for it in options]
        return cls(*np.array(rows, np.int64).reshape(-1, 3).T.copy())

    def __len__(self) -> int:
        return len(self.seekers)

    def __iter__(self) -> Iterator[Option]:
        columns = (self.seekers.tolist(), self.openings.tolist(), self.scores.tolist())
        return map(Option, *columns)

    def at(self, rows: NDArray[np.generic]) -> "Options":
        return Options(self.seekers[rows], self.openings[rows], self.scores[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Fair:
    """`positions` by opening; none where it is missing. `households`: those of them who are placed
    are placed in one region; `region` by opening, wherever there are households."""

    options: Options
    positions: Mapping[int, int]
    households: tuple[frozenset[int], ...] = ()
    region: Mapping[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """`regret` by person with options: the best score they could have had, less the one they got
    (0 if none). No assignment can have a score above `bound`."""

    placed: Mapping[int, int]
    score: int
    regret: Mapping[int, int]
    positions_open: int
    bound: int

    @property
    def is_optimal(self) -> bool:
        """Proven to be the best there is."""
        return self.score == self.bound

    @property
    def mean_regret(self) -> float:
        return sum(self.regret.values()) / len(self.regret) if self.regret else 0.0


def with_floor(per_opening: Options, per_seeker: Options, *, floor: int) -> Options:
    """The openings' best people, and for each person at least their own `floor` best openings, so
    that nobody is without options because others top every list. `per_seeker` best first."""
    order = np.argsort(per_seeker.seekers, kind="stable")
    mine = per_seeker.seekers[order]
    place = np.arange(len(mine)) - np.searchsorted(mine, mine)
    own = per_seeker.at(order[place < floor])
    every = Options(
        np.concatenate([per_opening.seekers, own.seekers]),
        np.concatenate([per_opening.openings, own.openings]),
        np.concatenate([per_opening.scores, own.scores]),
    )
    pairs = np.stack([every.seekers, every.openings])
    _, first = np.unique(pairs, axis=1, return_index=True)
    return every.at(first)
