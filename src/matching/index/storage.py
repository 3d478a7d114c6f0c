"""Growing columns, numbered ids and shared values: what the two tables of the index are made of.

Readers take a snapshot and never wait for a writer: rows are only appended, a row that is gone
carries the version in which it went, and a snapshot ignores rows and versions newer than itself.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import DTypeLike, NDArray

T = TypeVar("T", bound=Hashable)

# Row 0 of every vocabulary; padding that matches nothing.
NOTHING = 0
# A number that was not given.
UNSTATED = -1


class Growing:
    """A one-dimensional column. `array` may be longer than the column: the tail is unwritten."""

    def __init__(self, dtype: DTypeLike, capacity: int = 64) -> None:
        self.array: NDArray[Any] = np.zeros(capacity, dtype)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def append(self, value: int) -> None:
        self._reserve(1)
        self.array[self._length] = value
        self._length += 1

    def extend(self, values: NDArray[Any]) -> int:
        """Where they stand."""
        at = self._length
        self._reserve(len(values))
        self.array[at : at + len(values)] = values
        self._length += len(values)
        return at

    @property
    def filled(self) -> NDArray[Any]:
        return self.array[: self._length]

    def _reserve(self, count: int) -> None:
        needed = self._length + count
        if needed > len(self.array):
            wider = np.zeros(max(needed, 2 * len(self.array)), self.array.dtype)
            wider[: self._length] = self.array[: self._length]
            self.array = wider


class _Rows(dict[str, int]):
    """Looking up an id that is new numbers it."""

    def __missing__(self, key: str) -> int:
        row = self[key] = len(self) + 1
        return row


class Vocabulary:
    """Ids to rows; row 0 is no id at all. Known ids come first, in the order given."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._rows = _Rows((key, row) for row, key in enumerate(ids, start=1))
        self._ids: list[str] = ["", *self._rows]
        # The row of an id, a new one where it is met for the first time.
        self.row: Callable[[str], int] = self._rows.__getitem__

    def __len__(self) -> int:
        return len(self._rows) + 1

    def find(self, key: str | None) -> int:
        """The row of an id, 0 where it was never met."""
        return self._rows.get(key, NOTHING) if key is not None else NOTHING

    def find_all(self, keys: Iterable[str]) -> list[int]:
        """The same for each, quicker than one by one."""
        find = self._rows.get
        return [find(key, NOTHING) for key in keys]

    def id_of(self, row: int) -> str:
        """The inverse of `row`, for rows other than 0."""
        if row >= len(self._ids):
            self._ids = ["", *list(self._rows)]
        return self._ids[row]

    def ids_of(self, rows: list[int]) -> list[str]:
        """The same for each, quicker than one by one."""
        if max(rows, default=NOTHING) >= len(self._ids):
            self._ids = ["", *list(self._rows)]
        return list(map(self._ids.__getitem__, rows))


class Shared(dict[T, int]):
    """Values that many rows have in common, each kept once and known by its number.

    `note` takes the number and the value of one that is met for the first time.
    """

    def __init__(self, note: Callable[[int, T], None]) -> None:
        super().__init__()
        self._note = note
        self.met: list[T] = []

    def __missing__(self, value: T) -> int:
        number = self[value] = len(self.met)
        self.met.append(value)
        self._note(number, value)
        return number


def gather(
    starts: NDArray[np.int64], lengths: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Positions of all the pieces of several runs, and where each run begins among them.

    Every run must have at least one piece, which is why rows are padded with NOTHING.
    """
    begins = np.cumsum(lengths) - lengths
    # Each position is one after the one before, but at the begin of a run. Summed up, because
    # `arange` holds the interpreter's lock: half a second for two million people.
    steps = np.ones(int(lengths.sum()), np.int64)
    steps[begins] = np.diff(starts, prepend=0) - np.append(0, lengths[:-1] - 1)[: len(starts)]
    return np.cumsum(steps, out=steps), begins
