"""What the catalogs say of skills and occupations, as runs of rows for compiled code."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.scoring.knowledge import Knowledge

Ints32 = NDArray[np.int32]


class Graph(NamedTuple):
    """Runs: those of row r are `x[x_at[r]:x_at[r + 1]]`. Rows are those of the vocabularies, and
    end with the known ids; an id met later has no run.

    Skills that stand in the same groups are a family; 0 is that of no group. Families that share a
    group are akin, each with itself.
    """

    related_at: Ints32
    related: Ints32
    family: Ints32
    akin_at: Ints32  # by family
    akin: Ints32
    member_at: Ints32  # by family
    member: Ints32
    needing_at: Ints32  # occupations for which the skill is essential
    needing: Ints32
    essential_at: Ints32  # by occupation
    essential: Ints32


@lru_cache(maxsize=2)
def graph_of(knowledge: Knowledge) -> Graph:
    """Rows are places in `knowledge` plus one, in every index: made once, half a second's work."""
    rows = {skill: row for row, skill in enumerate(knowledge.skills, 1)}
    families = _families(knowledge)
    numbers = {groups: number for number, groups in enumerate(families)}
    needing = knowledge.occupations_needing
    return Graph(
        *_runs([], *(map(rows.__getitem__, knowledge.related(it)) for it in knowledge.skills)),
        np.array([0, *(numbers[_groups(it, knowledge)] for it in knowledge.skills)], np.int32),
        *_runs(*_akin(families)),
        *_runs(*(map(rows.__getitem__, members) for members in families.values())),
        *_runs([], *(needing.get(it, _NONE) + 1 for it in knowledge.skills)),
        *_runs(
            [], *(map(rows.__getitem__, knowledge.essentials(it)) for it in knowledge.occupations)
        ),
    )


def _groups(skill: str, knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(sorted(set(knowledge.groups(skill))))


def _families(knowledge: Knowledge) -> dict[tuple[str, ...], list[str]]:
    """Groups and members of each; the first is that of no group, and has none."""
    families: dict[tuple[str, ...], list[str]] = {(): []}
    for skill in knowledge.skills:
        groups = _groups(skill, knowledge)
        if groups:
            families.setdefault(groups, []).append(skill)
    return families


def _akin(families: Iterable[tuple[str, ...]]) -> Iterator[set[int]]:
    found = defaultdict[str, set[int]](set)
    for number, groups in enumerate(families):
        for group in groups:
            found[group].add(number)
    return (set[int]().union(*(found[group] for group in groups)) for groups in families)


_NONE = np.empty(0, np.int32)


def _runs(*rows: Iterable[int]) -> tuple[Ints32, Ints32]:
    lists = [sorted(row) for row in rows]
    ends = np.cumsum([0, *map(len, lists)], dtype=np.int32)
    return ends, np.array([item for row in lists for item in row], np.int32)
