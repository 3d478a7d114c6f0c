"""Tables of the wanted skills, filled before a question and emptied after it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.index.compiled import Int, compiled
from matching.index.graph import Graph

Ints32 = NDArray[np.int32]
Masks = NDArray[np.uint64]
Lines = NDArray[np.int32]

EQUAL, RELATED, GROUPED = range(3)
WORD = 64


class Slate(NamedTuple):
    """Lines of bits, three columns a word in `masks` and one in `worked`; `line_of_skill` and
    `line_of_work` say by row which line is its, 0 where nothing is wanted of it: line 0 is empty.

    Small tables stay near: what is looked up of everybody is two bytes a row.
    `touched` lists the rows that have a line, skills in its first line, occupations in its
    second; `counts` how many of each.
    """

    line_of_skill: Lines
    line_of_work: Lines
    masks: Masks
    worked: Masks
    touched: Ints32
    counts: Ints32


@compiled
def _mark(slate: Slate, row: Int, slot: Int, kind: Int) -> None:
    line = slate.line_of_skill[np.uint32(row)]
    if line == 0:
        slate.touched[0, np.uint32(slate.counts[0])] = row
        slate.counts[0] += 1
        line = slate.line_of_skill[np.uint32(row)] = slate.counts[0]
        slate.masks[np.uint32(line)] = 0
    column = np.uint64(3 * (slot // WORD) + kind)
    slate.masks[np.uint32(line), column] |= np.uint64(1) << np.uint64(slot % WORD)


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
def _mark_grouped(slate: Slate, graph: Graph, row: Int, slot: Int) -> None:
    for at in range(graph.group_at[row], graph.group_at[row + 1]):
        group = graph.group[at]
        for member in range(graph.member_at[group], graph.member_at[group + 1]):
            _mark(slate, graph.member[member], slot, GROUPED)


@compiled
def fill(slate: Slate, graph: Graph, slots: Ints32) -> None:
    """Slot j wants skill row `slots[j]`; row 0 is a skill nobody has."""
    for slot in range(len(slots)):
        row = slots[slot]
        if row == 0:
            continue
        _mark(slate, row, slot, EQUAL)
        if row + 1 >= len(graph.related_at):
            continue
        for at in range(graph.related_at[row], graph.related_at[row + 1]):
            _mark(slate, graph.related[at], slot, RELATED)
        _mark_grouped(slate, graph, row, slot)
        for at in range(graph.needing_at[row], graph.needing_at[row + 1]):
            _mark_work(slate, graph.needing[at], slot)


@compiled
def empty(slate: Slate) -> None:
    for at in range(slate.counts[0]):
        slate.line_of_skill[slate.touched[0, at]] = 0
    for at in range(slate.counts[1]):
        slate.line_of_work[slate.touched[1, at]] = 0
    slate.counts[:] = 0
