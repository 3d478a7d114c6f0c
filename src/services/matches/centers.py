"""Which center attends each person, by row: for lists that are kept to one center's people."""

import threading
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
NOBODYS = 0


class Centers:
    """Of people whom ranking knows. Readers need no lock."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of = np.zeros(1024, np.int32)

    def put(self, row: int, center: int) -> None:
        with self._lock:
            if row >= len(self._of):
                self._of = np.concatenate([self._of, np.zeros(row, np.int32)])
            self._of[row] = center

    def of(self, row: int) -> int:
        return int(self._of[row]) if row < len(self._of) else NOBODYS

    def attending(self, center: int) -> Callable[[Rows], NDArray[np.bool_]]:
        """By rows: whether this center attends each."""

        def attends(rows: Rows) -> NDArray[np.bool_]:
            found: NDArray[np.bool_] = self._of[rows] == center
            return found

        return attends
