"""Scores of the people found for one opening, compiled.

What is done for every row takes its arrays one by one: reaching into a tuple of arrays costs more
than the arithmetic does.
"""

from typing import NamedTuple

import numpy as np

from matching.index.compiled import Array, Bits, Int, compiled, inlined, prefetch
from matching.index.kernel_gates import Ask, Best, entry, is_near, most_alike
from matching.index.kernel_masks import WORD
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
    YEAR,
    availability,
    blend,
    cannot_enter,
    credit_cap,
    experience_cap,
    experience_points,
    fit_cap,
    fit_parts,
    keep,
    kept,
    popcount,
    schedule_points,
    schooling_points,
    transferred,
    wage_points,
    wished,
)
from matching.index.records import (
    AT,
    AVAILABLE,
    COUNT_BITS,
    COUNTS,
    FLAGS,
    ITEMS,
    SCHEDULE_BITS,
    WAGE,
)
from matching.scoring import pair
from matching.scoring.weights import FULL

_SCHEDULES = 2**SCHEDULE_BITS - 1
_SKILLS = 2**COUNT_BITS - 1
_MOST_MONTHS = pair.MOST_MONTHS
_ONE, _TWO = np.uint64(1), np.uint64(2)


class People(NamedTuple):
    """Rows of the table, see `seekers`; no `chosen` is all. `gone`: how many rows of it are."""

    records: Array
    items: Array
    key: Array
    died: Array
    chosen: Array
    gone: Int


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
def _fit(items: Array, at: Int, end: Int, fit: Array, numbers: Array) -> tuple[Int, Int]:
    """The occupation component, and months that count."""
    best: Int = UNKNOWN_FIT
    months: Int = 0
    if numbers[KNOWN]:
        best = 0
        for begin in range(at, end, ITEMS):
            j = np.uint64(begin)
            alike = np.int64(fit[np.uint32(items[j])])
            held: Int = min(np.int64(items[j + _ONE]), _MOST_MONTHS)
            best = max(best, alike if held > 0 else wished(alike))
            share = transferred(alike) * kept(np.int64(items[j + _TWO]), numbers[YEAR])
            months += share * held
    return best, months // (FULL * FULL)


@inlined
def _held(
    items: Array, at: Int, end: Int, lines: Array, masks: Array, word: Int
) -> tuple[Bits, Bits, Bits]:
    """Wanted skills of one word that the skills at..end equal, are related to, are grouped with."""
    own, near, far = np.uint64(0), np.uint64(0), np.uint64(0)
    first = np.uint64(3 * word)
    for j in range(np.uint64(at), np.uint64(end)):
        line = np.uint32(lines[np.uint32(items[j])])
        own |= masks[line, first]
        near |= masks[line, first + _ONE]
        far |= masks[line, first + _TWO]
    return own, near, far


@inlined
def _implied(items: Array, at: Int, end: Int, lines: Array, worked: Array, word: Int) -> Bits:
    found = np.uint64(0)
    for begin in range(at, end, ITEMS):
        j = np.uint64(begin)
        if items[j + _ONE] > 0:
            found |= worked[np.uint32(lines[np.uint32(items[j])]), np.uint64(word)]
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
def _credits(  # noqa: PLR0913 - compiled code takes its arrays one by one
    items: Array,
    at: Int,
    skills_at: Int,
    end: Int,
    lines: Array,
    masks: Array,
    work_lines: Array,
    worked: Array,
    numbers: Array,
) -> tuple[Int, Int]:
    """Sums of credits over the required skills, and over the optional ones."""
    must, may = 0, 0
    wanted = numbers[REQUIRED]
    for word in range((wanted + numbers[OPTIONAL] + WORD - 1) // WORD):
        required = _first_bits(wanted - WORD * word)
        own, near, far = _held(items, skills_at, end, lines, masks, word)
        near |= _implied(items, at, skills_at, work_lines, worked, word)
        must += _credit(own, near, far, required)
        may += _credit(own, near, far, ~required)
    return must, may


@inlined
def _leave_out_gone(died: Array, version: Int, found: Array) -> None:
    """Who changed often had a high score before, so it is worth a look before the items are."""
    count = 1
    for place in range(np.uint64(1), np.uint64(found[0] + 1)):
        i = np.uint32(found[place])
        found[np.uint64(count)] = i
        count += died[i] > version
    found[0] = count - 1


@compiled
def score_found(people: People, ask: Ask, best: Best, found: Array) -> None:
    """Those found, who pass the gates, into the heap where they belong there; the list is then
    empty."""
    records, items, fits, numbers = people.records, people.items, ask.fit, ask.numbers
    lines, masks, top, size = ask.slate.line_of_skill, ask.slate.masks, best.top, best.size
    work_lines, worked = ask.slate.line_of_work, ask.slate.worked
    metres, part, moves, tongue = ask.metres, ask.part, ask.moves, ask.tongue
    move_part = numbers[MOVE_PART]
    if people.gone:
        _leave_out_gone(people.died, numbers[VERSION], found)
    for place in range(np.uint64(1), np.uint64(found[0] + 1)):
        prefetch(items, np.int64(records[np.uint32(found[place]), AT]))
    for place in range(np.uint64(1), np.uint64(found[0] + 1)):
        i = np.uint32(found[place])
        at, counts = np.int64(records[i, AT]), np.int64(records[i, COUNTS])
        skills_at = at + ITEMS * (counts >> COUNT_BITS)
        end = skills_at + (counts & _SKILLS)
        must, may = _credits(items, at, skills_at, end, lines, masks, work_lines, worked, numbers)
        score = entry(records, i, metres, part, moves, tongue, move_part)
        score += _sides(records, i, numbers)
        cap = fit_cap(most_alike(records, i, fits), numbers)
        skills = numbers[SKILLS] * blend(must, may, cap, numbers)
        if cannot_enter(
            score + skills + fit_parts(cap, experience_cap(cap, numbers[ASKED]), numbers),
            top,
            size,
        ):
            continue
        fit, months = _fit(items, at, skills_at, fits, numbers)
        score += fit_parts(fit, experience_points(months, numbers[ASKED]), numbers)
        score += numbers[SKILLS] * blend(must, may, fit, numbers)
        if not cannot_enter(score, top, size):
            _take(people, i, score, numbers[VERSION], top, size)
    found[0] = 0


@compiled
def score_rest(people: People, ask: Ask, is_far: Int, best: Best, found: Array) -> None:
    """As `score_found`, where few will enter: only of those who could with every skill are items
    read. `is_far`: who could commute was scored before."""
    records, fits, numbers, top, size = people.records, ask.fit, ask.numbers, best.top, best.size
    metres, part, moves, tongue = ask.metres, ask.part, ask.moves, ask.tongue
    move_part, count = numbers[MOVE_PART], 1
    for place in range(np.uint64(1), np.uint64(found[0] + 1)):
        i = np.uint32(found[place])
        if is_far and is_near(records, i, metres):
            continue
        found[np.uint64(count)] = i
        cap = fit_cap(most_alike(records, i, fits), numbers)
        score = entry(records, i, metres, part, moves, tongue, move_part)
        score += _sides(records, i, numbers)
        score += fit_parts(cap, experience_cap(cap, numbers[ASKED]), numbers)
        held = np.int64(records[i, COUNTS]) & _SKILLS
        must, may = credit_cap(held, numbers[REQUIRED]), credit_cap(held, numbers[OPTIONAL])
        score += numbers[SKILLS] * blend(must, may, cap, numbers)
        count += not cannot_enter(score, top, size)
    found[0] = count - 1
    score_found(people, ask, best, found)


@compiled
def _take(people: People, row: Int, score: Int, version: Int, top: Array, size: Array) -> None:
    """Unless the row is gone, or others were chosen."""
    if people.died[row] > version and (len(people.chosen) == 0 or people.chosen[row]):
        keep(score, people.key[row], row, top, size)
