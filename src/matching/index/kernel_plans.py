"""The order in which people are searched: likely occupations, neighbours, people who would move,
those who came since. A plan stops where nobody left could enter the best k."""

from typing import NamedTuple

import numpy as np

from matching.index.compiled import Array, Int, compiled
from matching.index.graph import Graph
from matching.index.kernel_masks import Slate, empty, fill
from matching.index.kernel_parts import (
    FIT_LINE,
    LOCATION,
    MOVE_LINE,
    MOVE_PART,
    OPTIONAL,
    ORDER_AT,
    ORDER_COUNT,
    PERMIT_LINE,
    PLACE_LINE,
    REQUIRED,
    SLOT_AT,
    THEN_FIT,
    TONGUE_LINE,
    cannot_enter,
    rest_cap,
    settle,
)
from matching.index.kernel_people import (
    Ask,
    Best,
    People,
    collect_any,
    collect_far,
    collect_listed,
    collect_near,
    collect_reached,
    score_found,
)
from matching.index.records import COMMUTE
from matching.scoring.weights import FULL

# So many are collected before they are scored, except at the end of a plan.
ENOUGH = 256
# Lists by occupation are read while they hold less than this share of those in reach.
SHARE = 2


class Lists(NamedTuple):
    """The rows of a shelf. First those who stay where they are, by place, of one place the longest
    commute first: `place_at` bounds each of `places`. Then those who would move, by relocation,
    bounded by `move_at`. Of each place, `reach` is the longest commute of all, and `near` lists
    who would move, bounded by `near_at`. `worker` lists rows by occupation, bounded by `work_at`.
    """

    places: Array
    place_at: Array
    reach: Array
    near_at: Array
    near: Array
    move_at: Array
    work_at: Array
    worker: Array


class Tables(NamedTuple):
    """Tables that questions share, a line each: `places` metres and weighted location by place;
    `order` the occupations to be visited first, from the most alike down."""

    places: Array
    fit: Array
    order: Array
    moves: Array
    permitted: Array
    tongue: Array


class Scratch(NamedTuple):
    """What a thread works with: `found` for as many rows as the table has, and one; `spans` as long
    as places and relocations are many together; the slate as wide as the widest question."""

    found: Array
    spans: Array
    slate: Slate


class Reach(NamedTuple):
    """Rows that pass the gate of the place, as spans first..last in their order, and the weighted
    location they can have at most. Those from `moving` on could not commute; who could, and would
    not move there, is in none. `rows` how many in all."""

    spans: Array
    count: Int
    moving: Int
    rows: Int


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
def _reach(people: People, lists: Lists, ask: Ask, spans: Array) -> Reach:
    metres, part, moves = ask.metres, ask.part, ask.moves
    count, rows = 0, 0
    for number in range(len(lists.places)):
        place, first = lists.places[number], lists.place_at[number]
        if metres[place] <= lists.reach[number]:
            last = _reaching(people.records, first, lists.place_at[number + 1], metres[place])
            if last > first:
                spans[count, 0], spans[count, 1], spans[count, 2] = first, last, part[place]
                count, rows = count + 1, rows + last - first
    moving = count
    for relocation in range(len(lists.move_at) - 1):
        first, last = lists.move_at[relocation], lists.move_at[relocation + 1]
        if moves[relocation] != 0 and last > first:
            spans[count, 0], spans[count, 1] = first, last
            spans[count, 2] = ask.numbers[MOVE_PART]
            count, rows = count + 1, rows + last - first
    return Reach(spans, count, moving, rows)


@compiled
def _after(listed: Array, first: Int, row: Int) -> Int:
    """Where in the list, from `first` on, the rows from `row` on begin."""
    last = len(listed)
    while first < last:
        middle = (first + last) // 2
        if listed[middle] < row:
            first = middle + 1
        else:
            last = middle
    return first


@compiled
def _in_reach(listed: Array, reach: Reach, records: Array, ask: Ask, found: Array) -> None:
    at = 0
    for span in range(reach.count):
        at = _after(listed, at, reach.spans[span, 0])
        if at == len(listed):
            return
        end = _after(listed, at, reach.spans[span, 1])
        if end > at:
            collect_listed(listed[at:end], records, ask, found)
        at = end


@compiled
def _by_work(
    people: People, lists: Lists, reach: Reach, order: Array, ask: Ask, work: tuple[Best, Array]
) -> tuple[Int, Int]:
    """The least alike occupation whose people were scored, all those more alike included, and the
    most alike of the others; that is -1 when nobody else can enter."""
    best, found = work
    numbers, bounds, spent = ask.numbers, lists.work_at, 0
    level: Int = FULL + 1
    for occupation in order:
        fit = np.int64(ask.fit[occupation])
        if fit < level:
            if cannot_enter(rest_cap(fit, numbers[LOCATION] * FULL, numbers), best.top, best.size):
                return level, -1
            if spent * SHARE > reach.rows:
                return level, fit
            level = fit
        if occupation + 1 < len(bounds):
            listed = lists.worker[bounds[occupation] : bounds[occupation + 1]]
            spent += len(listed)
            _in_reach(listed, reach, people.records, ask, found)
            score_found(people, ask, (FULL + 1, occupation), best, found)
    return min(level, numbers[THEN_FIT] + 1), numbers[THEN_FIT]


@compiled
def _by_place(people: People, lists: Lists, level: Int, ask: Ask, best: Best, found: Array) -> None:
    """Who would move, and could commute."""
    metres, part, numbers = ask.metres, ask.part, ask.numbers
    for number in range(len(lists.places)):
        place = lists.places[number]
        if metres[place] > lists.reach[number]:
            continue
        cap = rest_cap(FULL, max(np.int64(part[place]), numbers[MOVE_PART]), numbers)
        if not cannot_enter(cap, best.top, best.size):
            near = lists.near[lists.near_at[number] : lists.near_at[number + 1]]
            collect_near(near, people.records, ask, found)
        if found[0] >= ENOUGH:
            score_found(people, ask, (level, -1), best, found)
    score_found(people, ask, (level, -1), best, found)


@compiled
def _by_span(
    people: People, reach: Reach, seen: tuple[Int, Int], ask: Ask, best: Best, found: Array
) -> None:
    """The rest. A span is left out where its people score too low."""
    level, fit = seen
    for number in range(reach.count):
        first, last, most = reach.spans[number]
        if cannot_enter(rest_cap(fit, np.int64(most), ask.numbers), best.top, best.size):
            continue
        if number < reach.moving:
            collect_reached(first, last, people.records, ask, found)
        else:
            collect_far(first, last, people.records, ask, found)
        if found[0] >= ENOUGH:
            score_found(people, ask, (level, -1), best, found)
    score_found(people, ask, (level, -1), best, found)


@compiled
def _find(
    people: People, lists: Lists, order: Array, ask: Ask, best: Best, scratch: Scratch
) -> None:
    """Among the rows of the shelf."""
    found = scratch.found
    reach = _reach(people, lists, ask, scratch.spans)
    level, fit = _by_work(people, lists, reach, order, ask, (best, found))
    _by_place(people, lists, level, ask, best, found)
    if fit >= 0:
        _by_span(people, reach, (level, fit), ask, best, found)


@compiled
def _asked(tables: Tables, numbers: Array, slate: Slate) -> Ask:
    places = tables.places.shape[1] // 2
    return Ask(
        tables.places[numbers[PLACE_LINE], :places],
        tables.places[numbers[PLACE_LINE], places:],
        tables.moves[numbers[MOVE_LINE]],
        tables.permitted[numbers[PERMIT_LINE]],
        tables.tongue[numbers[TONGUE_LINE]],
        tables.fit[numbers[FIT_LINE]],
        numbers,
        slate,
    )


@compiled
def answer(  # noqa: PLR0913 - compiled code takes its arrays one by one
    people: People,
    lists: Lists,
    sizes: tuple[Int, Int],
    tables: Tables,
    graph: Graph,
    questions: Array,
    slots: Array,
    scratch: Scratch,
    tops: Array,
    counts: Array,
) -> None:
    """Each question's best rows, best first, into its line of `tops`, how many into `counts`.

    `sizes`: how many rows stand on the shelf, and how many there are.
    """
    shelved, size = sizes
    for number in range(len(questions)):
        numbers, slate = questions[number], scratch.slate
        at, wanted = numbers[SLOT_AT], numbers[REQUIRED] + numbers[OPTIONAL]
        order = tables.order[numbers[ORDER_AT] : numbers[ORDER_AT] + numbers[ORDER_COUNT]]
        fill(slate, graph, slots[at : at + wanted])
        ask = _asked(tables, numbers, slate)
        best = Best(tops[number], counts[number : number + 1])
        if shelved:
            _find(people, lists, order, ask, best, scratch)
        collect_any(shelved, size, people.records, ask, scratch.found)
        score_found(people, ask, (FULL + 1, -1), best, scratch.found)
        settle(best.top, best.size[0])
        empty(slate)
