"""One opening against rows of people, compiled: collect who passes the gates, then score them.

What is done for every row takes its arrays one by one: reaching into a tuple of arrays costs more
than the arithmetic does. `found` is a list of positions, its length in its first place.
"""

from typing import NamedTuple

import numpy as np

from matching.index.compiled import Array, Bits, Int, compiled, inlined
from matching.index.kernel_parts import (
    ASKED,
    FIT_AT,
    GROUPED,
    KNOWN,
    MOVE_PART,
    MOVES_AT,
    PART_AT,
    PERMIT_AT,
    RELATED,
    SCHEDULE_W,
    SCHEDULES_AT,
    SCHOOLING_AT,
    SCHOOLING_W,
    SKILLS,
    STAMP,
    START,
    TONGUE_AT,
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
    AVAILABLE,
    COMMUTE,
    FLAGS,
    MONTH_BITS,
    PERMIT,
    PLACE,
    POSITION,
    RELOCATION,
    ROW,
    SCHEDULE_BITS,
    SKILL_AT,
    SKILL_COUNT,
    TONGUE,
    WAGE,
    WORK_AT,
    WORK_COUNT,
)
from matching.scoring.weights import FULL

_SCHEDULES = 2**SCHEDULE_BITS - 1
_MONTHS = 2**MONTH_BITS - 1


class People(NamedTuple):
    """Rows of the table, or of a shelf: `records` as named in the module of that name, runs of
    skills, runs of work. `key`, `died`, `chosen` go by rows of the table; no `chosen` is all."""

    records: Array
    skill: Array
    work: Array
    key: Array
    died: Array
    chosen: Array


class Ask(NamedTuple):
    """An opening as tables.

    `tables` stand one after another, `numbers` says where each begins and holds the rest. `masks`
    has for each skill row and word three columns: the wanted skills it equals, is related to and
    is grouped with; `worked` those an occupation row implies; `required` those that are required.
    """

    tables: Array
    numbers: Array
    masks: Array
    worked: Array
    required: Array


class Best(NamedTuple):
    """A heap, the worst first: score, key and row of the table; `size` is an array of one."""

    top: Array
    size: Array


@inlined
def entry(records: Array, i: Int, tables: Array, numbers: Array) -> Int:
    """Weighted location and language; -1 where a gate is closed."""
    place = records[i, PLACE]
    found: Int = -1
    if tables[place] <= records[i, COMMUTE]:
        found = np.int64(tables[numbers[PART_AT] + place])
    if tables[numbers[MOVES_AT] + records[i, RELOCATION]] != 0:
        found = max(found, numbers[MOVE_PART])
    language = tables[numbers[TONGUE_AT] + records[i, TONGUE]]
    permitted = tables[numbers[PERMIT_AT] + records[i, PERMIT]]
    if language < 0 or permitted == 0 or found < 0:
        return -1
    return found + language


@compiled
def collect_range(  # noqa: PLR0913 - compiled code takes its arrays one by one
    first: Int,
    last: Int,
    records: Array,
    tables: Array,
    numbers: Array,
    seen: Array,
    found: Array,
) -> None:
    """Adds the positions first..last that pass the gates and were not seen in this question."""
    count, stamp = found[0], numbers[STAMP]
    for i in range(first, last):
        if seen[i] != stamp and entry(records, i, tables, numbers) >= 0:
            seen[i] = stamp
            count += 1
            found[count] = i
    found[0] = count


@compiled
def collect_gates(gates: Array, tables: Array, numbers: Array, seen: Array, found: Array) -> None:
    """The same for a list of positions with what the gates read beside them."""
    count, stamp = found[0], numbers[STAMP]
    for at in range(len(gates)):
        if entry(gates, at, tables, numbers) >= 0:
            i = gates[at, POSITION]
            if seen[i] != stamp:
                seen[i] = stamp
                count += 1
                found[count] = i
    found[0] = count


@compiled
def collect_list(
    positions: Array,
    records: Array,
    tables: Array,
    numbers: Array,
    seen: Array,
    found: Array,
) -> None:
    """The same for a list of positions."""
    count, stamp = found[0], numbers[STAMP]
    for i in positions:
        if seen[i] != stamp and entry(records, i, tables, numbers) >= 0:
            seen[i] = stamp
            count += 1
            found[count] = i
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
def _fit(records: Array, i: Int, work: Array, tables: Array, numbers: Array) -> tuple[Int, Int]:
    """Similarity of the nearest occupation, and months that count."""
    best: Int = UNKNOWN_FIT
    months: Int = 0
    if numbers[KNOWN]:
        best = 0
        at = records[i, WORK_AT]
        for j in range(at, at + records[i, WORK_COUNT]):
            alike = np.int64(tables[numbers[FIT_AT] + (work[j] >> MONTH_BITS)])
            held = work[j] & _MONTHS
            best = max(best, alike if held > 0 else wished(alike))
            months += transferred(alike) * held
    return best, months // FULL


@inlined
def _held(records: Array, i: Int, skill: Array, masks: Array, word: Int) -> tuple[Bits, Bits, Bits]:
    """Wanted skills of one word that the row's skills equal, are related to, are grouped with."""
    own, near, far = np.uint64(0), np.uint64(0), np.uint64(0)
    at = records[i, SKILL_AT]
    for j in range(at, at + records[i, SKILL_COUNT]):
        row = skill[j]
        own |= masks[row, 3 * word]
        near |= masks[row, 3 * word + 1]
        far |= masks[row, 3 * word + 2]
    return own, near, far


@inlined
def _implied(records: Array, i: Int, work: Array, worked: Array, word: Int) -> Bits:
    found = np.uint64(0)
    at = records[i, WORK_AT]
    for j in range(at, at + records[i, WORK_COUNT]):
        if work[j] & _MONTHS > 0:
            found |= worked[work[j] >> MONTH_BITS, word]
    return found


@inlined
def _credit(own: Bits, near: Bits, far: Bits, which: Bits) -> Int:
    near &= ~own
    far &= ~(own | near)
    equal = FULL * popcount(own & which)
    return equal + RELATED * popcount(near & which) + GROUPED * popcount(far & which)


@inlined
def _skills(  # noqa: PLR0913 - compiled code takes its arrays one by one
    records: Array,
    i: Int,
    skill: Array,
    work: Array,
    masks: Array,
    worked: Array,
    required: Array,
    numbers: Array,
    fit: Int,
) -> Int:
    must, may = 0, 0
    for word in range(len(required)):
        own, near, far = _held(records, i, skill, masks, word)
        near |= _implied(records, i, work, worked, word)
        must += _credit(own, near, far, required[word])
        may += _credit(own, near, far, ~required[word])
    return blend(must, may, fit, numbers)


@compiled
def score_found(people: People, ask: Ask, credit: Int, best: Best, found: Array) -> None:
    """Those collected, into the heap where they belong there; the list is then empty.

    `credit` is the most that required skills of these rows are known to be credited, on average.
    """
    records, skill, work = people.records, people.skill, people.work
    tables, numbers, masks, worked = ask.tables, ask.numbers, ask.masks, ask.worked
    required, top, size = ask.required, best.top, best.size
    for at in range(1, found[0] + 1):
        i = found[at]
        fit, months = _fit(records, i, work, tables, numbers)
        score = entry(records, i, tables, numbers) + _sides(records, i, numbers)
        score += fit_parts(fit, experience_points(months, numbers[ASKED]), numbers)
        if cannot_enter(score + numbers[SKILLS] * skills_cap(fit, credit, numbers), top, size):
            continue
        score += numbers[SKILLS] * _skills(
            records, i, skill, work, masks, worked, required, numbers, fit
        )
        if not cannot_enter(score, top, size):
            _take(people, records[i, ROW], score, numbers[VERSION], top, size)
    found[0] = 0


@compiled
def _take(people: People, row: Int, score: Int, version: Int, top: Array, size: Array) -> None:
    """Unless the row is gone, or others were chosen."""
    if people.died[row] > version and (len(people.chosen) == 0 or people.chosen[row]):
        keep(score, people.key[row], row, top, size)
