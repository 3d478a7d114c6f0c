"""Many people and many openings at once: who goes where, to the greatest sum of scores.

For job fairs and relocation cohorts, where ranking each opening alone would send everybody the same
few people. Without households it is a flow and solved as one; households that must end up in
one region make it an integer programme.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow
from scipy import optimize, sparse

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Option:
    """One person for one opening, eligible, with the pair's score."""

    seeker: int
    opening: int
    score: int


@dataclass(frozen=True, slots=True)
class Fair:
    """`positions` by opening. `households`: those of them who are placed are placed in one region;
    `region` by opening, wherever there are households."""

    options: tuple[Option, ...]
    positions: Mapping[int, int]
    households: tuple[frozenset[int], ...] = ()
    region: Mapping[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """`regret` by person: the best score they could have had, less the one they got (0 if none)."""

    placed: Mapping[int, int]
    score: int
    regret: Mapping[int, int]
    positions_open: int

    @property
    def mean_regret(self) -> float:
        return sum(self.regret.values()) / len(self.regret) if self.regret else 0.0


class NoAssignment(Exception):
    """The solver found none in the time it was given."""

    code = "no_assignment"


def assign(fair: Fair, *, seconds: float = 60.0) -> Assignment:
    """The greatest sum of scores. Raises `NoAssignment` where households leave no time."""
    if not fair.options:
        return _assignment(fair, {})
    chosen = _with_households(fair, seconds) if fair.households else _flow(fair)
    return _assignment(fair, chosen)


def assign_greedily(fair: Fair) -> Assignment:
    """The best pair first, then the next that is still free: what staff would do by hand."""
    free = dict(fair.positions)
    placed: dict[int, int] = {}
    bound = _Bonds(fair)
    for option in sorted(fair.options, key=lambda it: (-it.score, it.seeker, it.opening)):
        if option.seeker in placed or free.get(option.opening, 0) < 1:
            continue
        if bound.allows(option):
            bound.bind(option)
            placed[option.seeker] = option.opening
            free[option.opening] -= 1
    return _assignment(fair, placed)


def with_floor(
    per_opening: Iterable[Option], per_seeker: Iterable[Option], *, floor: int
) -> tuple[Option, ...]:
    """The openings' best people, and for each person at least their own `floor` best openings, so
    that nobody is without options because others top every list. `per_seeker` best first."""
    found = {(it.seeker, it.opening): it for it in per_opening}
    added: dict[int, int] = {}
    for option in per_seeker:
        if added.get(option.seeker, 0) < floor:
            added[option.seeker] = added.get(option.seeker, 0) + 1
            found.setdefault((option.seeker, option.opening), option)
    return tuple(sorted(found.values(), key=lambda it: (it.seeker, it.opening)))


class _Bonds:
    """Which region each household is bound to so far."""

    def __init__(self, fair: Fair) -> None:
        self._region = fair.region or {}
        self._household = _household_of(fair)
        self._bound: dict[int, str] = {}

    def allows(self, option: Option) -> bool:
        household = self._household.get(option.seeker)
        bound = None if household is None else self._bound.get(household)
        return bound is None or bound == self._region[option.opening]

    def bind(self, option: Option) -> None:
        household = self._household.get(option.seeker)
        if household is not None:
            self._bound[household] = self._region[option.opening]


def _household_of(fair: Fair) -> dict[int, int]:
    return {seeker: number for number, home in enumerate(fair.households) for seeker in home}


def _rows(fair: Fair) -> tuple[Ints, Ints, Ints, dict[int, int], dict[int, int]]:
    """Person row, opening row and score of each option, and the rows' keys."""
    seekers = {key: row for row, key in enumerate(sorted({it.seeker for it in fair.options}))}
    openings = {key: row for row, key in enumerate(sorted({it.opening for it in fair.options}))}
    people = np.array([seekers[it.seeker] for it in fair.options], np.int64)
    offers = np.array([openings[it.opening] for it in fair.options], np.int64)
    scores = np.array([it.score for it in fair.options], np.int64)
    return people, offers, scores, seekers, openings


def _flow(fair: Fair) -> dict[int, int]:
    """Source -> person -> opening -> sink, or source -> person -> sink for nothing."""
    people, offers, scores, seekers, openings = _rows(fair)
    count, source = len(seekers), len(seekers) + len(openings)
    sink = source + 1
    everyone, every = np.arange(count), np.arange(len(openings)) + count
    places = np.array([fair.positions.get(key, 0) for key in openings], np.int64)
    ones = np.ones(count, np.int64)
    flow = min_cost_flow.SimpleMinCostFlow()
    chosen = flow.add_arcs_with_capacity_and_unit_cost(
        people, offers + count, np.ones(len(people), np.int64), -scores
    )
    flow.add_arcs_with_capacity_and_unit_cost(ones * source, everyone, ones, 0 * ones)
    flow.add_arcs_with_capacity_and_unit_cost(everyone, ones * sink, ones, 0 * ones)
    flow.add_arcs_with_capacity_and_unit_cost(every, 0 * every + sink, places, 0 * every)
    flow.set_nodes_supplies(np.array([source, sink]), np.array([count, -count]))
    if flow.solve() != flow.OPTIMAL:
        raise NoAssignment
    taken = np.flatnonzero(flow.flows(chosen) > 0)
    return {fair.options[row].seeker: fair.options[row].opening for row in taken}


def _with_households(fair: Fair, seconds: float) -> dict[int, int]:
    """One variable for each option, one for each household and region it could move to."""
    people, offers, scores, seekers, openings = _rows(fair)
    homes, bonds = _bonds(fair)
    width = len(people) + len(homes)
    places = np.array([fair.positions.get(key, 0) for key in openings])
    rules = [
        optimize.LinearConstraint(_sums(people, len(seekers), width), ub=1),
        optimize.LinearConstraint(_sums(offers, len(openings), width), ub=places),
        optimize.LinearConstraint(_one_region(homes, len(people), width), ub=1),
        optimize.LinearConstraint(_only_there(bonds, len(people), width), ub=0),
    ]
    gain = np.concatenate([-scores, np.zeros(len(homes))])
    solved = optimize.milp(
        gain,
        constraints=[rule for rule in rules if rule.A.shape[0]],
        integrality=np.ones(width),
        bounds=optimize.Bounds(0, 1),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if solved.x is None:
        raise NoAssignment
    taken = np.flatnonzero(solved.x[: len(people)] > 0.5)
    return {fair.options[row].seeker: fair.options[row].opening for row in taken}


def _bonds(fair: Fair) -> tuple[dict[tuple[int, str], int], list[tuple[int, int]]]:
    """Each household's regions, numbered; and for each option of a member, that number."""
    household, region = _household_of(fair), fair.region or {}
    homes: dict[tuple[int, str], int] = {}
    bonds = []
    for row, option in enumerate(fair.options):
        if option.seeker in household:
            home = (household[option.seeker], region[option.opening])
            bonds.append((row, homes.setdefault(home, len(homes))))
    return homes, bonds


def _sums(rows: Ints, height: int, width: int) -> sparse.csr_array:
    ones = np.ones(len(rows))
    return sparse.csr_array((ones, (rows, np.arange(len(rows)))), shape=(height, width))


def _one_region(homes: dict[tuple[int, str], int], first: int, width: int) -> sparse.csr_array:
    rows = np.array([household for household, _ in homes], np.int64)
    columns = first + np.array(list(homes.values()), np.int64)
    height = int(rows.max(initial=-1)) + 1
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(height, width))


def _only_there(bonds: list[tuple[int, int]], first: int, width: int) -> sparse.csr_array:
    """An option of a member only where the household moves to its region."""
    rows = np.arange(len(bonds))
    options, homes = np.array(bonds, np.int64).reshape(-1, 2).T
    values = np.concatenate([np.ones(len(bonds)), -np.ones(len(bonds))])
    where = (np.concatenate([rows, rows]), np.concatenate([options, first + homes]))
    return sparse.csr_array((values, where), shape=(len(bonds), width))


def _assignment(fair: Fair, placed: dict[int, int]) -> Assignment:
    scores = {(it.seeker, it.opening): it.score for it in fair.options}
    best: dict[int, int] = {}
    for option in fair.options:
        best[option.seeker] = max(best.get(option.seeker, 0), option.score)
    got = {seeker: scores[seeker, opening] for seeker, opening in placed.items()}
    return Assignment(
        placed=placed,
        score=sum(got.values()),
        regret={seeker: most - got.get(seeker, 0) for seeker, most in best.items()},
        positions_open=sum(fair.positions.values()) - len(placed),
    )
