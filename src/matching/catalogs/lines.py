"""Many short texts in one block of memory: a fifth of what a list of strings takes."""

from collections.abc import Iterable, Sequence
from typing import overload

import numpy as np


class Lines(Sequence[bytes]):
    """UTF-8 texts by number; they compare as their code points do."""

    def __init__(self, texts: Iterable[str]) -> None:
        encoded = [text.encode() for text in texts]
        self._ends = np.cumsum([len(text) for text in encoded], dtype=np.uint32)
        self._block = b"".join(encoded)

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        start = int(self._ends[at - 1]) if at else 0
        return self._block[start : int(self._ends[at])]

    def __len__(self) -> int:
        return len(self._ends)
