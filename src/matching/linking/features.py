"""What of a text is compared: its stems, pairs of them, its first word, n-grams inside words."""

from array import array
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

Floats = npt.NDArray[np.float32]
Stems = Sequence[str]
_LONGEST_TEXT = 8
_SHORTEST_GRAM = 3
_LONGEST_GRAM = 4


def word_terms(stems: Stems) -> list[str]:
    """Stems, ordered pairs of stems (near or not), and the first stem marked as such."""
    head = list(stems[:_LONGEST_TEXT])
    pairs = [f"{one} {other}" for at, one in enumerate(head) for other in head[at + 1 :]]
    return [*stems, *pairs, *(f"^{stem}" for stem in head[:1])]


def gram_terms(stems: Stems) -> list[str]:
    return [gram for stem in stems for gram in grams_of(stem)]


@lru_cache(maxsize=100_000)
def grams_of(word: str) -> tuple[str, ...]:
    """N-grams of the word between its two borders; a word too short for one is its own."""
    padded = f" {word} "
    sizes = range(_SHORTEST_GRAM, min(_LONGEST_GRAM, len(padded)) + 1)
    return tuple(padded[at : at + size] for size in sizes for at in range(len(padded) - size + 1))


class TermSpace:
    """TF-IDF with log counts; rows have length one, so the product of two rows is a cosine."""

    def __init__(self, terms: Iterable[str], idf: Floats) -> None:
        self.columns = {term: column for column, term in enumerate(terms)}
        self.idf = idf

    @classmethod
    def fit(cls, documents: Iterable[Sequence[str]]) -> "TermSpace":
        seen: dict[str, int] = {}
        size = 0
        for document in documents:
            size += 1
            for term in dict.fromkeys(document):
                seen[term] = seen.get(term, 0) + 1
        counts = np.fromiter(seen.values(), dtype=np.float64, count=len(seen))
        return cls(seen, np.asarray(np.log((1 + size) / (1 + counts)) + 1, dtype=np.float32))

    @classmethod
    def of_grams(cls, texts: Sequence[Stems]) -> "TermSpace":
        """As `fit` of the texts' `gram_terms`, several times faster."""
        stems = dict.fromkeys(chain.from_iterable(texts))
        grams = dict.fromkeys(gram for stem in stems for gram in grams_of(stem))
        space = cls(grams, np.ones(len(grams), dtype=np.float32))
        counts = np.bincount(space._gram_counts(texts).indices, minlength=len(grams))
        space.idf = np.asarray(np.log((1 + len(texts)) / (1 + counts)) + 1, dtype=np.float32)
        return space

    def __len__(self) -> int:
        return len(self.columns)

    def vectors(self, documents: Iterable[Sequence[str]]) -> sp.csr_array:
        """Documents x terms; terms never seen are left out."""
        known = self.columns
        rows = ([[known[it] for it in terms if it in known]] for terms in documents)
        return self._weighted(self._counts(rows))

    def gram_vectors(self, texts: Iterable[Stems]) -> sp.csr_array:
        """As `vectors` of the texts' `gram_terms`: each different stem is taken apart once."""
        return self._weighted(self._gram_counts(texts))

    def _gram_counts(self, texts: Iterable[Stems]) -> sp.csr_array:
        known = self.columns

        @cache
        def of_stem(stem: str) -> "array[int]":
            return array("i", [known[gram] for gram in grams_of(stem) if gram in known])

        return self._counts(map(of_stem, stems) for stems in texts)

    def _counts(self, documents: Iterable[Iterable[Sequence[int]]]) -> sp.csr_array:
        """How often each column was found in the parts of each; a column once a row, in order."""
        found = array("i")
        ends = array("i", [0])
        for parts in documents:
            for columns in parts:
                found.extend(columns)
            ends.append(len(found))
        counts = sp.csr_array(
            (
                np.ones(len(found), dtype=np.float32),
                np.asarray(found, dtype=np.int32),
                np.asarray(ends, dtype=np.int32),
            ),
            shape=(len(ends) - 1, len(self)),
        )
        counts.sum_duplicates()
        return counts

    def _weighted(self, counts: sp.csr_array) -> sp.csr_array:
        counts.data = (1 + np.log(counts.data)) * self.idf[counts.indices]
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        squares = np.bincount(rows, weights=counts.data**2, minlength=counts.shape[0])
        lengths = np.sqrt(np.maximum(squares, 1e-12))
        counts.data = np.asarray(counts.data / lengths[rows], dtype=np.float32)
        return counts
