"""Who could enter the best of a question, compiled: the gates, and how alike the nearest work is.

`found` is a list of rows, its length in its first place. Branches are taken rarely or not at all:
one that is taken as often as not costs more than all that is read for a row.
"""

from typing import NamedTuple

import numpy as np

from matching.index.compiled import Array, Int, compiled, inlined, prefetch
from matching.index.kernel_masks import Slate
from matching.index.kernel_parts import (
    KNOWN,
    LOCATION,
    MOVE_PART,
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

MANY = (WORKS + 1) << COUNT_BITS


class Ask(NamedTuple):
    """An opening as tables: metres and weighted location by place, whether they would move by
    relocation, the gates that a permit does not pass (0: none), weighted language by tongue (-1
    where not met), similarity by occupation; `slate` the wanted skills."""

    metres: Array
    part: Array
    moves: Array
    barred: Array
    tongue: Array
    fit: Array
    numbers: Array
    slate: Slate


class Bounds(NamedTuple):
    """How alike the nearest work must be: `least` could still enter; from `level` on they were
    scored before."""

    least: Int
    level: Int


class Sought(NamedTuple):
    """By row, how good the location is at most; how good it must be; and whose list is read."""

    reached: Array
    needed: Int
    occupation: Int


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
def most_alike(records: Array, i: Int, fit: Array) -> Int:
    """How alike a row's nearest occupation can be."""
    return FULL if records[i, COUNTS] >= MANY else np.int64(_most(records, i, fit))


@inlined
def _most(records: Array, i: Int, fit: Array) -> Int:
    """How alike the nearest of the first occupations is. Rows are unsigned: numba then looks for
    no index below zero."""
    one = fit[np.uint32(records[i, WORK])]
    two = fit[np.uint32(records[i, WORK + 1])]
    return max(one, two, fit[np.uint32(records[i, WORK + 2])])


@inlined
def _is_open(records: Array, i: Int, barred: Array, tongue: Array) -> Int:
    may_work = barred[np.uint32(records[i, PERMIT])] == 0
    return may_work & (tongue[np.uint32(records[i, TONGUE])] >= 0)


@inlined
def is_near(records: Array, i: Int, metres: Array) -> Int:
    return metres[np.uint32(records[i, PLACE])] <= records[i, COMMUTE]


@inlined
def _would_move(records: Array, i: Int, moves: Array) -> Int:
    return moves[np.uint32(records[i, RELOCATION])] != 0


@compiled
def sift_span(
    first: Int, last: Int, records: Array, ask: Ask, bounds: Bounds, found: Array
) -> None:
    """The rows first..last, which are in reach."""
    barred, tongue, fit, count = ask.barred, ask.tongue, ask.fit, found[0]
    least, level = bounds
    for i in range(np.uint64(first), np.uint64(last)):
        most = _most(records, i, fit)
        if (most >= least) & (most < level) & (records[i, COUNTS] < MANY):
            found[np.uint64(count + 1)] = i
            count += _is_open(records, i, barred, tongue)
    found[0] = count


@compiled
def sift_listed(
    listed: Array, work: Array, records: Array, ask: Ask, bounds: Bounds, found: Array
) -> None:
    """The same for a list of rows, whose occupations are `work`: of most no record is read, and
    those that are do not wait for one another."""
    barred, tongue, fit, begin = ask.barred, ask.tongue, ask.fit, found[0] + 1
    (least, level), end = bounds, begin
    for place in range(np.uint64(len(listed))):
        one, two = fit[np.uint32(work[place, 0])], fit[np.uint32(work[place, 1])]
        most = max(one, two, fit[np.uint32(work[place, 2])])
        if (most >= least) & (most < level):
            found[np.uint64(end)] = listed[place]
            prefetch(records, np.int64(listed[place]))
            end += 1
    count = begin
    for place in range(np.uint64(begin), np.uint64(end)):
        i = np.uint32(found[place])
        found[np.uint64(count)] = i
        count += _is_open(records, i, barred, tongue) & (records[i, COUNTS] < MANY)
    found[0] = count - 1


@compiled
def sift_work(listed: Array, sought: Sought, records: Array, ask: Ask, found: Array) -> None:
    """Those of an occupation's list who are in reach and to whom it is the nearest."""
    reached, needed, occupation = sought
    barred, tongue, fit, first = ask.barred, ask.tongue, ask.fit, found[0] + 1
    last = first
    for row in listed:
        i = np.uint32(row)
        found[np.uint64(last)] = i
        last += reached[i] >= needed
    for place in range(np.uint64(first), np.uint64(last)):
        prefetch(records, np.int64(found[place]))
    count = first
    for place in range(np.uint64(first), np.uint64(last)):
        i = np.uint32(found[place])
        found[np.uint64(count)] = i
        is_open = _is_open(records, i, barred, tongue)
        count += is_open & (_nearest(records, i, fit) == occupation)
    found[0] = count - 1


@inlined
def _nearest(records: Array, i: Int, fit: Array) -> Int:
    """The first of those as much alike as any."""
    one, two, three = records[i, WORK], records[i, WORK + 1], records[i, WORK + 2]
    nearest = two if fit[np.uint32(two)] > fit[np.uint32(one)] else one
    return three if fit[np.uint32(three)] > fit[np.uint32(nearest)] else nearest


@compiled
def sift_many(listed: Array, records: Array, ask: Ask, found: Array) -> None:
    """Those of a list who could commute or would move."""
    barred, tongue, count = ask.barred, ask.tongue, found[0]
    metres, moves = ask.metres, ask.moves
    for row in listed:
        i = np.uint32(row)
        found[np.uint64(count + 1)] = i
        in_reach = is_near(records, i, metres) | _would_move(records, i, moves)
        count += in_reach & _is_open(records, i, barred, tongue)
    found[0] = count


@compiled
def sift_tail(first: Int, last: Int, records: Array, ask: Ask, best: Best, found: Array) -> None:
    """Those of the rows first..last who could commute or would move."""
    barred, tongue, fit, begin = ask.barred, ask.tongue, ask.fit, found[0] + 1
    metres, moves, numbers, end = ask.metres, ask.moves, ask.numbers, begin
    for i in range(np.uint64(first), np.uint64(last)):
        found[np.uint64(end)] = i
        end += is_near(records, i, metres) | _would_move(records, i, moves)
    near = least_fit(numbers[LOCATION] * FULL, numbers, best.top, best.size)
    far = least_fit(numbers[MOVE_PART], numbers, best.top, best.size)
    count = begin
    for place in range(np.uint64(begin), np.uint64(end)):
        row = np.uint32(found[place])
        found[np.uint64(count)] = row
        least = near if is_near(records, row, metres) else far
        is_open = _is_open(records, row, barred, tongue)
        count += is_open & (most_alike(records, row, fit) >= least)
    found[0] = count - 1


@inlined
def entry(  # noqa: PLR0913 - compiled code takes its arrays one by one
    records: Array, i: Int, metres: Array, part: Array, moves: Array, tongue: Array, move_part: Int
) -> Int:
    """Weighted location and language of a row that passes the gates."""
    near = is_near(records, i, metres) * np.int64(part[np.uint32(records[i, PLACE])])
    location = max(near, _would_move(records, i, moves) * move_part)
    return location + np.int64(tongue[np.uint32(records[i, TONGUE])])
