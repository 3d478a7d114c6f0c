"""The order in which people are searched: likely occupations, neighbours, people who would move,
those who came since. A plan stops where nobody left could enter the best k."""

from typing import NamedTuple

import numpy as np

from matching.index.compiled import Array, Int, compiled
from matching.index.graph import Graph
from matching.index.kernel_gates import (
    Ask,
    Best,
    Bounds,
    least_fit,
    sift_anywhere,
    sift_listed,
    sift_near,
    sift_span,
    sift_tail,
)
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
from matching.index.kernel_people import People, Seen, score_found
from matching.index.records import COMMUTE
from matching.scoring.weights import FULL

# So many are collected before they are scored, except at the end of a plan.
ENOUGH = 256
# So many rows are looked at before the bound is drawn again.
CHUNK = 1024
# A list longer than this many times the spans is looked up in them instead of read.
LONG = 16
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


class Shelved(NamedTuple):
    """How many rows stand on the shelf, and from which on are those who would move."""

    size: Int
    movers: Int
    lists: Lists


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
    """Those of a list, who stay where they are, that stand in the spans."""
    at, bounds = 0, Bounds(0, FULL + 1)
    for span in range(reach.moving):
        at = _after(listed, at, reach.spans[span, 0])
        if at == len(listed):
            return
        end = _after(listed, at, reach.spans[span, 1])
        if end > at:
            sift_listed(listed[at:end], records, ask, bounds, found)
        at = end


@compiled
def _of_work(
    listed: Array, movers: Int, reach: Reach, records: Array, ask: Ask, found: Array
) -> None:
    """Those of a list who pass the gates: a long one is looked up by spans."""
    bounds, split = Bounds(0, FULL + 1), _after(listed, 0, movers)
    if split > LONG * reach.moving:
        _in_reach(listed[:split], reach, records, ask, found)
        listed = listed[split:]
    sift_anywhere(listed, records, ask, bounds, found)


@compiled
def _by_work(
    people: People, shelf: Shelved, reach: Reach, order: Array, ask: Ask, work: tuple[Best, Array]
) -> tuple[Int, Int]:
    """The least alike occupation whose people were scored, all those more alike included, and the
    most alike of the others; that is -1 when nobody else can enter."""
    best, found = work
    lists, numbers, spent = shelf.lists, ask.numbers, 0
    level: Int = FULL + 1
    for occupation in order:
        fit = np.int64(ask.fit[occupation])
        if fit < level:
            if cannot_enter(rest_cap(fit, numbers[LOCATION] * FULL, numbers), best.top, best.size):
                return level, -1
            if spent * SHARE > reach.rows:
                return level, fit
            level = fit
        if occupation + 1 < len(lists.work_at):
            listed = lists.worker[lists.work_at[occupation] : lists.work_at[occupation + 1]]
            spent += len(listed)
            _of_work(listed, shelf.movers, reach, people.records, ask, found)
            score_found(people, ask, Seen(FULL + 1, occupation, False), best, found)
    return min(level, numbers[THEN_FIT] + 1), numbers[THEN_FIT]


@compiled
def _by_place(
    people: People, lists: Lists, seen: tuple[Int, Int], ask: Ask, best: Best, found: Array
) -> None:
    """Who would move, and could commute."""
    metres, part, numbers, (level, fit) = ask.metres, ask.part, ask.numbers, seen
    for number in range(len(lists.places)):
        place = lists.places[number]
        if metres[place] > lists.reach[number]:
            continue
        first, last = lists.near_at[number], lists.near_at[number + 1]
        most = max(np.int64(part[place]), numbers[MOVE_PART])
        least = least_fit(most, numbers, best.top, best.size) if last > first else FULL + 1
        if least <= fit:
            bounds = Bounds(least, level)
            sift_near(lists.near[first:last], people.records, ask, bounds, found)
        if found[0] >= ENOUGH:
            score_found(people, ask, Seen(level, -1, False), best, found)
    score_found(people, ask, Seen(level, -1, False), best, found)


@compiled
def _by_span(
    people: People, reach: Reach, seen: tuple[Int, Int], ask: Ask, best: Best, found: Array
) -> None:
    """The rest. A span is left where its people score too low."""
    level, fit = seen
    for number in range(reach.count):
        first, last, most = reach.spans[number]
        is_far = number >= reach.moving
        if number == reach.moving:
            score_found(people, ask, Seen(level, -1, False), best, found)
        while first < last:
            least = least_fit(np.int64(most), ask.numbers, best.top, best.size)
            if least > fit:
                break
            end = min(last, first + CHUNK)
            sift_span(first, end, people.records, ask, Bounds(least, level), found)
            first = end
            if found[0] >= ENOUGH:
                score_found(people, ask, Seen(level, -1, is_far), best, found)
    score_found(people, ask, Seen(level, -1, reach.moving < reach.count), best, found)


@compiled
def _find(
    people: People, shelf: Shelved, order: Array, ask: Ask, best: Best, scratch: Scratch
) -> None:
    """Among the rows of the shelf."""
    found = scratch.found
    reach = _reach(people, shelf.lists, ask, scratch.spans)
    level, fit = _by_work(people, shelf, reach, order, ask, (best, found))
    if fit >= 0:
        _by_place(people, shelf.lists, (level, fit), ask, best, found)
        _by_span(people, reach, (level, fit), ask, best, found)


@compiled
def _since(people: People, first: Int, last: Int, ask: Ask, best: Best, found: Array) -> None:
    """Those who came since the shelf was made."""
    location = ask.numbers[LOCATION] * FULL
    while first < last:
        least = least_fit(location, ask.numbers, best.top, best.size)
        end = min(last, first + CHUNK)
        sift_tail(first, end, people.records, ask, Bounds(least, FULL + 1), found)
        score_found(people, ask, Seen(FULL + 1, -1, False), best, found)
        first = end


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
    shelf: Shelved,
    size: Int,
    tables: Tables,
    graph: Graph,
    questions: Array,
    slots: Array,
    scratch: Scratch,
    tops: Array,
    counts: Array,
) -> None:
    """Each question's best rows, best first, into its line of `tops`, how many into `counts`.

    `size`: how many rows there are.
    """
    for number in range(len(questions)):
        numbers, slate = questions[number], scratch.slate
        at, wanted = numbers[SLOT_AT], numbers[REQUIRED] + numbers[OPTIONAL]
        order = tables.order[numbers[ORDER_AT] : numbers[ORDER_AT] + numbers[ORDER_COUNT]]
        fill(slate, graph, slots[at : at + wanted])
        ask = _asked(tables, numbers, slate)
        best = Best(tops[number], counts[number : number + 1])
        if shelf.size:
            _find(people, shelf, order, ask, best, scratch)
        _since(people, shelf.size, size, ask, best, scratch.found)
        settle(best.top, best.size[0])
        empty(slate)
