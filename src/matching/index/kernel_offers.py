"""One person against all openings, compiled: gates, then a bound, then the score."""

from typing import NamedTuple

import numpy as np

from matching.index.compiled import Array, Int, compiled, inlined
from matching.index.graph import Graph
from matching.index.kernel_gates import Best
from matching.index.kernel_parts import (
    ADULT_AT,
    AVAILABLE_AT,
    COMMUTE_AT,
    FIFTEEN_AT,
    LOCATION,
    PLACE_LINE,
    SCHEDULE_W,
    SCHEDULES_AT,
    SCHOOLING_AT,
    SCHOOLING_W,
    SKILLS,
    START,
    TONGUE_LINE,
    UNKNOWN_FIT,
    VERSION,
    WAGE_AT,
    WAGE_W,
    YEAR,
    availability,
    blend_of,
    cannot_enter,
    experience_points,
    fit_parts,
    keep,
    kept,
    schedule_points,
    schooling_points,
    settle,
    transferred,
    wage_points,
    wished,
)
from matching.index.records import (
    AT,
    AT_ASKED,
    AT_FLAGS,
    AT_OCCUPATION,
    AT_OPTIONAL_COUNT,
    AT_PLACE,
    AT_REQUIRED_COUNT,
    AT_SPEECH,
    AT_STARTS,
    AT_STATE,
    AT_WAGE,
    AT_YEAR,
    HELP_SHIFT,
    MINORS_SHIFT,
    SCHOOLING_SHIFT,
)
from matching.scoring import pair
from matching.scoring.weights import FULL

_MOVE, _HELPED = pair.RELOCATION, pair.RELOCATION_WITH_HELP
_HELD, _RELATED, _GROUPED = pair.HELD, pair.RELATED, pair.GROUPED


class Offers(NamedTuple):
    """Rows of the openings' table and its shelf: those before `place_at[-1]` stand by place."""

    records: Array
    items: Array
    key: Array
    died: Array
    places: Array
    place_at: Array


class Shares(NamedTuple):
    """Tables that questions share, a line each: metres, then weighted location, by place;
    similarity by occupation, weighted language by set of requirements (-1 where one is not met)."""

    places: Array
    fit: Array
    tongue: Array


class Person(NamedTuple):
    """`works`: a line of `fit`, an occupation row, months and last year for each. `skills` rows.
    `states` and `days` (since, until) are the grounds for working, `moves` a bit for each state."""

    works: Array
    skills: Array
    states: Array
    days: Array
    moves: Array
    numbers: Array


class Credits(NamedTuple):
    """`points` by skill row; `touched` the rows where it is not 0, how many in its first place."""

    points: Array
    touched: Array


@inlined
def _credit(credits_: Credits, row: Int, points: Int) -> None:
    if credits_.points[row] < points:
        if credits_.points[row] == 0:
            credits_.touched[0] += 1
            credits_.touched[credits_.touched[0]] = row
        credits_.points[row] = points


@compiled
def _credit_near(credits_: Credits, graph: Graph, skill: Int) -> None:
    for at in range(graph.related_at[skill], graph.related_at[skill + 1]):
        _credit(credits_, graph.related[at], _RELATED)
    family = graph.family[skill]
    for at in range(graph.akin_at[family], graph.akin_at[family + 1]):
        akin = graph.akin[at]
        for member in range(graph.member_at[akin], graph.member_at[akin + 1]):
            _credit(credits_, graph.member[member], _GROUPED)


@compiled
def fill_credits(credits_: Credits, graph: Graph, person: Person) -> None:
    """For each skill row, the credit of the nearest thing the person has. Row 0 gives none."""
    for skill in person.skills:
        if skill:
            _credit(credits_, skill, _HELD)
        if 0 < skill < len(graph.related_at) - 1:
            _credit_near(credits_, graph, skill)
    for number in range(len(person.works)):
        occupation, months = person.works[number, 1], person.works[number, 2]
        if months > 0 and occupation + 1 < len(graph.essential_at):
            for at in range(graph.essential_at[occupation], graph.essential_at[occupation + 1]):
                _credit(credits_, graph.essential[at], _RELATED)


@compiled
def empty_credits(credits_: Credits) -> None:
    for at in range(1, credits_.touched[0] + 1):
        credits_.points[credits_.touched[at]] = 0
    credits_.touched[0] = 0


@inlined
def _location(metres: Int, part: Int, moves: Int, flags: Int, numbers: Array) -> Int:
    """Weighted; -1 where the place is out of reach."""
    found: Int = -1
    if metres <= numbers[COMMUTE_AT]:
        found = np.int64(part)
    if moves:
        moving = _HELPED if (flags >> HELP_SHIFT) & 1 else _MOVE
        found = max(found, numbers[LOCATION] * moving)
    return found


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
def _fit(works: Array, fit: Array, occupation: Int, year: Int) -> tuple[Int, Int]:
    """Similarity of the nearest of the person's occupations, and months that count."""
    best: Int = UNKNOWN_FIT
    months: Int = 0
    if occupation:
        best = 0
        for number in range(len(works)):
            alike = np.int64(fit[works[number, 0], occupation])
            best = max(best, alike if works[number, 2] > 0 else wished(alike))
            months += transferred(alike) * kept(works[number, 3], year) * works[number, 2]
    return best, months // (FULL * FULL)


@inlined
def _sum(points: Array, flat: Array, at: Int, count: Int) -> Int:
    found: Int = 0
    for j in range(at, at + count):
        found += points[flat[j]]
    return found


@compiled
def _skills(offers: Offers, i: Int, fit: Int, points: Array, graph: Graph) -> Int:
    records, items = offers.records, offers.items
    wanted, occupation = np.int64(records[i, AT_REQUIRED_COUNT]), records[i, AT_OCCUPATION]
    at, optional = np.int64(records[i, AT]), np.int64(records[i, AT_OPTIONAL_COUNT])
    extra = _sum(points, items, at + wanted + (wanted == 0), optional)
    must = _sum(points, items, at, wanted)
    is_bare = wanted == 0
    if is_bare and occupation + 1 < len(graph.essential_at):
        at = np.int64(graph.essential_at[occupation])
        wanted = np.int64(graph.essential_at[occupation + 1]) - at
        must = _sum(points, graph.essential, at, wanted)
    return blend_of(must, wanted, is_bare, extra, optional, fit)


@inlined
def _skills_cap(records: Array, i: Int, fit: Int) -> Int:
    """An opening with no required skill takes half or all of the component from the fit."""
    must = FULL if records[i, AT_REQUIRED_COUNT] > 0 else (FULL + fit) // 2
    return blend_of(must, 1, False, FULL, records[i, AT_OPTIONAL_COUNT] > 0, fit)


@compiled
def _range(  # noqa: PLR0913 - compiled code takes its arrays one by one
    first: Int,
    last: Int,
    offers: Offers,
    shares: Shares,
    person: Person,
    points: Array,
    graph: Graph,
    best: Best,
) -> None:
    """Rows first..last one by one, into the heap where they belong there."""
    records, died, key = offers.records, offers.died, offers.key
    numbers, works, fits = person.numbers, person.works, shares.fit
    places, middle = shares.places[numbers[PLACE_LINE]], shares.places.shape[1] // 2
    metres, part = places[:middle], places[middle:]
    tongue, top, size = shares.tongue[numbers[TONGUE_LINE]], best.top, best.size
    states, days, moves = person.states, person.days, person.moves
    for i in range(first, last):
        place, state = records[i, AT_PLACE], records[i, AT_STATE]
        flags = np.int64(records[i, AT_FLAGS])
        score = _location(metres[place], part[place], moves[state], flags, numbers)
        language = np.int64(tongue[records[i, AT_SPEECH]])
        if score < 0 or language < 0:
            continue
        start = max(np.int64(records[i, AT_STARTS]), numbers[START])
        if not _may_work(state, start, states, days) or not _of_age(flags, start, numbers):
            continue
        year = max(np.int64(records[i, AT_YEAR]), numbers[YEAR])
        fit, months = _fit(works, fits, records[i, AT_OCCUPATION], year)
        score += language + _sides(records, i, start, numbers)
        score += fit_parts(fit, experience_points(months, records[i, AT_ASKED]), numbers)
        if cannot_enter(score + numbers[SKILLS] * _skills_cap(records, i, fit), top, size):
            continue
        score += numbers[SKILLS] * _skills(offers, i, fit, points, graph)
        if died[i] > numbers[VERSION]:
            keep(score, key[i], i, top, size)


@compiled
def answer_person(  # noqa: PLR0913 - compiled code takes its arrays one by one
    offers: Offers,
    last: Int,
    shares: Shares,
    graph: Graph,
    person: Person,
    credits_: Credits,
    top: Array,
    size: Array,
) -> None:
    """The best of the rows before `last`, best first: places in reach, then what came since."""
    best, numbers = Best(top, size), person.numbers
    fill_credits(credits_, graph, person)
    metres, points, place_at = shares.places[numbers[PLACE_LINE]], credits_.points, offers.place_at
    for number in range(len(offers.places)):
        first = place_at[number]
        is_near = metres[offers.places[number]] <= numbers[COMMUTE_AT]
        if is_near or person.moves[offers.records[first, AT_STATE]]:
            end = place_at[number + 1]
            _range(first, end, offers, shares, person, points, graph, best)
    _range(place_at[-1], last, offers, shares, person, points, graph, best)
    settle(top, size[0])
    empty_credits(credits_)
