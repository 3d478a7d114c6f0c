"""Households that move together as an integer programme, which proves the best."""

import numpy as np
from scipy import optimize, sparse

from matching.assignment.cases import Ints
from matching.assignment.numbered import Numbered


def programme(
    case: Numbered, homes_of: Ints, regions: Ints, seconds: float
) -> optimize.OptimizeResult:
    """One variable for each option, one for each household and region it could move to.

    `homes_of`, `regions`: by option, as in `Bonds`.
    """
    bound_rows = np.flatnonzero(homes_of >= 0)
    pairs = np.stack([homes_of[bound_rows], regions[bound_rows]])
    homes, home_of_row = np.unique(pairs, axis=1, return_inverse=True)
    size = len(case.people)
    width = size + homes.shape[1]
    rules = [
        (_sums(case.people, len(case.seekers), 0, width), 1),
        (_sums(case.offers, len(case.openings), 0, width), case.places),
        (_sums(homes[0], int(homes[0].max()) + 1, size, width), 1),
        (_only_there(bound_rows, size + home_of_row, width), 0),
    ]
    return optimize.milp(
        np.concatenate([-case.scores, np.zeros(homes.shape[1])]),
        constraints=[optimize.LinearConstraint(rule, ub=most) for rule, most in rules],
        integrality=np.ones(width),
        bounds=optimize.Bounds(0, 1),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )


def _sums(rows: Ints, height: int, first: int, width: int) -> sparse.csr_array:
    """For each of `rows`' values the sum of its variables, which begin at column `first`."""
    columns = first + np.arange(len(rows))
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(height, width))


def _only_there(options: Ints, homes: Ints, width: int) -> sparse.csr_array:
    """An option of a member only where the household moves to its region."""
    rows = np.arange(len(options))
    values = np.concatenate([np.ones(len(rows)), -np.ones(len(rows))])
    where = (np.concatenate([rows, rows]), np.concatenate([options, homes]))
    return sparse.csr_array((values, where), shape=(len(rows), width))
