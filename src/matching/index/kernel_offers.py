"""One person against all openings, compiled: gates, then a bound, then the score."""

from typing import NamedTuple

import numpy as np

from matching.index.compiled import Array, Int, compiled, inlined
from matching.index.kernel_parts import (
    ADULT_AT,
    AVAILABLE_AT,
    COMMUTE_AT,
    FIFTEEN_AT,
    LOCATION,
    MOVES_AT,
    PART_AT,
    SCHEDULE_W,
    SCHEDULES_AT,
    SCHOOLING_AT,
    SCHOOLING_W,
    SKILLS,
    START,
    TONGUE_AT,
    UNKNOWN_FIT,
    VERSION,
    WAGE_AT,
    WAGE_W,
    availability,
    blend_of,
    cannot_enter,
    experience_points,
    fit_parts,
    keep,
    schedule_points,
    schooling_points,
    wage_points,
)
from matching.index.records import (
    AT_ASKED,
    AT_FLAGS,
    AT_OCCUPATION,
    AT_OPTIONAL,
    AT_OPTIONAL_COUNT,
    AT_PLACE,
    AT_REQUIRED,
    AT_REQUIRED_COUNT,
    AT_SPEECH,
    AT_STARTS,
    AT_STATE,
    AT_WAGE,
    HELP_SHIFT,
    MINORS_SHIFT,
    SCHOOLING_SHIFT,
)
from matching.scoring import pair
from matching.scoring.weights import FULL

_MOVE, _HELPED = pair.RELOCATION, pair.RELOCATION_WITH_HELP


class Offers(NamedTuple):
    records: Array
    required: Array
    optional: Array
    key: Array
    died: Array
    essential_at: Array
    essential: Array


class Person(NamedTuple):
    """`tables`: metres and weighted location by place, moves by state, weighted language by set of
    requirements (-1 where one is not met). `fits` and `months` by occupation row, `credits` by
    skill row. `states` and `days` (since, until) are the grounds for working."""

    tables: Array
    fits: Array
    months: Array
    credits: Array
    states: Array
    days: Array
    numbers: Array


@inlined
def _entry(records: Array, i: Int, tables: Array, numbers: Array) -> Int:
    """Weighted location and language; -1 where a gate is closed."""
    place, flags = records[i, AT_PLACE], np.int64(records[i, AT_FLAGS])
    found: Int = -1
    if tables[place] <= numbers[COMMUTE_AT]:
        found = np.int64(tables[numbers[PART_AT] + place])
    if tables[numbers[MOVES_AT] + records[i, AT_STATE]] != 0:
        moving = _HELPED if (flags >> HELP_SHIFT) & 1 else _MOVE
        found = max(found, numbers[LOCATION] * moving)
    language = tables[numbers[TONGUE_AT] + records[i, AT_SPEECH]]
    if language < 0 or found < 0:
        return -1
    return found + language


@inlined
def _may_work(state: Int, start: Int, states: Array, days: Array) -> Int:
    allowed = False
    for ground in range(len(states)):
        here = (states[ground] >> np.uint64(state)) & np.uint64(1)
        allowed |= here == 1 and days[ground, 0] <= start <= days[ground, 1]
    return allowed


@inlined
def _of_age(flags: Int, start: Int, numbers: Array) -> Int:
    accepted = (flags >> MINORS_SHIFT) & 1 == 1 and start >= numbers[FIFTEEN_AT]
    return start >= numbers[ADULT_AT] or accepted


@inlined
def _sides(records: Array, i: Int, start: Int, numbers: Array) -> Int:
    """Weighted wage, schedule and schooling."""
    flags = np.int64(records[i, AT_FLAGS])
    wage = wage_points(numbers[WAGE_AT], np.int64(records[i, AT_WAGE]))
    schedule = schedule_points(numbers[SCHEDULES_AT], (flags & 0xFF) - 1)
    free = availability(numbers[AVAILABLE_AT], start)
    schooling = schooling_points(numbers[SCHOOLING_AT], ((flags >> SCHOOLING_SHIFT) & 0xFF) - 1)
    return (
        numbers[WAGE_W] * wage
        + numbers[SCHEDULE_W] * (schedule * free // FULL)
        + numbers[SCHOOLING_W] * schooling
    )


@inlined
def _sum(credits_: Array, flat: Array, at: Int, count: Int) -> Int:
    found: Int = 0
    for j in range(at, at + count):
        found += credits_[flat[j]]
    return found


@compiled
def _skills(offers: Offers, i: Int, fit: Int, credits_: Array) -> Int:
    records = offers.records
    wanted, flat = np.int64(records[i, AT_REQUIRED_COUNT]), offers.required
    at, occupation = np.int64(records[i, AT_REQUIRED]), records[i, AT_OCCUPATION]
    is_bare = wanted == 0
    if is_bare and occupation + 1 < len(offers.essential_at):
        at, flat = np.int64(offers.essential_at[occupation]), offers.essential
        wanted = np.int64(offers.essential_at[occupation + 1]) - at
    optional = np.int64(records[i, AT_OPTIONAL_COUNT])
    extra = _sum(credits_, offers.optional, records[i, AT_OPTIONAL], optional)
    must = _sum(credits_, flat, at, wanted)
    return blend_of(must, wanted, is_bare, extra, optional, fit)


@inlined
def _skills_cap(records: Array, i: Int, fit: Int) -> Int:
    """An opening with no required skill takes half or all of the component from the fit."""
    must = FULL if records[i, AT_REQUIRED_COUNT] > 0 else (FULL + fit) // 2
    return blend_of(must, 1, False, FULL, records[i, AT_OPTIONAL_COUNT] > 0, fit)


@compiled
def search_offers(offers: Offers, last: Int, person: Person, top: Array, size: Array) -> None:
    """Rows 0..last one by one, into the heap where they belong there."""
    records, died, key = offers.records, offers.died, offers.key
    tables, numbers = person.tables, person.numbers
    for i in range(last):
        score = _entry(records, i, tables, numbers)
        start = max(np.int64(records[i, AT_STARTS]), numbers[START])
        if score < 0 or not _may_work(records[i, AT_STATE], start, person.states, person.days):
            continue
        if not _of_age(np.int64(records[i, AT_FLAGS]), start, numbers):
            continue
        occupation = records[i, AT_OCCUPATION]
        fit = np.int64(person.fits[occupation]) if occupation else UNKNOWN_FIT
        months = np.int64(person.months[occupation]) if occupation else 0
        score += fit_parts(fit, experience_points(months, records[i, AT_ASKED]), numbers)
        score += _sides(records, i, start, numbers)
        if cannot_enter(score + numbers[SKILLS] * _skills_cap(records, i, fit), top, size):
            continue
        score += numbers[SKILLS] * _skills(offers, i, fit, person.credits)
        if died[i] > numbers[VERSION]:
            keep(score, key[i], i, top, size)
