"""Tables of the wanted skills, filled before a question and emptied after it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.index.compiled import Int, compiled
from matching.index.graph import Graph

Ints32 = NDArray[np.int32]
Masks = NDArray[np.uint64]

EQUAL, RELATED, GROUPED = range(3)
WORD = 64


class Slate(NamedTuple):
    """`masks` by skill row, three columns a word; `worked` by occupation row, one a word.

    `touched` lists the rows that are not empty, skills in its first line, occupations in its
    second; `counts` how many of each.
    """

    masks: Masks
    worked: Masks
    touched: Ints32
    counts: Ints32


@compiled
def _mark(slate: Slate, row: Int, slot: Int, kind: Int) -> None:
    is_empty = True
    for column in range(slate.masks.shape[1]):
        is_empty &= slate.masks[row, column] == 0
    if is_empty:
        slate.touched[0, slate.counts[0]] = row
        slate.counts[0] += 1
    slate.masks[row, 3 * (slot // WORD) + kind] |= np.uint64(1) << np.uint64(slot % WORD)


@compiled
def _mark_work(slate: Slate, row: Int, slot: Int) -> None:
    is_empty = True
    for column in range(slate.worked.shape[1]):
        is_empty &= slate.worked[row, column] == 0
    if is_empty:
        slate.touched[1, slate.counts[1]] = row
        slate.counts[1] += 1
    slate.worked[row, slot // WORD] |= np.uint64(1) << np.uint64(slot % WORD)


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
        slate.masks[slate.touched[0, at]] = 0
    for at in range(slate.counts[1]):
        slate.worked[slate.touched[1, at]] = 0
    slate.counts[:] = 0
