"""The doors: the best assignment, and what staff would do by hand."""

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from matching.assignment.cases import Assignment, Fair, Ints
from matching.assignment.households import Bonds, together
from matching.assignment.numbered import Numbered, numbered
from matching.assignment.paths import by_paths

Solver = Literal["paths", "flow"]
# Beyond this many looks at each option the flow is faster.
LOOKS_EACH = 30
FEWEST_LOOKS = 100_000


def assign(fair: Fair, *, solver: Solver = "paths", seconds: float = 20.0) -> Assignment:
    """The greatest sum of scores. Where households must stay together and `seconds` do not
    suffice to prove the best, the best found: see `Assignment.bound`."""
    case = numbered(fair)
    solve = SOLVERS[solver]
    if not fair.households:
        taken = solve(case)
        return _assignment(fair, case, taken, int(case.scores[taken].sum()))
    taken, bound = together(case, Bonds(fair, case), solve, seconds=seconds)
    return _assignment(fair, case, taken, bound)


def assign_greedily(fair: Fair) -> Assignment:
    """The best pair first, then the next that is still free: what staff would do by hand."""
    case = numbered(fair)
    bonds = Bonds(fair, case)
    order = np.lexsort((case.offers, case.people, -case.scores))
    free, placed = case.places.tolist(), [False] * len(case.seekers)
    people, offers = case.people.tolist(), case.offers.tolist()
    taken = []
    for row in order.tolist():
        if not placed[people[row]] and free[offers[row]] and bonds.allows(row):
            bonds.bind(row)
            placed[people[row]] = True
            free[offers[row]] -= 1
            taken.append(row)
    chosen = np.array(taken, np.int64)
    return _assignment(fair, case, chosen, int(_best(case).sum()))


def _paths(case: Numbered) -> Ints:
    found = by_paths(case, looks=FEWEST_LOOKS + LOOKS_EACH * len(case.people))
    return _flow(case) if found is None else found


def _flow(case: Numbered) -> Ints:
    from matching.assignment.flow import by_flow  # noqa: PLC0415 - loads long, seldom needed

    return by_flow(case)


SOLVERS: Mapping[Solver, Callable[[Numbered], Ints]] = {"paths": _paths, "flow": _flow}


def _best(case: Numbered) -> Ints:
    """By person: the best score among their options."""
    best = np.zeros(len(case.seekers), np.int64)
    np.maximum.at(best, case.people, case.scores)
    return best


def _assignment(fair: Fair, case: Numbered, taken: NDArray[np.int64], bound: int) -> Assignment:
    people, scores = case.people[taken], case.scores[taken]
    regret = _best(case)
    regret[people] -= scores
    openings = case.openings[case.offers[taken]]
    return Assignment(
        placed=dict(zip(case.seekers[people].tolist(), openings.tolist(), strict=True)),
        score=int(scores.sum()),
        regret=dict(zip(case.seekers.tolist(), regret.tolist(), strict=True)),
        positions_open=sum(max(0, count) for count in fair.positions.values()) - len(taken),
        bound=bound,
    )
