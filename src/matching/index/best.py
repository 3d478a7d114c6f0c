"""What a question finds."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Found(NamedTuple):
    """The best first, ties to the lower key: scores, keys, and rows of the snapshot asked."""

    scores: list[int]
    keys: list[int]
    rows: list[int]


def found_in(tops: Ints, counts: Ints) -> list[Found]:
    """One for each question: its first `counts` rows of `tops` (SCORE, KEY and ROW) hold it."""
    each = zip(tops.transpose(0, 2, 1).tolist(), counts.tolist(), strict=True)
    return [Found(*(column[:size] for column in columns)) for columns, size in each]
