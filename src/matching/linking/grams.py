"""TF-IDF over character n-grams inside words, as a sparse index of labels."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

Floats = npt.NDArray[np.float32]
BLOCK = 128


@lru_cache(maxsize=100_000)
def grams_of(word: str, shortest: int = 3, longest: int = 4) -> tuple[str, ...]:
    """N-grams of the word between its two borders, and the word itself."""
    padded = f" {word} "
    found = {
        padded[start : start + size]
        for size in range(shortest, longest + 1)
        for start in range(len(padded) - size + 1)
    }
    found.add(padded)
    return tuple(sorted(found))


class GramIndex:
    """Rows are label texts, columns n-grams; rows have length one, so a product is a cosine."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        """`texts` are lists of words. The order of the rows is the order given."""
        self._words: dict[str, int] = {}
        self._grams: dict[str, int] = {}
        counts = self._word_counts(texts) @ self._word_grams()
        self._idf = _inverse_frequency(counts)
        self._labels = _weighted(counts, self._idf)
        self._by_gram = self._labels.T.tocsr()

    def __len__(self) -> int:
        return int(self._labels.shape[0])

    def _word_counts(self, texts: Sequence[Sequence[str]]) -> sp.csr_array:
        rows: list[int] = []
        columns: list[int] = []
        for row, text in enumerate(texts):
            for word in text:
                rows.append(row)
                columns.append(self._words.setdefault(word, len(self._words)))
        return _ones(rows, columns, (len(texts), len(self._words)))

    def _word_grams(self) -> sp.csr_array:
        rows: list[int] = []
        columns: list[int] = []
        for word, row in self._words.items():
            for gram in grams_of(word):
                rows.append(row)
                columns.append(self._grams.setdefault(gram, len(self._grams)))
        return _ones(rows, columns, (len(self._words), len(self._grams)))

    def vectors(self, texts: Iterable[Sequence[str]]) -> sp.csr_array:
        """Texts (lists of words) in the space of the index."""
        rows: list[int] = []
        columns: list[int] = []
        size = 0
        for row, text in enumerate(texts):
            size += 1
            known = (self._grams.get(gram) for word in text for gram in grams_of(word))
            found = [column for column in known if column is not None]
            columns.extend(found)
            rows.extend([row] * len(found))
        return _weighted(_ones(rows, columns, (size, len(self._grams))), self._idf)

    def similarities(self, texts: Sequence[Sequence[str]]) -> Floats:
        """Cosines, texts x labels. Call it with at most `BLOCK` texts at a time."""
        return np.asarray((self.vectors(texts) @ self._by_gram).toarray(), dtype=np.float32)


def _ones(rows: list[int], columns: list[int], shape: tuple[int, int]) -> sp.csr_array:
    values = np.ones(len(rows), dtype=np.float32)
    return sp.csr_array((values, (rows, columns)), shape=shape)


def _inverse_frequency(counts: sp.csr_array) -> Floats:
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    return np.asarray(np.log((1 + counts.shape[0]) / (1 + seen)) + 1, dtype=np.float32)


def _weighted(counts: sp.csr_array, idf: Floats) -> sp.csr_array:
    weights = counts.copy()
    weights.data = (1 + np.log(weights.data)) * idf[weights.indices]
    squares = np.asarray(weights.multiply(weights).sum(axis=1)).ravel()
    lengths = np.sqrt(np.maximum(squares, 1e-12))
    weights.data /= np.repeat(lengths, np.diff(weights.indptr)).astype(np.float32)
    return weights
