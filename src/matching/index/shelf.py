"""How people stand in their table, and lists over them by what questions look for."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.index.kernel_plans import Lists
from matching.index.records import AT, COMMUTE, COUNT_BITS, COUNTS, ITEMS, PLACE, RELOCATION
from matching.index.rows import Ints, Records32, Rows
from matching.index.storage import gather
from matching.index.vocabularies import Vocabularies

Ints32 = NDArray[np.int32]
Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rows before `size`; later rows came since. Who would move stands from `movers` on."""

    size: int
    movers: int
    lists: Lists


def seeker_order(records: Records32, relocation_states: Column) -> Ints:
    """Who stays where they are by place, who would move by relocation; of one place, or
    relocation, who commutes farthest first."""
    moves = relocation_states[records[:, RELOCATION]] != 0
    where = np.where(moves, records[:, RELOCATION], records[:, PLACE])
    order: Ints = np.lexsort((-records[:, COMMUTE], where, moves))
    return order


def shelve(rows: Rows, relocation_states: Column, words: Vocabularies) -> Shelf:
    """All these rows, which stand in order."""
    records, items = rows.records[: rows.size], rows.items[: rows.filled]
    movers = rows.size - int((relocation_states[records[:, RELOCATION]] != 0).sum())
    place, moving = records[:, PLACE], records[movers:, RELOCATION]
    places, number = np.unique(place, return_inverse=True)
    reach = np.zeros(len(places), np.int32)
    np.maximum.at(reach, number, records[:, COMMUTE])
    near = np.argsort(number[movers:], kind="stable")
    work_at, worker = _workers(records, items, len(words.occupations))
    lists = Lists(
        places=places.astype(np.int32),
        place_at=_bounds(number[:movers], len(places)),
        reach=reach,
        near_at=_bounds(number[movers:][near], len(places)),
        near=(near + movers).astype(np.int32),
        move_at=_bounds(moving, len(relocation_states)) + np.int32(movers),
        work_at=work_at,
        worker=worker,
    )
    return Shelf(rows.size, movers, lists)


def _workers(records: Records32, items: Column, size: int) -> tuple[Ints32, Ints32]:
    """For each occupation row, the rows of who held it; row 0 is padding."""
    works = records[:, COUNTS].astype(np.int64) >> COUNT_BITS
    positions, _ = gather(records[:, AT].astype(np.int64), ITEMS * works)
    occupations = items[positions[::ITEMS]]
    owner = np.repeat(np.arange(len(works), dtype=np.int32), works)
    order = np.argsort(occupations, kind="stable")
    occupations, owner = occupations[order], owner[order]
    # Whoever names an occupation twice is listed once.
    is_new = np.append(True, (np.diff(occupations) != 0) | (np.diff(owner) != 0))[: len(owner)]
    return _bounds(occupations[is_new], size), owner[is_new]


def _bounds(ordered: Column, size: int) -> Ints32:
    return np.searchsorted(ordered, np.arange(size + 1)).astype(np.int32)
