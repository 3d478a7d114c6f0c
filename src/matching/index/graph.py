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
    """Rows are places in `knowledge` plus one, in every index: made once."""
    rows = {skill: row for row, skill in enumerate(knowledge.skills, 1)}
    family, families = _families(knowledge)
    essential_at, essential = _runs(
        [], *(map(rows.__getitem__, knowledge.essentials(it)) for it in knowledge.occupations)
    )
    return Graph(
        *_runs([], *(map(rows.__getitem__, knowledge.related(it)) for it in knowledge.skills)),
        family,
        *_runs(*_akin(families)),
        *_runs([], *_members(family, len(families))),
        *_turned(essential_at, essential, len(rows) + 1),
        essential_at,
        essential,
    )


def _families(knowledge: Knowledge) -> tuple[Ints32, list[tuple[str, ...]]]:
    """That of each skill row, and the groups of each; the first is that of no group."""
    numbers: dict[tuple[str, ...], int] = {(): 0}
    found = [0]
    for skill in knowledge.skills:
        groups = tuple(sorted(set(knowledge.groups(skill))))
        found.append(numbers.setdefault(groups, len(numbers)))
    return np.array(found, np.int32), list(numbers)


def _members(family: Ints32, count: int) -> list[list[int]]:
    """Of each family but the first."""
    members: list[list[int]] = [[] for _ in range(count)]
    for row, number in enumerate(family.tolist()):
        members[number].append(row)
    return members[1:]


def _turned(ends: Ints32, rows: Ints32, size: int) -> tuple[Ints32, Ints32]:
    """Runs the other way round: of each of `size` rows, in whose run it stands."""
    owners = np.repeat(np.arange(len(ends) - 1, dtype=np.int32), np.diff(ends))
    counts = np.bincount(rows, minlength=size)
    turned = owners[np.argsort(rows, kind="stable")]
    return np.append(0, np.cumsum(counts)).astype(np.int32), turned


def _akin(families: Iterable[tuple[str, ...]]) -> Iterator[set[int]]:
    found = defaultdict[str, set[int]](set)
    for number, groups in enumerate(families):
        for group in groups:
            found[group].add(number)
    return (set[int]().union(*(found[group] for group in groups)) for groups in families)


def _runs(*rows: Iterable[int]) -> tuple[Ints32, Ints32]:
    lists = [sorted(row) for row in rows]
    ends = np.cumsum([0, *map(len, lists)], dtype=np.int32)
    return ends, np.array([item for row in lists for item in row], np.int32)
