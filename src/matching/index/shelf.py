"""How people stand in their table, and lists over them by what questions look for."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.index.kernel_plans import Lists
from matching.index.records import COMMUTE, COUNT_BITS, COUNTS, PLACE, RELOCATION, WORK, WORKS
from matching.index.rows import Ints, Records32, Rows
from matching.index.storage import NOTHING
from matching.index.vocabularies import Vocabularies

Ints32 = NDArray[np.int32]
Column = NDArray[Any]

# Rows that 16 bits can number.
MOST_NARROW = 2**16


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rows before `size`; later rows came since."""

    size: int
    lists: Lists


def seeker_order(records: Records32, relocation_states: Column) -> Ints:
    """Who stays where they are by place, who would move by relocation; of one place, or
    relocation, who commutes farthest first."""
    moves = relocation_states[records[:, RELOCATION]] != 0
    where = np.where(moves, records[:, RELOCATION], records[:, PLACE])
    far = np.where(moves, 0, -records[:, COMMUTE])
    order: Ints = np.lexsort((records[:, COUNTS], far, where, moves))
    return order


def shelve(rows: Rows, relocation_states: Column, words: Vocabularies) -> Shelf:
    """All these rows, which stand in order."""
    records = rows.records[: rows.size]
    movers = rows.size - int((relocation_states[records[:, RELOCATION]] != 0).sum())
    place, moving = records[:, PLACE], records[movers:, RELOCATION]
    places, number = np.unique(place, return_inverse=True)
    reach = np.zeros(len(places), np.int32)
    np.maximum.at(reach, number, records[:, COMMUTE])
    near = np.lexsort((-records[movers:, COMMUTE], number[movers:]))
    works = records[:, COUNTS] >> COUNT_BITS
    work_at, worker = _workers(records, len(words.occupations))
    narrow = np.uint16 if len(words.occupations) <= MOST_NARROW else np.int32
    lists = Lists(
        places=places.astype(np.int32),
        place_at=_bounds(number[:movers], len(places)),
        reach=reach,
        near_at=_bounds(number[movers:][near], len(places)),
        near=(near + movers).astype(np.int32),
        near_work=records[movers:, WORK : WORK + WORKS][near].astype(narrow),
        move_at=_bounds(moving, len(relocation_states)) + np.int32(movers),
        work_at=work_at,
        worker=worker,
        many=np.flatnonzero(works > WORKS).astype(np.int32),
    )
    return Shelf(rows.size, lists)


def _workers(records: Records32, size: int) -> tuple[Ints32, Ints32]:
    """For each occupation row, the rows of who held it, of few occupations; row 0 is padding."""
    few = np.flatnonzero(records[:, COUNTS] >> COUNT_BITS <= WORKS).astype(np.int32)
    occupations = records[few, WORK : WORK + WORKS].ravel()
    owner = np.repeat(few, WORKS)
    order = np.argsort(occupations, kind="stable")
    occupations, owner = occupations[order], owner[order]
    # Whoever names an occupation twice is listed once, and nobody for none.
    is_new = np.append(True, (np.diff(occupations) != 0) | (np.diff(owner) != 0))[: len(owner)]
    is_new &= occupations != NOTHING
    return _bounds(occupations[is_new], size), owner[is_new]


def _bounds(ordered: Column, size: int) -> Ints32:
    return np.searchsorted(ordered, np.arange(size + 1)).astype(np.int32)
