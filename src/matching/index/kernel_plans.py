"""The order in which people are searched: likely occupations, neighbours, people who would move,
those who came since. A plan stops where nobody left could enter the best k."""

from typing import NamedTuple

import numpy as np

from matching.index.compiled import Array, Int, compiled, inlined
from matching.index.graph import Graph
from matching.index.kernel_gates import (
    Ask,
    Best,
    Bounds,
    Sought,
    least_fit,
    sift_listed,
    sift_many,
    sift_span,
    sift_tail,
    sift_work,
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
    SCORE,
    SLOT_AT,
    THEN_FIT,
    TONGUE_LINE,
    cannot_enter,
    rest_cap,
    settle,
)
from matching.index.kernel_people import People, score_found, score_rest
from matching.index.records import COMMUTE
from matching.scoring.weights import FULL

# So many are collected before they are scored, except at the end of a plan.
ENOUGH = 256
SOME = 24
# So many rows are looked at before the bound is drawn again.
CHUNK = 1024
# So many may have been found before the longest list is read.
ROOM = ENOUGH + CHUNK + 2
# Lists by occupation are read while they hold less than this share of those in reach.
SHARE = 2


class Lists(NamedTuple):
    """The rows of a shelf. First those who stay where they are, by place, of one place the longest
    commute first: `place_at` bounds each of `places`. Then those who would move, by relocation,
    bounded by `move_at`. Of each place, `reach` is the longest commute of all, and `near` lists
    who would move, bounded by `near_at`; `near_work` are the occupations that the records of these
    name. `worker` lists rows by occupation, bounded by `work_at`,
    but for the rows of `many`, who held more occupations than a record names.
    """

    places: Array
    place_at: Array
    reach: Array
    near_at: Array
    near: Array
    near_work: Array
    move_at: Array
    work_at: Array
    worker: Array
    many: Array


class Tables(NamedTuple):
    """Tables that questions share, a line each: `places` metres and weighted location by place;
    `order` the occupations to be visited first, from the most alike down."""

    places: Array
    fit: Array
    order: Array
    moves: Array
    barred: Array
    tongue: Array


class Scratch(NamedTuple):
    """What a thread works with: `found` for as many rows as the table has and ROOM; `reached`, a
    zero for each; `spans` as long as places, twice, and relocations are many together; the slate as
    wide as the widest question."""

    found: Array
    reached: Array
    spans: Array
    slate: Slate


class Reach(NamedTuple):
    """Who passes the gate of the place, as spans first..last and the weighted location they can
    have at most. Spans before `moving` are rows who stay where they are, those before `count` rows
    who would move; the last `near` of all are places in `Lists.near`, of who could commute and
    would move somewhere. `rows` how many stay or move."""

    spans: Array
    count: Int
    moving: Int
    near: Int
    rows: Int


@compiled
def _commuting(records: Array, first: Int, last: Int, metres: Int) -> Int:
    """The end of those who commute that far: they come first."""
    while first < last:
        middle = (first + last) // 2
        if records[middle, COMMUTE] >= metres:
            first = middle + 1
        else:
            last = middle
    return first


@compiled
def _listed(records: Array, listed: Array, first: Int, last: Int, metres: Int) -> Int:
    """The same in a list of rows."""
    while first < last:
        middle = (first + last) // 2
        if records[listed[middle], COMMUTE] >= metres:
            first = middle + 1
        else:
            last = middle
    return first


@inlined
def _span(spans: Array, number: Int, first: Int, last: Int, most: Int) -> Int:
    """How many spans this one makes: none where it is empty."""
    spans[number, 0], spans[number, 1], spans[number, 2] = first, last, most
    return last > first


@compiled
def _reach(people: People, lists: Lists, ask: Ask, spans: Array) -> Reach:
    records, metres, part, moves = people.records, ask.metres, ask.part, ask.moves
    move_part, count, near, rows, last_span = ask.numbers[MOVE_PART], 0, 0, 0, len(spans) - 1
    for number in range(len(lists.places)):
        place = lists.places[number]
        far = metres[place]
        if far <= lists.reach[number]:
            first, end = lists.place_at[number], lists.place_at[number + 1]
            last = _commuting(records, first, end, far)
            count += _span(spans, count, first, last, part[place])
            rows += last - first
            first, end = lists.near_at[number], lists.near_at[number + 1]
            last = _listed(records, lists.near, first, end, far)
            near += _span(spans, last_span - near, first, last, max(part[place], move_part))
    moving = count
    for relocation in range(len(lists.move_at) - 1):
        first, last = lists.move_at[relocation], lists.move_at[relocation + 1]
        if moves[relocation] != 0:
            count += _span(spans, count, first, last, move_part)
            rows += last - first
    return Reach(spans, count, moving, near, rows)


@compiled
def _mark(reach: Reach, near: Array, reached: Array, step: Int) -> None:
    """The weighted location of a row, at most, in `step`s, rounded up; no `step` clears it."""
    for number in range(reach.count):
        first, last, most = reach.spans[number]
        reached[np.uint64(first) : np.uint64(last)] = _steps(most, step)
    for number in range(reach.near):
        first, last, most = reach.spans[len(reach.spans) - 1 - number]
        steps = _steps(most, step)
        for row in near[np.uint64(first) : np.uint64(last)]:
            reached[np.uint32(row)] = max(steps, reached[np.uint32(row)]) if step else 0


@inlined
def _steps(location: Int, step: Int) -> Int:
    """Never 0, which is out of reach, unless there is no step: where a place weighs nothing too."""
    return np.uint8(max(1, (np.int64(location) + step - 1) // step)) if step else np.uint8(0)


@inlined
def _needed(fit: Int, step: Int, numbers: Array, best: Best) -> Int:
    """The least steps with which somebody at most so alike could still enter."""
    if best.size[0] < len(best.top):
        return 1
    short = best.top[0, SCORE] - rest_cap(fit, 0, numbers)
    return max(1, (short + step - 1) // step)


@inlined
def _step(numbers: Array) -> Int:
    """So that the best location is the last that a byte holds."""
    return numbers[LOCATION] * FULL // 255 + 1


@compiled
def _by_work(
    people: People, lists: Lists, reach: Reach, order: Array, ask: Ask, work: tuple[Best, Scratch]
) -> tuple[Int, Int]:
    """The least alike occupation whose people were scored, all those more alike included, and the
    most alike of the others; that is -1 when nobody else can enter."""
    best, (found, reached, _, _) = work
    numbers, spent = ask.numbers, 0
    level: Int = FULL + 1
    step, needed = _step(numbers), 1
    for occupation in order:
        fit = np.int64(ask.fit[occupation])
        if fit < level:
            if found[0] >= SOME:
                score_found(people, ask, best, found)
            if cannot_enter(rest_cap(fit, numbers[LOCATION] * FULL, numbers), best.top, best.size):
                score_found(people, ask, best, found)
                return level, -1
            if spent * SHARE > reach.rows:
                score_found(people, ask, best, found)
                return level, fit
            level = fit
            needed = _needed(fit, step, numbers, best)
        if occupation + 1 < len(lists.work_at):
            listed = lists.worker[lists.work_at[occupation] : lists.work_at[occupation + 1]]
            spent += len(listed)
            sought = Sought(reached, needed, occupation)
            sift_work(listed, sought, people.records, ask, found)
            if found[0] >= ENOUGH:
                score_found(people, ask, best, found)
    score_found(people, ask, best, found)
    return min(level, numbers[THEN_FIT] + 1), numbers[THEN_FIT]


@compiled
def _by_place(
    people: People,
    lists: Lists,
    reach: Reach,
    seen: tuple[Int, Int],
    ask: Ask,
    held: tuple[Best, Array],
) -> None:
    """Who would move, and could commute."""
    (level, fit), (best, found) = seen, held
    for number in range(reach.near):
        first, last, most = reach.spans[len(reach.spans) - 1 - number]
        least = least_fit(np.int64(most), ask.numbers, best.top, best.size)
        if least <= fit:
            near, work = lists.near[first:last], lists.near_work[first:last]
            sift_listed(near, work, people.records, ask, Bounds(least, level), found)
        if found[0] >= ENOUGH:
            score_rest(people, ask, False, best, found)
    score_rest(people, ask, False, best, found)


@compiled
def _by_span(
    people: People, reach: Reach, seen: tuple[Int, Int], ask: Ask, best: Best, found: Array
) -> None:
    """The rest. A span is left where its people score too low."""
    level, fit = seen
    for number in range(reach.count):
        first, last, most = reach.spans[number]
        if number == reach.moving:
            score_rest(people, ask, False, best, found)
        while first < last:
            least = least_fit(np.int64(most), ask.numbers, best.top, best.size)
            if least > fit:
                break
            end = min(last, first + CHUNK)
            sift_span(first, end, people.records, ask, Bounds(least, level), found)
            first = end
            if found[0] >= ENOUGH:
                score_rest(people, ask, number >= reach.moving, best, found)
    score_rest(people, ask, reach.moving < reach.count, best, found)


@compiled
def _find(
    people: People, lists: Lists, order: Array, ask: Ask, best: Best, scratch: Scratch
) -> None:
    """Among the rows of the shelf."""
    found, reached = scratch.found, scratch.reached
    reach = _reach(people, lists, ask, scratch.spans)
    _mark(reach, lists.near, reached, _step(ask.numbers))
    seen = _by_work(people, lists, reach, order, ask, (best, scratch))
    _mark(reach, lists.near, reached, 0)
    sift_many(lists.many, people.records, ask, found)
    score_found(people, ask, best, found)
    if seen[1] >= 0:
        _by_place(people, lists, reach, seen, ask, (best, found))
        _by_span(people, reach, seen, ask, best, found)


@compiled
def _since(people: People, first: Int, last: Int, ask: Ask, best: Best, found: Array) -> None:
    """Those who came since the shelf was made."""
    while first < last:
        end = min(last, first + CHUNK)
        sift_tail(first, end, people.records, ask, best, found)
        score_rest(people, ask, False, best, found)
        first = end


@compiled
def _asked(tables: Tables, numbers: Array, slate: Slate) -> Ask:
    places = tables.places.shape[1] // 2
    return Ask(
        tables.places[numbers[PLACE_LINE], :places],
        tables.places[numbers[PLACE_LINE], places:],
        tables.moves[numbers[MOVE_LINE]],
        tables.barred[numbers[PERMIT_LINE]],
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
        at, count = numbers[SLOT_AT], numbers[REQUIRED] + numbers[OPTIONAL]
        wanted = slots[at : at + count]
        order = tables.order[numbers[ORDER_AT] : numbers[ORDER_AT] + numbers[ORDER_COUNT]]
        fill(slate, graph, wanted)
        ask = _asked(tables, numbers, slate)
        best = Best(tops[number], counts[number : number + 1])
        if shelved:
            _find(people, lists, order, ask, best, scratch)
        _since(people, shelved, size, ask, best, scratch.found)
        settle(best.top, best.size[0])
        empty(slate, graph, wanted)
