"""Rows of one table: fixed records, the runs of items they point into, keys, and who is gone."""

from bisect import bisect_left
from collections.abc import Callable
from struct import Struct, error
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.index.storage import gather

Records32 = NDArray[np.int32]
Ints = NDArray[np.int64]

NEVER = np.iinfo(np.int32).max
# The first column of every record: where its run of items begins. Runs follow one another.
AT = 0


def view(column: Any) -> "memoryview[int]":
    """Its numbers one by one, several times faster than through the column."""
    return memoryview(column)


class _Runs(dict[int, Callable[..., None]]):
    """What writes so many items one after another."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def __missing__(self, count: int) -> Callable[..., None]:
        write = self[count] = Struct(f"{count}{self._code}").pack_into
        return write


class Rows:
    """Arrays may be longer than `size`: the tail is unwritten. They are replaced when they grow, so
    what a reader was given stays as it was, but for `died`, whose versions only rise.

    Items are 16 bits wide until one does not fit.
    """

    def __init__(self, width: int, capacity: int = 64) -> None:
        self.size = self.filled = 0
        self.records: Records32 = np.zeros((capacity, width), np.int32)
        self.items: NDArray[Any] = np.zeros(8 * capacity, np.uint16)
        self.key: Ints = np.zeros(capacity, np.int64)
        self.died: NDArray[np.int32] = np.full(capacity, NEVER, np.int32)
        self._pack = Struct(f"={width}i").pack_into
        self._open()

    def append(self, key: int, record: tuple[int, ...], items: list[int]) -> int:
        """The new row. `record` begins with `filled`."""
        row, begin = self.size, self.filled
        end = begin + len(items)
        if row >= self._rows_fit or end > self._items_fit:
            self._grow(row + 1, end)
        try:
            self._runs[len(items)](self._items, begin * self._step, *items)
        except error:
            self._widen()
            self._runs[len(items)](self._items, begin * self._step, *items)
        self._pack(self._bytes, row * self._stride, *record)
        self._keys[row] = key
        self.filled, self.size = end, row + 1
        return row

    def bury(self, row: int, version: int) -> None:
        self._died[row] = version

    def reordered(self, size: int, order: Ints) -> "Rows":
        """These of the first `size` rows, in this order; none of them gone. Needs no lock: it reads
        what does not change."""
        records, items = self.records, self.items
        starts = records[:size, AT].astype(np.int64)
        ends = np.append(starts[1:], self._end_of(size))
        lengths = ends[order] - starts[order]
        positions, begins = gather(starts[order], lengths)
        return _made(records[order], items[positions], self.key[order], begins)

    def extend(self, other: "Rows", first: int) -> None:
        """The rows of the other from `first` on, gone or not."""
        if first >= other.size:
            return
        begin = int(other.records[first, AT])
        size, filled = self.size, self.filled
        count, items = other.size - first, other.items[begin : other.filled]
        if items.dtype != self.items.dtype:
            self._widen()
        self._grow(size + count, filled + len(items))
        self.records[size : size + count] = other.records[first : other.size]
        self.records[size : size + count, AT] += filled - begin
        self.items[filled : filled + len(items)] = items
        self.key[size : size + count] = other.key[first : other.size]
        self.died[size : size + count] = other.died[first : other.size]
        self.size, self.filled = size + count, filled + len(items)

    def _end_of(self, size: int) -> int:
        return int(self.records[size, AT]) if size < self.size else self.filled

    def _open(self) -> None:
        self._stride = 4 * self.records.shape[1]
        self._rows_fit, self._items_fit = len(self.key), len(self.items)
        self._step, self._runs = self.items.itemsize, _RUNS[self.items.itemsize]
        self._bytes, self._items = _bytes(self.records), _bytes(self.items)
        self._keys, self._died = view(self.key), view(self.died)

    def _widen(self) -> None:
        self.items = self.items.astype(np.int32)
        self._open()

    def _grow(self, rows: int, items: int) -> None:
        if rows > len(self.key):
            room = max(rows, 2 * len(self.key)) - len(self.key)
            spare = np.zeros((room, self.records.shape[1]), np.int32)
            self.records = np.concatenate([self.records, spare])
            self.key = np.concatenate([self.key, np.zeros(room, np.int64)])
            self.died = np.concatenate([self.died, np.full(room, NEVER, np.int32)])
        if items > len(self.items):
            room = max(items, 2 * len(self.items)) - len(self.items)
            self.items = np.concatenate([self.items, np.zeros(room, self.items.dtype)])
        self._open()


# By the width of an item.
_RUNS = {2: _Runs("H"), 4: _Runs("i")}


def _bytes(column: Any) -> memoryview:
    return view(column).cast("B") if column.size else memoryview(b"")


def _made(records: Records32, items: NDArray[Any], key: Ints, begins: Ints) -> Rows:
    made = Rows(records.shape[1], 0)
    made.records, made.items, made.key = np.ascontiguousarray(records), items, key
    made.records[:, AT] = begins
    made.died = np.full(len(key), NEVER, np.int32)
    made.size, made.filled = len(key), len(items)
    made._open()
    return made


class KeyBook:
    """The row of each key: a sorted list for rows that were there, a dictionary for what came."""

    def __init__(self, keys: Ints) -> None:
        order = np.argsort(keys, kind="stable")
        self.keys, self.rows = keys[order], order.astype(np.int32)
        self._keys, self._rows = view(self.keys), view(self.rows)
        self.recent: dict[int, int] = {}

    def find(self, key: int) -> int:
        """-1 where there is none."""
        row = self.recent.get(key)
        if row is not None:
            return row
        at = bisect_left(self._keys, key)
        return self._rows[at] if at < len(self._keys) and self._keys[at] == key else -1
