"""Tables of the wanted skills, filled before a question and emptied after it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.index.compiled import Int, compiled, inlined
from matching.index.graph import Graph

Ints32 = NDArray[np.int32]
Masks = NDArray[np.uint64]
Lines = NDArray[np.int32]

EQUAL, RELATED, GROUPED = range(3)
WORD = 64


class Slate(NamedTuple):
    """Lines of bits, three columns a word in `masks` and one in `worked`. `line_of_skill` and
    `line_of_work` say by row which line is its: of a skill its family's, unless the skill is wanted
    itself, or related to one that is; those lines follow the families'. Line 0 is empty.

    Small tables stay near. `touched` lists the rows that have a line of their own, skills in its
    first line, occupations in its second; `counts` how many of each.
    """

    line_of_skill: Lines
    line_of_work: Lines
    masks: Masks
    worked: Masks
    touched: Ints32
    counts: Ints32


@inlined
def _family(graph: Graph, row: Int) -> Int:
    return graph.family[row] if row < len(graph.family) else 0


@compiled
def _mark(slate: Slate, graph: Graph, row: Int, slot: Int, kind: Int) -> None:
    line = np.int64(slate.line_of_skill[row])
    families = len(graph.akin_at) - 1
    if line < families:
        slate.touched[0, slate.counts[0]] = row
        own = families + slate.counts[0]
        for column in range(slate.masks.shape[1]):
            slate.masks[own, column] = slate.masks[line, column]
        slate.line_of_skill[row] = line = own
        slate.counts[0] += 1
    slate.masks[line, 3 * (slot // WORD) + kind] |= np.uint64(1) << np.uint64(slot % WORD)


@compiled
def _mark_work(slate: Slate, row: Int, slot: Int) -> None:
    line = slate.line_of_work[row]
    if line == 0:
        slate.touched[1, slate.counts[1]] = row
        slate.counts[1] += 1
        line = slate.line_of_work[row] = slate.counts[1]
        slate.worked[line] = 0
    slate.worked[line, slot // WORD] |= np.uint64(1) << np.uint64(slot % WORD)


@compiled
def _mark_families(slate: Slate, graph: Graph, slots: Ints32) -> None:
    for slot in range(len(slots)):
        family = _family(graph, slots[slot])
        column = 3 * (slot // WORD) + GROUPED
        for at in range(graph.akin_at[family], graph.akin_at[family + 1]):
            slate.masks[graph.akin[at], column] |= np.uint64(1) << np.uint64(slot % WORD)


@compiled
def fill(slate: Slate, graph: Graph, slots: Ints32) -> None:
    """Slot j wants skill row `slots[j]`; row 0 is a skill nobody has."""
    _mark_families(slate, graph, slots)
    for slot in range(len(slots)):
        row = slots[slot]
        if row == 0:
            continue
        _mark(slate, graph, row, slot, EQUAL)
        if row + 1 >= len(graph.related_at):
            continue
        for at in range(graph.related_at[row], graph.related_at[row + 1]):
            _mark(slate, graph, graph.related[at], slot, RELATED)
        for at in range(graph.needing_at[row], graph.needing_at[row + 1]):
            _mark_work(slate, graph.needing[at], slot)


@compiled
def empty(slate: Slate, graph: Graph, slots: Ints32) -> None:
    """As before `fill` with these slots."""
    for slot in range(len(slots)):
        family = _family(graph, slots[slot])
        for at in range(graph.akin_at[family], graph.akin_at[family + 1]):
            slate.masks[graph.akin[at]] = 0
    for at in range(slate.counts[0]):
        row = slate.touched[0, at]
        slate.line_of_skill[row] = _family(graph, row)
    for at in range(slate.counts[1]):
        slate.line_of_work[slate.touched[1, at]] = 0
    slate.counts[:] = 0
