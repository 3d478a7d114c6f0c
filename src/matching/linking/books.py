"""The wordings of one language, laid out so that one product compares a text with all of them."""

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
import scipy.sparse as sp

from matching.linking.entries import Entry
from matching.linking.features import Floats, Stems, TermSpace, gram_terms

BLOCK = 128


class LabelBook:
    """`rows` are the different stem lists; edges lead from them to groups and to targets."""

    def __init__(
        self,
        entries: Sequence[Entry],
        groups: Sequence[str],
        targets: Sequence[str],
        space: TermSpace | None = None,
    ) -> None:
        """`groups` and `targets` give the columns of the answers."""
        self.entries = entries
        self.groups = list(groups)
        texts: dict[Stems, int] = {}
        self._row_of_entry = [texts.setdefault(entry.stems, len(texts)) for entry in entries]
        self.row_of = texts
        self.rows = list(texts)
        self.space = space or TermSpace.fit(gram_terms(stems) for stems in self.rows)
        labels = self.space.vectors(gram_terms(stems) for stems in self.rows)
        self._by_gram = labels.T.tocsr()
        self._group_edges = Edges(self._speaking_for(groups), len(texts), len(groups))
        self._target_edges = Edges(self._naming(targets), len(texts), len(targets))

    def similarities(self, texts: Sequence[Stems]) -> Floats:
        """Cosines, rows x texts. Call it with at most `BLOCK` texts at a time."""
        vectors = self.space.vectors(gram_terms(stems) for stems in texts)
        # Texts side by side in memory make the reductions over rows several times faster.
        return np.asarray((vectors @ self._by_gram).toarray(order="F").T, dtype=np.float32)

    def groups_of(self, similarities: Floats) -> Floats:
        """Groups x texts: the nearest wording of each group, by how much it speaks for it."""
        return self._group_edges.best(similarities)

    def targets_of(self, similarities: Floats, mean_share: float) -> Floats:
        """Targets x texts: the nearest wording of each, plus a share of the mean of all of its."""
        best = self._target_edges.best(similarities)
        return best + mean_share * self._target_edges.mean(similarities)

    @cached_property
    def entries_of_row(self) -> list[list[Entry]]:
        found: list[list[Entry]] = [[] for _ in self.rows]
        for entry, row in zip(self.entries, self._row_of_entry, strict=True):
            found[row].append(entry)
        return found

    def _speaking_for(self, groups: Sequence[str]) -> list[tuple[int, int, float]]:
        place = {group: column for column, group in enumerate(groups)}
        return [
            (place[group], row, share)
            for entry, row in zip(self.entries, self._row_of_entry, strict=True)
            for group, share in entry.shares()
            if group in place
        ]

    def _naming(self, targets: Sequence[str]) -> list[tuple[int, int, float]]:
        place = {target: column for column, target in enumerate(targets)}
        return [
            (place[entry.id], row, 1.0)
            for entry, row in zip(self.entries, self._row_of_entry, strict=True)
            if entry.id in place
        ]


class Edges:
    """Links from rows to columns, sorted by column, for reductions in one pass."""

    def __init__(self, edges: Iterable[tuple[int, int, float]], rows: int, columns: int) -> None:
        """`edges` are (column, row, weight)."""
        ordered = sorted(set(edges))
        self._size = columns
        place = np.asarray([column for column, _, _ in ordered], dtype=np.int64)
        self._rows = np.asarray([row for _, row, _ in ordered], dtype=np.int64)
        self._weights = np.asarray([weight for _, _, weight in ordered], dtype=np.float32)
        self._starts = np.flatnonzero(np.diff(place, prepend=-1))
        self._columns = place[self._starts]
        counts = np.bincount(place, minlength=columns)
        cells = (self._weights / counts[place], (place, self._rows))
        self._means = sp.csr_array(cells, shape=(columns, rows), dtype=np.float32)

    def best(self, values: Floats) -> Floats:
        """Columns x texts: the greatest weighted value; zero for a column without a row."""
        wide = np.zeros((self._size, values.shape[1]), dtype=np.float32)
        if len(self._rows):
            taken = values[self._rows]
            taken *= self._weights[:, None]
            wide[self._columns] = np.maximum.reduceat(taken, self._starts, axis=0)
        return wide

    def mean(self, values: Floats) -> Floats:
        return np.asarray(self._means @ values, dtype=np.float32)
