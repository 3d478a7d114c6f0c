"""The wordings of one language, laid out so that one product compares a text with all of them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from matching.linking.entries import TRUSTED, VERB, Entry
from matching.linking.features import Floats, Stems, TermSpace

COMMON = 0.05
_FEW = 16
Cell = tuple[tuple[str, ...], bool, str]
Edge = tuple[int, int, float]
Places = npt.NDArray[np.int64]


class LabelBook:
    """`rows` are the different stem lists. Wordings that speak for the same groups and target
    form a cell: similarities are reduced to cells once, then to groups and to targets."""

    def __init__(
        self,
        entries: Iterable[Entry],
        groups: Sequence[str],
        targets: Sequence[str],
        space: TermSpace | None = None,
    ) -> None:
        """`groups` and `targets` give the columns of the answers."""
        self.entries = sorted(entries, key=_cell)
        self.groups = list(groups)
        self.targets = list(targets)
        self.row_of: dict[Stems, int] = {}
        self._row_of_entry = [
            self.row_of.setdefault(e.stems, len(self.row_of)) for e in self.entries
        ]
        self.rows = list(self.row_of)
        self.space = space or TermSpace.of_grams(self.rows)
        self._by_gram = _without_common(self.space.gram_vectors(self.rows).T.tocsr())
        cells = {_cell(entry): entry for entry in self.entries}
        self._cells = self._cells_of_rows({cell: at for at, cell in enumerate(cells)})
        self._groups = Edges(_speaking_for(cells.values(), groups), len(cells), len(groups))
        self._targets = Edges(_naming(cells.values(), targets), len(cells), len(targets))
        self._means = self._means_of_rows(targets)

    def similarities(self, texts: Sequence[Stems]) -> Floats:
        """Cosines, rows x texts. Call it with at most `linked.BLOCK` texts at a time."""
        found = (self.space.gram_vectors(texts) @ self._by_gram).T
        # Many texts side by side in memory make the reductions over rows several times faster.
        order = "F" if len(texts) < _FEW else "C"
        return np.asarray(found.toarray(order=order), dtype=np.float32)

    def nearest(self, similarities: Floats) -> Floats:
        """Cells x texts, for `groups_of` and `targets_of`."""
        return self._cells.best(similarities)

    def groups_of(self, nearest: Floats) -> Floats:
        """Groups x texts: the nearest wording of each group, by how much it speaks for it."""
        return self._groups.best(nearest)

    def targets_of(self, nearest: Floats, similarities: Floats, mean_share: float) -> Floats:
        """Targets x texts: the nearest wording of each, plus a share of the mean of all of its."""
        means = np.asarray(self._means @ similarities, dtype=np.float32)
        return self._targets.best(nearest) + mean_share * means

    def deeds_of(self, texts: Sequence[Stems]) -> npt.NDArray[np.bool_]:
        """Texts x groups: whether a text is, stem by stem, a deed of the group."""
        place = {group: column for column, group in enumerate(self.groups)}
        found = np.zeros((len(texts), len(self.groups)), dtype=np.bool_)
        for at, stems in enumerate(texts):
            row = self.row_of.get(tuple(stems))
            for entry in () if row is None else self.entries_of_row[row]:
                if entry.source == VERB:
                    found[at, place[entry.groups[0]]] = True
        return found

    @cached_property
    def place_of_target(self) -> dict[str, int]:
        return {target: column for column, target in enumerate(self.targets)}

    @cached_property
    def entries_of_row(self) -> list[list[Entry]]:
        found: list[list[Entry]] = [[] for _ in self.rows]
        for entry, row in zip(self.entries, self._row_of_entry, strict=True):
            found[row].append(entry)
        return found

    def _cells_of_rows(self, place: dict[Cell, int]) -> "Edges":
        pairs = zip(self.entries, self._row_of_entry, strict=True)
        edges = [(place[_cell(entry)], row, 1.0) for entry, row in pairs]
        return Edges(edges, len(self.rows), len(place))

    def _means_of_rows(self, targets: Sequence[str]) -> sp.csr_array:
        place = {target: column for column, target in enumerate(targets)}
        pairs = zip(self.entries, self._row_of_entry, strict=True)
        named = [(place[entry.id], row, 1.0) for entry, row in pairs if entry.id in place]
        return Edges(named, len(self.rows), len(targets)).means


def places(values: Iterable[str], order: Sequence[str]) -> Places:
    """The place of each value in `order`."""
    at = {value: place for place, value in enumerate(order)}
    return np.asarray([at[value] for value in values], dtype=np.int64)


def _without_common(by_gram: sp.csr_array) -> sp.csr_array:
    """N-grams of a twentieth of all labels cost most of the work and tell little apart."""
    counts = np.diff(by_gram.indptr)
    by_gram.data[np.repeat(counts > COMMON * by_gram.shape[1], counts)] = 0
    by_gram.eliminate_zeros()
    return by_gram


def _cell(entry: Entry) -> Cell:
    return (entry.groups, entry.source in TRUSTED, entry.id)


def _speaking_for(cells: Iterable[Entry], groups: Sequence[str]) -> list[Edge]:
    place = {group: column for column, group in enumerate(groups)}
    return [
        (place[group], cell, share)
        for cell, entry in enumerate(cells)
        for group, share in entry.shares()
        if group in place
    ]


def _naming(cells: Iterable[Entry], targets: Sequence[str]) -> list[Edge]:
    place = {target: column for column, target in enumerate(targets)}
    return [(place[e.id], cell, 1.0) for cell, e in enumerate(cells) if e.id in place]


class Edges:
    """Links from rows to columns, for the greatest and the mean value of each column."""

    def __init__(self, edges: Iterable[Edge], rows: int, columns: int) -> None:
        """`edges` are (column, row, weight)."""
        links = np.asarray(sorted(set(edges)), dtype=np.float64).reshape(-1, 3)
        place, row = links[:, 0].astype(np.int64), links[:, 1].astype(np.int64)
        weight = links[:, 2].astype(np.float32)
        counts = np.bincount(place, minlength=columns)
        self._size = columns
        self._order = np.argsort(-counts, kind="stable")[: int((counts > 0).sum())]
        self._ranks = list(_ranks(place, row, weight, counts))
        cells = (weight / counts[place], (place, row))
        self.means = sp.csr_array(cells, shape=(columns, rows), dtype=np.float32)

    def best(self, values: Floats) -> Floats:
        """Columns x texts: the greatest weighted value; zero for a column without a row."""
        # The k-th links of all columns at once: several times faster than reduceat.
        found = np.zeros((len(self._order), values.shape[1]), dtype=np.float32)
        for rows, weights in self._ranks:
            taken = values[rows] if weights is None else values[rows] * weights
            np.maximum(found[: len(rows)], taken, out=found[: len(rows)])
        wide = np.zeros((self._size, values.shape[1]), dtype=np.float32)
        wide[self._order] = found
        return wide

    def mean(self, values: Floats) -> Floats:
        return np.asarray(self.means @ values, dtype=np.float32)


def _ranks(
    place: Places, row: Places, weight: Floats, counts: Places
) -> Iterator[tuple[Places, Floats | None]]:
    """Rows (and weights, unless all are one) of the k-th link of each column, the columns with
    most links first."""
    starts = np.cumsum(counts) - counts
    nth = np.arange(len(place)) - starts[place]
    order = np.lexsort((place, -counts[place], nth))
    ends = np.cumsum(np.bincount(nth)) if len(nth) else np.zeros(0, dtype=np.int64)
    for start, end in pairwise([0, *ends.tolist()]):
        some = order[start:end]
        weights = weight[some]
        yield row[some], None if (weights == 1).all() else weights[:, None]
