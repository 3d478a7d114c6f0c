"""Everyone who was eligible for one opening, not only the winners."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Pool:
    """Best first. `components` has a line for each of `COMPONENTS`, a column for each person."""

    opening_key: int
    keys: NDArray[np.int64]
    scores: NDArray[np.int64]
    components: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.keys)
