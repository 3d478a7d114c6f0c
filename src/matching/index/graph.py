"""What the catalogs say of skills and occupations, as runs of rows for compiled code."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.scoring.knowledge import Knowledge

Ints32 = NDArray[np.int32]


class Graph(NamedTuple):
    """Runs: those of row r are `x[x_at[r]:x_at[r + 1]]`. Rows are those of the vocabularies, and
    end with the known ids; an id met later has no run."""

    related_at: Ints32
    related: Ints32
    group_at: Ints32
    group: Ints32
    member_at: Ints32  # by group
    member: Ints32
    needing_at: Ints32  # occupations for which the skill is essential
    needing: Ints32
    essential_at: Ints32  # by occupation
    essential: Ints32


@lru_cache(maxsize=2)
def graph_of(knowledge: Knowledge) -> Graph:
    """Rows are places in `knowledge` plus one, in every index: made once, half a second's work."""
    rows = {skill: row for row, skill in enumerate(knowledge.skills, 1)}
    groups = {group: number for number, group in enumerate(knowledge.group_members)}
    members = knowledge.group_members.values()
    needing = knowledge.occupations_needing
    return Graph(
        *_runs([], *(map(rows.__getitem__, knowledge.related(it)) for it in knowledge.skills)),
        *_runs([], *(map(groups.__getitem__, knowledge.groups(it)) for it in knowledge.skills)),
        *_runs(*(map(rows.__getitem__, group) for group in members)),
        *_runs([], *(needing.get(it, _NONE) + 1 for it in knowledge.skills)),
        *_runs(
            [], *(map(rows.__getitem__, knowledge.essentials(it)) for it in knowledge.occupations)
        ),
    )


_NONE = np.empty(0, np.int32)


def _runs(*rows: Iterable[int]) -> tuple[Ints32, Ints32]:
    lists = [sorted(row) for row in rows]
    ends = np.cumsum([0, *map(len, lists)], dtype=np.int32)
    return ends, np.array([item for row in lists for item in row], np.int32)
