"""Which rows belong to which: compressed sparse rows, as the engine reads them."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.catalogs.packaged import array

_OPTIONAL = np.uint32(1 << 16)
_TARGET = np.uint32(0xFFFF)


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """Row `r` has `targets[starts[r]:starts[r + 1]]`, the essential first, then by row.

    `starts` is int64 of rows + 1, `targets` uint16, `essential` bool as long as `targets`; all
    read-only.
    """

    starts: NDArray[np.int64]
    targets: NDArray[np.uint16]
    essential: NDArray[np.bool_]

    def of(self, row: int) -> list[tuple[int, bool]]:
        span = slice(int(self.starts[row]), int(self.starts[row + 1]))
        found = zip(self.targets[span].tolist(), self.essential[span].tolist(), strict=True)
        return list(found)

    def every(self, *, essential: bool = False) -> list[list[int]]:
        """The targets of each row, as `of`; with `essential` only those."""
        if not essential:
            return _cut(self.targets, self.starts)
        before = np.concatenate([[0], np.cumsum(self.essential)])
        return _cut(self.targets[self.essential], before[self.starts])

    def reversed(self, size: int) -> "Relation":
        """The same pairs from the other side, which has `size` rows."""
        sources = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        order = np.lexsort((sources, ~self.essential, self.targets))
        starts = np.searchsorted(self.targets[order], np.arange(size + 1))
        return _frozen(starts, sources[order].astype(np.uint16), self.essential[order])


def _cut(values: NDArray[Any], at: NDArray[np.int64]) -> list[list[int]]:
    flat, ends = values.tolist(), at.tolist()
    return [flat[begin:end] for begin, end in pairwise(ends)]


def relation(name: str, size: int) -> Relation:
    """Unpacks sorted `from << 17 | optional << 16 | to`; `size` is the number of rows."""
    packed = array(name)
    starts = np.searchsorted(packed >> np.uint32(17), np.arange(size + 1))
    return _frozen(starts, (packed & _TARGET).astype(np.uint16), (packed & _OPTIONAL) == 0)


def _frozen(
    starts: NDArray[np.int64], targets: NDArray[np.uint16], essential: NDArray[np.bool_]
) -> Relation:
    for values in (starts, targets, essential):
        values.setflags(write=False)
    return Relation(starts, targets, essential)
