"""Rows as fixed records of 32-bit integers: what a question reads first lies side by side.

A `Records` table only grows; what a reader was given stays as it was.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Records32 = NDArray[np.int32]

# People: one record of 64 bytes, a cache line. ROW is the row of the table, also in a re-ordered
# copy; the last fields say where the skills and the work of the row lie.
(
    PLACE,
    COMMUTE,
    RELOCATION,
    PERMIT,
    TONGUE,
    WAGE,
    FLAGS,
    AVAILABLE,
    ROW,
    SKILL_AT,
    SKILL_COUNT,
    WORK_AT,
    WORK_COUNT,
) = range(13)
SEEKER_WIDTH = 16
# What the gates read, copied beside a position so that a list is read in one go.
GATE_WIDTH, POSITION = 6, 5
# FLAGS of people: a bit for each schedule, then schooling plus one.
SCHEDULE_BITS = 8
# An item of work: the occupation row above, the months below.
MONTH_BITS = 10

# Openings: one record of 48 bytes; state and occupation are rows of their vocabularies.
(
    AT_PLACE,
    AT_STATE,
    AT_OCCUPATION,
    AT_ASKED,
    AT_WAGE,
    AT_FLAGS,
    AT_STARTS,
    AT_SPEECH,
    AT_REQUIRED,
    AT_REQUIRED_COUNT,
    AT_OPTIONAL,
    AT_OPTIONAL_COUNT,
) = range(12)
OPENING_WIDTH = 12
# FLAGS of openings: schedule plus one, schooling plus one, takes minors, helps with the move.
SCHOOLING_SHIFT, MINORS_SHIFT, HELP_SHIFT = 8, 16, 17


class Records:
    """`array` may be longer than the table: the tail is unwritten."""

    def __init__(self, width: int, capacity: int = 64) -> None:
        self.array: Records32 = np.zeros((capacity, width), np.int32)
        self._length = 0

    def append(self, values: tuple[int, ...]) -> None:
        if self._length == len(self.array):
            wider = np.zeros((2 * len(self.array), self.array.shape[1]), np.int32)
            wider[: self._length] = self.array
            self.array = wider
        self.array[self._length] = values
        self._length += 1


def field(records: Records32, number: int) -> NDArray[Any]:
    column: NDArray[Any] = records[:, number]
    return column
