"""Growing columns, numbered ids and shared values: what the two tables of the index are made of.

Readers take a snapshot and never wait for a writer: rows are only appended, a row that is gone
carries the version in which it went, and a snapshot ignores rows and versions newer than itself.
"""

from collections.abc import Hashable, Iterable
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import DTypeLike, NDArray

T = TypeVar("T", bound=Hashable)

# Row 0 of every vocabulary; padding that matches nothing.
NOTHING = 0
# A number that was not given.
UNSTATED = -1
NEVER = np.iinfo(np.int64).max


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

    def extend(self, values: Iterable[int]) -> None:
        added = np.fromiter(values, self.array.dtype)
        self._reserve(len(added))
        self.array[self._length : self._length + len(added)] = added
        self._length += len(added)

    @property
    def filled(self) -> NDArray[Any]:
        return self.array[: self._length]

    def _reserve(self, count: int) -> None:
        needed = self._length + count
        if needed > len(self.array):
            wider = np.zeros(max(needed, 2 * len(self.array)), self.array.dtype)
            wider[: self._length] = self.array[: self._length]
            self.array = wider


class Vocabulary:
    """Ids to rows; row 0 is no id at all. Known ids come first, in the order given."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._rows = {key: row for row, key in enumerate(ids, start=1)}

    def __len__(self) -> int:
        return len(self._rows) + 1

    def row(self, key: str) -> int:
        """The row of an id, a new one where it is met for the first time."""
        return self._rows.setdefault(key, len(self._rows) + 1)

    def find(self, key: str | None) -> int:
        """The row of an id, 0 where it was never met."""
        return self._rows.get(key, NOTHING) if key is not None else NOTHING


class Shared(Generic[T]):
    """Values that many rows have in common, each kept once and known by its number."""

    def __init__(self) -> None:
        self._numbers: dict[T, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, value: T) -> tuple[int, bool]:
        """The value's number, and whether it is new."""
        number = self._numbers.get(value)
        if number is not None:
            return number, False
        self._numbers[value] = len(self._numbers)
        return self._numbers[value], True


def gather(
    starts: NDArray[np.int64], lengths: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Positions of all the pieces of several runs, and where each run begins among them.

    Every run must have at least one piece, which is why rows are padded with NOTHING.
    """
    ends = np.cumsum(lengths)
    begins = ends - lengths
    positions = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - begins, lengths)
    return positions, begins
