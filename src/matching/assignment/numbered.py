"""A fair in the form that solvers read: rows for keys, each opening's options together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.assignment.cases import Fair, Ints

# What fits into one 64-bit key: opening row, score, person row.
SCORE_BITS, PERSON_BITS = 21, 22


@dataclass(frozen=True, slots=True, eq=False)
class Numbered:
    """Options sorted by opening, best first, then by person; those of opening row i stand from
    `first[i]` to `first[i + 1]`. `seekers` and `openings`: the keys by row."""

    people: Ints
    offers: Ints
    scores: Ints
    first: Ints
    places: Ints
    seekers: Ints
    openings: Ints


def numbered(fair: Fair) -> Numbered:
    seekers, people = _rows(fair.options.seekers)
    openings, offers = _rows(fair.options.openings)
    order = _order(people, offers, fair.options.scores)
    people, offers, scores = people[order], offers[order], fair.options.scores[order]
    places = [max(0, fair.positions.get(key, 0)) for key in openings.tolist()]
    return Numbered(
        people=people,
        offers=offers,
        scores=scores,
        first=np.searchsorted(offers, np.arange(len(openings) + 1)),
        places=np.array(places, np.int64),
        seekers=seekers,
        openings=openings,
    )


def _rows(keys: Ints) -> tuple[Ints, Ints]:
    """The distinct keys in order, and for each key its place among them."""
    if len(keys) and keys.min() >= 0 and keys.max() < 8 * len(keys) + 1_000_000:
        present = np.zeros(int(keys.max()) + 1, np.bool_)
        present[keys] = True
        return np.flatnonzero(present), (np.cumsum(present) - 1)[keys]
    distinct, rows = np.unique(keys, return_inverse=True)
    return distinct, rows.astype(np.int64)


def _order(people: Ints, offers: Ints, scores: Ints) -> NDArray[np.intp]:
    fits = (
        scores.min(initial=0) >= 0
        and scores.max(initial=0) < 1 << SCORE_BITS
        and people.max(initial=0) < 1 << PERSON_BITS
        and offers.max(initial=0) < 1 << (62 - SCORE_BITS - PERSON_BITS)
    )
    if not fits:
        return np.lexsort((people, -scores, offers))
    worst_first = (1 << SCORE_BITS) - 1 - scores
    key = ((offers << SCORE_BITS | worst_first) << PERSON_BITS) | people
    # Engines list the options like this already, and a stable sort passes over what is in order.
    return np.argsort(key, kind="stable")
