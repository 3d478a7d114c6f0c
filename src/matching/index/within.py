"""Whom a question about people is kept to."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# The keys themselves; or, by the keys that it is given, whether each is one of them, which is
# quicker for many.
Within = frozenset[int] | Callable[[Ints], Flags]


def is_within(within: Within, keys: Ints) -> Flags:
    if callable(within):
        return within(keys)
    return np.isin(keys, np.fromiter(within, np.int64, len(within)))
