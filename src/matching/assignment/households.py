"""Households that move together: those of them who are placed are placed in one region.

Without the bonds the best assignment is quick, and no lawful one is better: where it is lawful by
itself, it is the answer. Else the broken households are sent to one region each until nothing is
broken, and a case small enough goes to an integer programme, which proves the best.
"""

from collections.abc import Callable

import numpy as np

from matching.assignment.cases import Fair, Ints
from matching.assignment.numbered import Numbered

Solve = Callable[[Numbered], Ints]
# Beyond this many options a proof takes minutes.
PROVABLE = 20_000


class Bonds:
    """By option row: the household of its person and the region of its opening, -1 for none; and
    the region each household is bound to so far."""

    def __init__(self, fair: Fair, case: Numbered) -> None:
        household = {key: number for number, home in enumerate(fair.households) for key in home}
        region = fair.region or {}
        names = {name: number for number, name in enumerate(sorted(set(region.values())))}
        homes = [household.get(key, -1) for key in case.seekers.tolist()]
        regions = [names[region[key]] if names else -1 for key in case.openings.tolist()]
        self.homes = np.array(homes, np.int64)[case.people]
        self.regions = np.array(regions, np.int64)[case.offers]
        self._bound: dict[int, int] = {}

    def allows(self, row: int) -> bool:
        bound = self._bound.get(int(self.homes[row]))
        return bound is None or bound == self.regions[row]

    def bind(self, row: int) -> None:
        if self.homes[row] >= 0:
            self._bound[int(self.homes[row])] = int(self.regions[row])

    def broken(self, taken: Ints) -> list[int]:
        """Households that these options would part."""
        seen: dict[int, set[int]] = {}
        for row in taken[self.homes[taken] >= 0].tolist():
            seen.setdefault(int(self.homes[row]), set()).add(int(self.regions[row]))
        return sorted(home for home, regions in seen.items() if len(regions) > 1)


def together(case: Numbered, bonds: Bonds, solve: Solve, *, seconds: float) -> tuple[Ints, int]:
    """Rows of the options taken, and a score that no lawful assignment exceeds."""
    taken = solve(case)
    bound = int(case.scores[taken].sum())
    if not bonds.broken(taken):
        return taken, bound
    taken = _mended(case, bonds, solve, taken)
    if len(case.people) > PROVABLE:
        return taken, bound
    return _proven(case, bonds, taken, bound, seconds)


def _mended(case: Numbered, bonds: Bonds, solve: Solve, taken: Ints) -> Ints:
    """Each round binds every broken household to the region where its members' best options
    together are worth most: so there are at most as many rounds as households."""
    open_rows = np.ones(len(case.people), np.bool_)
    while broken := bonds.broken(taken):
        for home in broken:
            mine = bonds.homes == home
            open_rows &= ~mine | (bonds.regions == _best_region(case, bonds, mine))
        rows = np.flatnonzero(open_rows)
        taken = rows[solve(_only(case, rows))]
    return taken


def _best_region(
    case: Numbered, bonds: Bonds, mine: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> int:
    best: dict[tuple[int, int], int] = {}
    for row in np.flatnonzero(mine).tolist():
        place = int(bonds.regions[row]), int(case.people[row])
        best[place] = max(best.get(place, 0), int(case.scores[row]))
    worth: dict[int, int] = {}
    for (region, _), score in best.items():
        worth[region] = worth.get(region, 0) + score
    return min(worth, key=lambda region: (-worth[region], region))


def _only(case: Numbered, rows: Ints) -> Numbered:
    offers = case.offers[rows]
    return Numbered(
        people=case.people[rows],
        offers=offers,
        scores=case.scores[rows],
        first=np.searchsorted(offers, np.arange(len(case.openings) + 1)),
        places=case.places,
        seekers=case.seekers,
        openings=case.openings,
    )


def _proven(
    case: Numbered, bonds: Bonds, found: Ints, bound: int, seconds: float
) -> tuple[Ints, int]:
    """The better of what was found and what the integer programme finds, with its bound."""
    from matching.assignment.programme import programme  # noqa: PLC0415 - loads long, seldom needed

    solved = programme(case, bonds.homes, bonds.regions, seconds)
    known = int(case.scores[found].sum())
    if solved.x is None:
        return found, bound
    taken = np.flatnonzero(solved.x[: len(case.people)] > 0.5)
    score = int(case.scores[taken].sum())
    proven = score if solved.status == 0 else int(-solved.mip_dual_bound)
    best = taken if score >= known else found
    return best, max(min(bound, proven), score, known)
