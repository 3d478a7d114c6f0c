"""Naive Bayes over ISCO unit groups: which groups' wordings hold the words of a text."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from matching.linking.entries import Entry
from matching.linking.features import Floats, Stems, TermSpace, word_terms

# Real vacancy titles are linked best with much smoothing, the wordings of other countries' lists
# compared best with little (both by held-out data).
ALPHA = 0.1
SHARP_ALPHA = 0.02
IMPOSSIBLE = -1e4


class GroupModel:
    """Log-odds of groups given stems. Terms of words and of n-grams weigh alike."""

    def __init__(
        self, words: TermSpace, grams: TermSpace, counts: sp.csr_array, alpha: float = ALPHA
    ) -> None:
        """`counts` is terms (words, then n-grams) x groups: how much of a term the group's
        wordings hold."""
        self.words = words
        self.grams = grams
        self.counts = counts
        totals = np.bincount(counts.indices, weights=counts.data, minlength=counts.shape[1])
        bias = np.where(totals > 0, -np.log(totals + alpha * counts.shape[0]), IMPOSSIBLE)
        self._bias = np.asarray(bias, dtype=np.float32)
        cells = (np.log1p(counts.data / np.float32(alpha)), counts.indices, counts.indptr)
        self._weights = sp.csr_array(cells, shape=counts.shape)

    @classmethod
    def fit(cls, entries: Sequence[Entry], codes: Sequence[str]) -> "GroupModel":
        words = TermSpace.fit(word_terms(entry.stems) for entry in entries)
        grams = TermSpace.of_grams([entry.stems for entry in entries])
        matrix = _terms(words, grams, [entry.stems for entry in entries])
        counts = sp.csr_array(_memberships(entries, codes) @ matrix)
        return cls(words, grams, _rounded(counts.T.tocsr()))

    def smoothed(self, alpha: float) -> "GroupModel":
        """The same counts with another smoothing: less makes rare words count for more."""
        return GroupModel(self.words, self.grams, self.counts, alpha)

    def logits(self, texts: Sequence[Stems]) -> Floats:
        """Texts x groups, the best group of a text at zero."""
        terms = _terms(self.words, self.grams, texts)
        found = np.asarray((terms @ self._weights).toarray(), dtype=np.float32)
        mass = np.asarray(terms.sum(axis=1), dtype=np.float32).reshape(-1, 1)
        raw = found + np.maximum(mass, 1e-3) * self._bias[None, :]
        return np.asarray(raw - raw.max(axis=1, keepdims=True), dtype=np.float32)


def _terms(words: TermSpace, grams: TermSpace, texts: Sequence[Stems]) -> sp.csr_array:
    return sp.hstack(
        [
            words.vectors(word_terms(stems) for stems in texts),
            grams.gram_vectors(texts),
        ],
        format="csr",
    )


def _memberships(entries: Sequence[Entry], codes: Sequence[str]) -> sp.csr_array:
    place = {code: row for row, code in enumerate(codes)}
    cells = [
        (place[group], column, entry.weight * share / (1 + rank))
        for column, entry in enumerate(entries)
        for rank, (group, share) in enumerate(entry.shares())
        if group in place
    ]
    rows, columns, values = zip(*cells, strict=True)
    shape = (len(codes), len(entries))
    return sp.csr_array((np.asarray(values, dtype=np.float32), (rows, columns)), shape=shape)


def _rounded(counts: sp.csr_array) -> sp.csr_array:
    """To what the artefact can hold, so that a trained and a loaded model are the same."""
    counts.data = counts.data.astype(np.float16).astype(np.float32)
    return counts


def probabilities(logits: npt.NDArray[np.float32], temperature: float) -> Floats:
    raised = np.exp((logits - logits.max(axis=1, keepdims=True)) / temperature)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)
