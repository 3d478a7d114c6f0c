"""The greatest sum of scores by shortest augmenting paths, compiled; exact, in whole numbers.

Openings take their positions one after the other. Each looks for the cheapest chain of changes
that gives it one more person: a free one, or somebody else's, who takes another instead, or
leaves a position empty. Prices of people and worths of positions keep every step the cheapest
(Hungarian method; the search ends as soon as no chain can be cheaper). Real cases need about two
looks at each option; where a few people are in everybody's list it can need thousands, so the
caller gives a limit and has another way.
"""

from typing import Any

import numpy as np

from matching.assignment.cases import Ints
from matching.assignment.numbered import Numbered
from matching.index.compiled import Array, Int, compiled, inlined

FAR = np.int64(1 << 62)


def by_paths(case: Numbered, *, looks: int) -> Ints | None:
    """Rows of the options taken; None when `looks` at an option did not suffice."""
    count, width = len(case.seekers), len(case.seekers) + len(case.openings)
    owner = np.full(count, -1, np.int64)
    duals = (owner, np.zeros(count, np.int64), _first_worths(case))
    via, done = np.full(width, -1, np.int64), np.zeros(width, np.bool_)
    reached = (np.full(width, FAR, np.int64), via, done, np.empty(width, np.int64))
    # Each option is looked at once a search, and each person let go once.
    room = len(case.people) + count + 1
    heap = (np.empty(room, np.int64), np.empty(room, np.int64))
    net = (case.first, case.people, case.offers, case.scores)
    left: Any = _solve(net, case.places, duals, reached, heap, looks)
    return None if left < 0 else owner[owner >= 0]


def _first_worths(case: Numbered) -> Ints:
    """A position is worth its opening's best option while nobody has a price."""
    worth = np.zeros(len(case.openings), np.int64)
    listed = case.first[:-1] < case.first[1:]
    worth[listed] = case.scores[case.first[:-1][listed]]
    return worth


@inlined
def _push(keys: Array, nodes: Array, size: Int, key: Int, node: Int) -> Int:
    at = size
    while at > 0:
        up = (at - 1) >> 1
        if keys[up] <= key:
            break
        keys[at] = keys[up]
        nodes[at] = nodes[up]
        at = up
    keys[at] = key
    nodes[at] = node
    return size + 1


@inlined
def _pop(keys: Array, nodes: Array, size: Int) -> Int:
    size -= 1
    key = keys[size]
    node = nodes[size]
    at = 0
    while True:
        down = 2 * at + 1
        if down >= size:
            break
        if down + 1 < size and keys[down + 1] < keys[down]:
            down += 1
        if keys[down] >= key:
            break
        keys[at] = keys[down]
        nodes[at] = nodes[down]
        at = down
    keys[at] = key
    nodes[at] = node
    return size


@compiled
def _solve(net: Array, places: Array, duals: Array, reached: Array, heap: Array, looks: Int) -> Int:
    """Fills `owner`, the first of `duals`: by person the option that holds them, or -1. The looks
    that are left; below zero when they ran out.

    A node below `count` is a person, `count + i` opening i. `via` of a person is the option that
    leads there, of an opening the person of its own who would be let go.
    """
    count = len(duals[0])
    for start in range(len(places)):
        for _ in range(places[start]):
            best, end, known, looks = _search(start, net, duals, reached, heap, looks)
            if looks < 0:
                return looks
            _settle(best, end, net[2], duals, reached, known)
            if end == count + start:
                break
    return looks


@compiled
def _search(start: Int, net: Array, duals: Array, reached: Array, heap: Array, looks: Int) -> Array:
    """The cheapest chain for one more position of opening `start`: its cost, its last node, how
    many nodes were touched, and the looks that are left."""
    count, worth = len(duals[0]), duals[2]
    dist, _, done, touched = reached
    keys, nodes = heap
    # To leave the position empty costs what it is worth.
    best, end = worth[start], count + start
    dist[end] = 0
    touched[0] = end
    known, waiting = 1, _push(keys, nodes, 0, 0, end)
    while waiting and keys[0] < best and looks >= 0:
        near, node = keys[0], nodes[0]
        waiting = _pop(keys, nodes, waiting)
        if done[node]:
            continue
        done[node] = True
        if node >= count:
            best, end, known, waiting, looks = _look(
                node, near, net, duals, reached, heap, (best, end, known, waiting, looks)
            )
            continue
        best, end, known, waiting = _let_go(
            node, near, net, duals, reached, heap, (best, end, known, waiting)
        )
    return best, end, known, looks


@compiled
def _let_go(  # noqa: PLR0913 - arrays in four bundles, and nothing is kept between calls
    person: Int, near: Int, net: Array, duals: Array, reached: Array, heap: Array, state: Array
) -> Array:
    """The opening that holds the person takes another one instead, or leaves the position empty."""
    owner, price, worth = duals
    dist, via, _, touched = reached
    best, end, known, waiting = state
    held = owner[person]
    i = net[2][held]
    node = len(owner) + i
    cost = near + net[3][held] - price[person] - worth[i]
    if cost < dist[node]:
        if dist[node] == FAR:
            touched[known] = node
            known += 1
        dist[node] = cost
        via[node] = person
        if cost < best:
            waiting = _push(heap[0], heap[1], waiting, cost, node)
        if cost + worth[i] < best:
            best, end = cost + worth[i], node
    return best, end, known, waiting


@compiled
def _look(  # noqa: PLR0913 - as above
    node: Int, near: Int, net: Array, duals: Array, reached: Array, heap: Array, state: Array
) -> Array:
    """At an opening's options, from the best down, while they can be cheaper than what is known."""
    first, people, _, scores = net
    owner, price, worth = duals
    dist, via, _, touched = reached
    keys, nodes = heap
    best, end, known, waiting, looks = state
    i = node - len(owner)
    base = near + worth[i]
    for option in range(first[i], first[i + 1]):
        reach = base - scores[option]
        # No price is below zero and the next options are worse.
        if reach >= best:
            break
        looks -= 1
        person = people[option]
        cost = reach + price[person]
        if cost < best and cost < dist[person] and owner[person] != option:
            if dist[person] == FAR:
                touched[known] = person
                known += 1
            dist[person] = cost
            via[person] = option
            if owner[person] < 0:
                best, end = cost, person
            else:
                waiting = _push(keys, nodes, waiting, cost, person)
    return best, end, known, waiting, looks


@compiled
def _settle(best: Int, end: Int, offers: Array, duals: Array, reached: Array, known: Int) -> None:
    """Prices and worths follow what was found, the chain is carried out, the slate is cleared."""
    owner, price, worth = duals
    dist, via, done, touched = reached
    count = len(owner)
    for place in range(known):
        node = touched[place]
        if dist[node] < best:
            if node < count:
                price[node] += best - dist[node]
            else:
                worth[node - count] -= best - dist[node]
    person = end if end < count else via[end]
    while person >= 0:
        owner[person] = via[person]
        person = via[count + offers[owner[person]]]
    for place in range(known):
        node = touched[place]
        dist[node] = FAR
        done[node] = False
        via[node] = -1
