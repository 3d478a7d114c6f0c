"""A re-ordered copy of the people's table with lists by what questions look for."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.index.kernel_plans import Lists
from matching.index.records import (
    COMMUTE,
    GATE_WIDTH,
    MONTH_BITS,
    PLACE,
    POSITION,
    RELOCATION,
    SKILL_AT,
    SKILL_COUNT,
    WORK_AT,
    WORK_COUNT,
)
from matching.index.seekers import SeekerColumns
from matching.index.storage import gather
from matching.index.vocabularies import Vocabularies

Ints32 = NDArray[np.int32]
Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rows before `size` that were alive when it was built; later rows are the table's tail."""

    generation: int
    size: int
    records: Ints32
    skill: Ints32
    work: Ints32
    lists: Lists

    def __len__(self) -> int:
        return len(self.records)


def build_shelf(columns: SeekerColumns, words: Vocabularies) -> Shelf:
    """From a snapshot; needs no lock, and is current from the next question on."""
    return _shelf(columns, words, columns.size)


def bare_shelf(columns: SeekerColumns, words: Vocabularies) -> Shelf:
    """With nothing on it: every row is tail."""
    return _shelf(columns, words, 0)


def _shelf(columns: SeekerColumns, words: Vocabularies, size: int) -> Shelf:
    rows = np.flatnonzero(columns.died[:size] > columns.version)
    records = columns.records[rows]
    order = np.lexsort((-records[:, COMMUTE], records[:, PLACE]))
    records = np.ascontiguousarray(records[order])
    skill_at, skills = _runs(records, SKILL_AT, SKILL_COUNT)
    work_at, works = _runs(records, WORK_AT, WORK_COUNT)
    records[:, SKILL_AT], records[:, WORK_AT] = skill_at, work_at
    skill, work = columns.skill[skills], columns.work[works]
    lists = _lists(records, (skill, work), columns, words)
    return Shelf(columns.generation, size, records, skill, work, lists)


def _runs(records: Ints32, at: int, count: int) -> tuple[Column, Column]:
    """Where each run begins once the runs stand in this order, and where its pieces stood."""
    if not len(records):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    positions, begins = gather(records[:, at].astype(np.int64), records[:, count].astype(np.int64))
    return begins, positions


def _lists(
    records: Ints32,
    flat: tuple[Ints32, Ints32],
    columns: SeekerColumns,
    words: Vocabularies,
) -> Lists:
    places, first = np.unique(records[:, PLACE], return_index=True)
    movers = np.flatnonzero(columns.relocation_states[records[:, RELOCATION]] != 0)
    movers = movers[np.argsort(records[movers, RELOCATION], kind="stable")]
    skill_at, holder = _postings(flat[0], records[:, SKILL_COUNT], len(words.skills))
    work_at, worker = _postings(
        flat[1] >> MONTH_BITS, records[:, WORK_COUNT], len(words.occupations)
    )
    return Lists(
        places=places.astype(np.int32),
        place_at=np.append(first, len(records)).astype(np.int32),
        reach=np.ascontiguousarray(records[first, COMMUTE]),
        move_at=_bounds(records[movers, RELOCATION], len(columns.relocation_states)),
        mover=_gates(records, movers),
        work_at=work_at,
        worker=_gates(records, worker),
        skill_at=skill_at,
        holder=holder,
    )


def _gates(records: Ints32, positions: Column) -> Ints32:
    """What the gates read of these positions, and the positions."""
    found = records[positions, :GATE_WIDTH]
    found[:, POSITION] = positions
    return found


def _postings(flat: Ints32, counts: Column, size: int) -> tuple[Ints32, Ints32]:
    """For each row of a vocabulary, the positions whose run holds it; row 0 is padding."""
    owner = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    order = np.argsort(flat, kind="stable")
    return _bounds(flat[order], size), owner[order]


def _bounds(ordered: Column, size: int) -> Ints32:
    return np.searchsorted(ordered, np.arange(size + 1)).astype(np.int32)
