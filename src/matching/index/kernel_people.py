"""One opening against rows of people, compiled: collect who passes the gates, then score them.

What is done for every row takes its arrays one by one: reaching into a tuple of arrays costs more
than the arithmetic does. `found` is a list of rows, its length in its first place.
"""

from typing import NamedTuple

import numpy as np

from matching.index.compiled import Array, Bits, Int, compiled, inlined
from matching.index.kernel_masks import WORD, Slate
from matching.index.kernel_parts import (
    ASKED,
    GROUPED,
    KNOWN,
    MOVE_PART,
    OPTIONAL,
    RELATED,
    REQUIRED,
    SCHEDULE_W,
    SCHEDULES_AT,
    SCHOOLING_AT,
    SCHOOLING_W,
    SKILLS,
    START,
    UNKNOWN_FIT,
    VERSION,
    WAGE_AT,
    WAGE_W,
    availability,
    blend,
    cannot_enter,
    experience_points,
    fit_parts,
    keep,
    popcount,
    schedule_points,
    schooling_points,
    skills_cap,
    transferred,
    wage_points,
    wished,
)
from matching.index.records import (
    AT,
    AVAILABLE,
    COMMUTE,
    COUNT_BITS,
    COUNTS,
    FLAGS,
    PERMIT,
    PLACE,
    RELOCATION,
    SCHEDULE_BITS,
    TONGUE,
    WAGE,
)
from matching.scoring import pair
from matching.scoring.weights import FULL

_SCHEDULES = 2**SCHEDULE_BITS - 1
_SKILLS = 2**COUNT_BITS - 1
_MOST_MONTHS = pair.MOST_MONTHS


class People(NamedTuple):
    """Rows of the table, see `seekers`; no `chosen` is all. Of those on the shelf, who would move
    stands from `movers` on."""

    records: Array
    items: Array
    key: Array
    died: Array
    chosen: Array
    movers: Int


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


class Best(NamedTuple):
    """A heap, the worst first: score, key and row; `size` is an array of one."""

    top: Array
    size: Array


@inlined
def entry(  # noqa: PLR0913 - compiled code takes its arrays one by one
    records: Array,
    i: Int,
    metres: Array,
    part: Array,
    moves: Array,
    permitted: Array,
    tongue: Array,
    move_part: Int,
) -> Int:
    """Weighted location and language; -1 where a gate is closed."""
    place = records[i, PLACE]
    found: Int = -1
    if metres[place] <= records[i, COMMUTE]:
        found = np.int64(part[place])
    if moves[records[i, RELOCATION]] != 0:
        found = max(found, move_part)
    language = np.int64(tongue[records[i, TONGUE]])
    if language < 0 or permitted[records[i, PERMIT]] == 0 or found < 0:
        return -1
    return found + language


@compiled
def collect_reached(first: Int, last: Int, records: Array, ask: Ask, found: Array) -> None:
    """Adds the rows first..last that pass the gates, that of the place apart."""
    permitted, tongue, count = ask.permitted, ask.tongue, found[0]
    for i in range(first, last):
        found[count + 1] = i
        count += (permitted[records[i, PERMIT]] != 0) & (tongue[records[i, TONGUE]] >= 0)
    found[0] = count


@compiled
def collect_far(first: Int, last: Int, records: Array, ask: Ask, found: Array) -> None:
    """The same, for those who could not commute."""
    permitted, tongue, metres, count = ask.permitted, ask.tongue, ask.metres, found[0]
    for i in range(first, last):
        found[count + 1] = i
        is_far = metres[records[i, PLACE]] > records[i, COMMUTE]
        may = (permitted[records[i, PERMIT]] != 0) & (tongue[records[i, TONGUE]] >= 0)
        count += may & is_far
    found[0] = count


@compiled
def collect_listed(listed: Array, records: Array, ask: Ask, found: Array) -> None:
    """The same as `collect_reached`, for a list of rows."""
    permitted, tongue, count = ask.permitted, ask.tongue, found[0]
    for i in listed:
        found[count + 1] = i
        count += (permitted[records[i, PERMIT]] != 0) & (tongue[records[i, TONGUE]] >= 0)
    found[0] = count


@compiled
def collect_any(first: Int, last: Int, records: Array, ask: Ask, found: Array) -> None:
    """Adds the rows first..last that pass every gate."""
    metres, part, moves, permitted = ask.metres, ask.part, ask.moves, ask.permitted
    tongue, move_part, count = ask.tongue, ask.numbers[MOVE_PART], found[0]
    for i in range(first, last):
        if entry(records, i, metres, part, moves, permitted, tongue, move_part) >= 0:
            count += 1
            found[count] = i
    found[0] = count


@compiled
def collect_near(listed: Array, records: Array, ask: Ask, found: Array) -> None:
    """The same for a list of rows, for those who could commute."""
    metres, permitted, tongue, count = ask.metres, ask.permitted, ask.tongue, found[0]
    for i in listed:
        found[count + 1] = i
        is_near = metres[records[i, PLACE]] <= records[i, COMMUTE]
        may = (permitted[records[i, PERMIT]] != 0) & (tongue[records[i, TONGUE]] >= 0)
        count += may & is_near
    found[0] = count


@inlined
def _sides(records: Array, i: Int, numbers: Array) -> Int:
    """Weighted wage, schedule and schooling."""
    flags = np.int64(records[i, FLAGS])
    wage = wage_points(np.int64(records[i, WAGE]), numbers[WAGE_AT])
    schedule = schedule_points(flags & _SCHEDULES, numbers[SCHEDULES_AT])
    free = availability(np.int64(records[i, AVAILABLE]), numbers[START])
    schooling = schooling_points((flags >> SCHEDULE_BITS) - 1, numbers[SCHOOLING_AT])
    return (
        numbers[WAGE_W] * wage
        + numbers[SCHEDULE_W] * (schedule * free // FULL)
        + numbers[SCHOOLING_W] * schooling
    )


@inlined
def _fit(items: Array, at: Int, end: Int, fit: Array, numbers: Array) -> tuple[Int, Int, Int, Int]:
    """The occupation component, months that count, the nearest occupation and how alike it is."""
    best: Int = UNKNOWN_FIT
    months: Int = 0
    nearest: Int = 0
    most: Int = 0
    if numbers[KNOWN]:
        best, most = 0, -1
        for j in range(at, end, 2):
            alike = np.int64(fit[items[j]])
            held: Int = min(np.int64(items[j + 1]), _MOST_MONTHS)
            if alike > most:
                most, nearest = alike, np.int64(items[j])
            best = max(best, alike if held > 0 else wished(alike))
            months += transferred(alike) * held
    return best, months // FULL, nearest, most


@inlined
def _held(items: Array, at: Int, end: Int, masks: Array, word: Int) -> tuple[Bits, Bits, Bits]:
    """Wanted skills of one word that the skills at..end equal, are related to, are grouped with."""
    own, near, far = np.uint64(0), np.uint64(0), np.uint64(0)
    for j in range(at, end):
        row = items[j]
        own |= masks[row, 3 * word]
        near |= masks[row, 3 * word + 1]
        far |= masks[row, 3 * word + 2]
    return own, near, far


@inlined
def _implied(items: Array, at: Int, end: Int, worked: Array, word: Int) -> Bits:
    found = np.uint64(0)
    for j in range(at, end, 2):
        if items[j + 1] > 0:
            found |= worked[items[j], word]
    return found


@inlined
def _credit(own: Bits, near: Bits, far: Bits, which: Bits) -> Int:
    near &= ~own
    far &= ~(own | near)
    equal = FULL * popcount(own & which)
    return equal + RELATED * popcount(near & which) + GROUPED * popcount(far & which)


@inlined
def _first_bits(count: Int) -> Bits:
    """A word with so many bits set, or all."""
    if count >= WORD:
        return ~np.uint64(0)
    return (np.uint64(1) << np.uint64(max(count, 0))) - np.uint64(1)


@inlined
def _skills(  # noqa: PLR0913 - compiled code takes its arrays one by one
    items: Array,
    at: Int,
    skills_at: Int,
    end: Int,
    masks: Array,
    worked: Array,
    numbers: Array,
    fit: Int,
) -> Int:
    must, may = 0, 0
    wanted = numbers[REQUIRED]
    for word in range((wanted + numbers[OPTIONAL] + WORD - 1) // WORD):
        required = _first_bits(wanted - WORD * word)
        own, near, far = _held(items, skills_at, end, masks, word)
        near |= _implied(items, at, skills_at, worked, word)
        must += _credit(own, near, far, required)
        may += _credit(own, near, far, ~required)
    return blend(must, may, fit, numbers)


@compiled
def score_found(people: People, ask: Ask, seen: tuple[Int, Int], best: Best, found: Array) -> None:
    """Those collected, into the heap where they belong there; the list is then empty.

    `seen`: whoever's nearest occupation is this much alike and who would move, or stands before
    `people.movers`, was scored before; and the occupation by which these were listed, -1 for none:
    whoever is nearer by another is scored when that one's list is read.
    """
    records, items, moves = people.records, people.items, ask.moves
    metres, part, permitted = ask.metres, ask.part, ask.permitted
    tongue, fits, numbers = ask.tongue, ask.fit, ask.numbers
    masks, worked, top, size = ask.slate.masks, ask.slate.worked, best.top, best.size
    move_part, (level, listed) = numbers[MOVE_PART], seen
    for place in range(1, found[0] + 1):
        i = found[place]
        at, counts = np.int64(records[i, AT]), np.int64(records[i, COUNTS])
        skills_at = at + 2 * (counts >> COUNT_BITS)
        fit, months, nearest, most = _fit(items, at, skills_at, fits, numbers)
        if most >= level and (i < people.movers or moves[records[i, RELOCATION]] != 0):
            continue
        if listed >= 0 and nearest != listed:
            continue
        score = entry(records, i, metres, part, moves, permitted, tongue, move_part)
        score += fit_parts(fit, experience_points(months, numbers[ASKED]), numbers)
        score += _sides(records, i, numbers)
        if cannot_enter(score + numbers[SKILLS] * skills_cap(fit, numbers), top, size):
            continue
        end = skills_at + (counts & _SKILLS)
        score += numbers[SKILLS] * _skills(items, at, skills_at, end, masks, worked, numbers, fit)
        if not cannot_enter(score, top, size):
            _take(people, i, score, numbers[VERSION], top, size)
    found[0] = 0


@compiled
def _take(people: People, row: Int, score: Int, version: Int, top: Array, size: Array) -> None:
    """Unless the row is gone, or others were chosen."""
    if people.died[row] > version and (len(people.chosen) == 0 or people.chosen[row]):
        keep(score, people.key[row], row, top, size)
