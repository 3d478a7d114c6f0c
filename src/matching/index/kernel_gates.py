"""Who could enter the best of a question, compiled: the gates and a bound, without a branch a row.

`found` is a list of rows, its length in its first place. A row is taken in where the gates are
open and the nearest of its first three occupations is alike within `bounds`: from the least that
could still enter on, and below the level of those who were scored before. Who held more than three
is taken in and looked at again when scored.
"""

from typing import NamedTuple

import numpy as np

from matching.index.compiled import Array, Int, compiled, inlined
from matching.index.kernel_masks import Slate
from matching.index.kernel_parts import (
    KNOWN,
    UNKNOWN_FIT,
    cannot_enter,
    rest_cap,
)
from matching.index.records import (
    COMMUTE,
    COUNT_BITS,
    COUNTS,
    PERMIT,
    PLACE,
    RELOCATION,
    TONGUE,
    WORK,
    WORKS,
)
from matching.scoring.weights import FULL

_MANY = (WORKS + 1) << COUNT_BITS


class Ask(NamedTuple):
    """An opening as tables: metres and weighted location by place, whether they would move by
    relocation, may work by permit, weighted language by tongue (-1 where not met), similarity by
    occupation; `slate` the wanted skills."""

    metres: Array
    part: Array
    moves: Array
    permitted: Array
    tongue: Array
    fit: Array
    numbers: Array
    slate: Slate


class Bounds(NamedTuple):
    least: Int
    level: Int


class Best(NamedTuple):
    """A heap, the worst first: score, key and row; `size` is an array of one."""

    top: Array
    size: Array


@compiled
def least_fit(location: Int, numbers: Array, top: Array, size: Array) -> Int:
    """The least alike that could still enter with this weighted location; FULL + 1 for none."""
    if not numbers[KNOWN]:
        return (FULL + 1) * cannot_enter(rest_cap(UNKNOWN_FIT, location, numbers), top, size)
    low, high = 0, FULL + 1
    while low < high:
        middle = (low + high) // 2
        if cannot_enter(rest_cap(middle, location, numbers), top, size):
            low = middle + 1
        else:
            high = middle
    return low


@inlined
def _may(
    records: Array, i: Int, permitted: Array, tongue: Array, fit: Array, bounds: Bounds
) -> Int:
    most = max(fit[records[i, WORK]], fit[records[i, WORK + 1]], fit[records[i, WORK + 2]])
    is_inside = (most >= bounds.least) & (most < bounds.level)
    is_open = (permitted[records[i, PERMIT]] != 0) & (tongue[records[i, TONGUE]] >= 0)
    return is_open & (is_inside | (records[i, COUNTS] >= _MANY))


@compiled
def sift_span(
    first: Int, last: Int, records: Array, ask: Ask, bounds: Bounds, found: Array
) -> None:
    """The rows first..last, which are in reach."""
    permitted, tongue, fit, count = ask.permitted, ask.tongue, ask.fit, found[0]
    for i in range(first, last):
        found[count + 1] = i
        count += _may(records, i, permitted, tongue, fit, bounds)
    found[0] = count


@compiled
def sift_listed(listed: Array, records: Array, ask: Ask, bounds: Bounds, found: Array) -> None:
    """The same for a list of rows."""
    permitted, tongue, fit, count = ask.permitted, ask.tongue, ask.fit, found[0]
    for i in listed:
        found[count + 1] = i
        count += _may(records, i, permitted, tongue, fit, bounds)
    found[0] = count


@compiled
def sift_near(listed: Array, records: Array, ask: Ask, bounds: Bounds, found: Array) -> None:
    """Those of a list who could commute."""
    permitted, tongue, fit, count = ask.permitted, ask.tongue, ask.fit, found[0]
    metres = ask.metres
    for i in listed:
        found[count + 1] = i
        is_near = metres[records[i, PLACE]] <= records[i, COMMUTE]
        count += is_near & _may(records, i, permitted, tongue, fit, bounds)
    found[0] = count


@compiled
def sift_anywhere(listed: Array, records: Array, ask: Ask, bounds: Bounds, found: Array) -> None:
    """Those of a list who could commute or would move."""
    permitted, tongue, fit, count = ask.permitted, ask.tongue, ask.fit, found[0]
    metres, moves = ask.metres, ask.moves
    for i in listed:
        found[count + 1] = i
        is_near = metres[records[i, PLACE]] <= records[i, COMMUTE]
        in_reach = is_near | (moves[records[i, RELOCATION]] != 0)
        count += in_reach & _may(records, i, permitted, tongue, fit, bounds)
    found[0] = count


@compiled
def sift_tail(
    first: Int, last: Int, records: Array, ask: Ask, bounds: Bounds, found: Array
) -> None:
    """Those of the rows first..last who could commute or would move."""
    permitted, tongue, fit, count = ask.permitted, ask.tongue, ask.fit, found[0]
    metres, moves = ask.metres, ask.moves
    for i in range(first, last):
        found[count + 1] = i
        is_near = metres[records[i, PLACE]] <= records[i, COMMUTE]
        in_reach = is_near | (moves[records[i, RELOCATION]] != 0)
        count += in_reach & _may(records, i, permitted, tongue, fit, bounds)
    found[0] = count


@inlined
def entry(records: Array, i: Int, ask: Ask, move_part: Int) -> Int:
    """Weighted location and language of a row that passes the gates."""
    place, moves = records[i, PLACE], ask.moves[records[i, RELOCATION]] != 0
    is_near = ask.metres[place] <= records[i, COMMUTE]
    location = max(is_near * np.int64(ask.part[place]), moves * move_part)
    return location + np.int64(ask.tongue[records[i, TONGUE]])
