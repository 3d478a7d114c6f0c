"""Which of the caller's labels mean the same: those that ESCO lists for one occupation."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
import scipy.sparse as sp

from matching.linking.books import Edges
from matching.linking.entries import Entry
from matching.linking.features import Floats, Stems
from matching.linking.model import OccupationModel


class LabelPlaces:
    """A place is an occupation that labels name, or a label that nobody knows; a label of several
    occupations has several places."""

    def __init__(self, labels: Sequence[Stems], model: OccupationModel) -> None:
        self._model = model
        self.known = [self._entries(stems) for stems in labels]
        named = [self._occupations_named(row) for row in range(len(labels))]
        self._place = {key: at for at, key in enumerate(dict.fromkeys(chain(*named)))}
        self._rows = {key: row for row, keys in enumerate(named) for key in keys}
        pairs = [(self._place[key], row) for row, keys in enumerate(named) for key in keys]
        sizes = (len(labels), len(self._place))
        self._of_place = Edges(((place, row, 1.0) for place, row in pairs), *sizes)
        self._of_label = Edges(((row, place, 1.0) for place, row in pairs), *reversed(sizes))

    def best(self, labels: Floats) -> Floats:
        """Places x texts, from labels x texts."""
        return self._of_place.best(labels)

    def mean(self, labels: Floats) -> Floats:
        return self._of_place.mean(labels)

    def spread(self, places: Floats) -> Floats:
        """Labels x texts, from places x texts: the best of the places of each label."""
        return self._of_label.best(places)

    def occupations(self, inferred: sp.csr_array) -> sp.csr_array:
        """Places x occupations: which occupation each place is; where it is none, the likely ones
        by their shares (`inferred`, of labels)."""
        at = {id_: column for column, id_ in enumerate(self._model.book.targets)}
        sure = [(self._place[key], at[key]) for key in self._place if key in at]
        guessed = [(self._place[key], self._rows[key]) for key in self._place if key not in at]
        given = _ones(sure, (len(self._place), len(at)))
        taken = _ones(guessed, (len(self._place), inferred.shape[0]))
        return sp.csr_array(given + taken @ inferred, dtype=np.float32)

    def _entries(self, stems: Stems) -> list[Entry]:
        at = self._model.book.row_of.get(tuple(stems))
        found = [] if at is None else self._model.book.entries_of_row[at]
        return [entry for entry in found if entry.source == "esco"]

    def _occupations_named(self, row: int) -> list[str]:
        """The occupations that a label is ESCO's wording of; an unknown one means itself."""
        named = [entry.id for entry in self.known[row] if entry.id]
        return list(dict.fromkeys(named)) or [f"row {row}"]


def _ones(pairs: Sequence[tuple[int, int]], shape: tuple[int, int]) -> sp.csr_array:
    places = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    cells = (np.ones(len(pairs), dtype=np.float32), (places[:, 0], places[:, 1]))
    return sp.csr_array(cells, shape=shape)
