"""The order in which people are searched: likely occupations, rare required skills, neighbours,
people who would move. A plan stops where nobody left could enter the best k."""

from typing import NamedTuple

import numpy as np

from matching.index.compiled import Array, Int, compiled
from matching.index.kernel_parts import (
    FIT_AT,
    LOCATION,
    MOVE_PART,
    MOVES_AT,
    PART_AT,
    RELATED,
    REQUIRED,
    cannot_enter,
    rest_cap,
)
from matching.index.kernel_people import (
    Ask,
    Best,
    People,
    collect_gates,
    collect_list,
    collect_range,
    score_found,
)
from matching.index.records import COMMUTE
from matching.scoring.weights import FULL

# So many are collected before they are scored, except at the end of a plan.
ENOUGH = 48
# Lists of skills are used while they hold less than this share of all listed.
RARE = 16


class Lists(NamedTuple):
    """Positions of a shelf, by what a question looks for.

    Positions run by place, and within a place the longest commute first: `place_at` bounds each
    of `places`, `reach` is its longest commute. Those who would move stand again, by relocation.
    `work_at` and `skill_at` bound the positions of each occupation row and skill row. `mover` and
    `worker` hold what the gates read beside each position.
    """

    places: Array
    place_at: Array
    reach: Array
    move_at: Array
    mover: Array
    work_at: Array
    worker: Array
    skill_at: Array
    holder: Array


class Plan(NamedTuple):
    """`occupations` from the most alike down to the least that is visited first; `then_fit` the
    most alike of all others. `slots` the skill rows wanted, the required ones first."""

    occupations: Array
    then_fit: Int
    slots: Array


class Scratch(NamedTuple):
    """`seen` by position; `found` as long as the positions are many, and one."""

    seen: Array
    found: Array


@compiled
def scan(people: People, first: Int, last: Int, ask: Ask, best: Best, scratch: Scratch) -> None:
    """Rows first..last of the table itself; `scratch` is of that length."""
    collect_range(first, last, people.records, ask.tables, ask.numbers, scratch.seen, scratch.found)
    score_found(people, ask, FULL, best, scratch.found)


@compiled
def _by_work(
    people: People, lists: Lists, plan: Plan, ask: Ask, best: Best, scratch: Scratch
) -> Int:
    """Returns the most alike occupation of those not visited; -1 when nobody else can enter."""
    tables, numbers = ask.tables, ask.numbers
    bounds, worker, seen, found = lists.work_at, lists.worker, scratch.seen, scratch.found
    near = numbers[LOCATION] * FULL
    for occupation in plan.occupations:
        fit = np.int64(tables[numbers[FIT_AT] + occupation])
        if cannot_enter(rest_cap(fit, FULL, near, numbers), best.top, best.size):
            score_found(people, ask, FULL, best, found)
            return -1
        if occupation + 1 < len(bounds):
            holders = worker[bounds[occupation] : bounds[occupation + 1]]
            collect_gates(holders, tables, numbers, seen, found)
        if found[0] >= ENOUGH:
            score_found(people, ask, FULL, best, found)
    score_found(people, ask, FULL, best, found)
    return plan.then_fit


@compiled
def _rare(wanted: Array, skill_at: Array) -> Array:
    """Of the wanted skills, those with the shortest lists, as long as they are short together."""
    counts = np.empty(len(wanted), np.int64)
    for slot in range(len(wanted)):
        row = wanted[slot]
        is_listed = 0 < row < len(skill_at) - 1
        counts[slot] = skill_at[row + 1] - skill_at[row] if is_listed else skill_at[-1] + 1
    order = np.argsort(counts)
    total, size = 0, 0
    while size < len(order) and total + counts[order[size]] <= skill_at[-1] // RARE:
        total += counts[order[size]]
        size += 1
    return wanted[order[:size]]


@compiled
def _by_skill(
    people: People, lists: Lists, plan: Plan, ask: Ask, best: Best, scratch: Scratch
) -> Int:
    """Returns the most a required skill of those not visited can be credited, on average."""
    wanted = ask.numbers[REQUIRED]
    skills = _rare(plan.slots[:wanted], lists.skill_at)
    for skill in skills:
        holders = lists.holder[lists.skill_at[skill] : lists.skill_at[skill + 1]]
        collect_list(holders, people.records, ask.tables, ask.numbers, scratch.seen, scratch.found)
    score_found(people, ask, FULL, best, scratch.found)
    most = FULL * (wanted - len(skills)) + RELATED * len(skills)
    return min(FULL, most // max(wanted, 1) + 1)


@compiled
def _by_place(
    people: People, lists: Lists, caps: tuple[Int, Int], ask: Ask, best: Best, scratch: Scratch
) -> None:
    """Who can commute. A place is left out where its people, commuting or moving, score too low."""
    records, tables, numbers = people.records, ask.tables, ask.numbers
    seen, found = scratch.seen, scratch.found
    for number in range(len(lists.places)):
        place = lists.places[number]
        metres = tables[place]
        if metres > lists.reach[number]:
            continue
        part = max(np.int64(tables[numbers[PART_AT] + place]), numbers[MOVE_PART])
        if cannot_enter(rest_cap(caps[0], caps[1], part, numbers), best.top, best.size):
            continue
        first, last = lists.place_at[number], lists.place_at[number + 1]
        collect_range(
            first, _reaching(records, first, last, metres), records, tables, numbers, seen, found
        )
        if found[0] >= ENOUGH:
            score_found(people, ask, caps[1], best, found)
    score_found(people, ask, caps[1], best, found)


@compiled
def _reaching(records: Array, first: Int, last: Int, metres: Int) -> Int:
    """The end of those who commute that far: they come first."""
    while first < last:
        middle = (first + last) // 2
        if records[middle, COMMUTE] >= metres:
            first = middle + 1
        else:
            last = middle
    return first


@compiled
def _by_move(
    people: People, lists: Lists, caps: tuple[Int, Int], ask: Ask, best: Best, scratch: Scratch
) -> None:
    """Who would move; whoever could commute as well was visited by place, or left out there."""
    tables, numbers = ask.tables, ask.numbers
    cap = rest_cap(caps[0], caps[1], numbers[MOVE_PART], numbers)
    for relocation in range(len(lists.move_at) - 1):
        if tables[numbers[MOVES_AT] + relocation] == 0:
            continue
        if cannot_enter(cap, best.top, best.size):
            return
        movers = lists.mover[lists.move_at[relocation] : lists.move_at[relocation + 1]]
        collect_gates(movers, tables, numbers, scratch.seen, scratch.found)
        score_found(people, ask, caps[1], best, scratch.found)


@compiled
def find(people: People, lists: Lists, plan: Plan, ask: Ask, best: Best, scratch: Scratch) -> None:
    fit = _by_work(people, lists, plan, ask, best, scratch)
    if fit < 0:
        return
    caps = (fit, _by_skill(people, lists, plan, ask, best, scratch))
    near = ask.numbers[LOCATION] * FULL
    if cannot_enter(rest_cap(fit, caps[1], near, ask.numbers), best.top, best.size):
        return
    _by_place(people, lists, caps, ask, best, scratch)
    _by_move(people, lists, caps, ask, best, scratch)
