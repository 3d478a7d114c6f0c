"""Why a text was linked to something: the wording nearest to it."""

from collections.abc import Callable, Sequence

import numpy as np

from matching.linking.books import LabelBook
from matching.linking.entries import Entry
from matching.linking.features import Stems
from matching.linking.linked import Explanation

_LOOKED_AT = 500


def nearest_wordings(book: LabelBook, stems: Stems) -> list[Entry]:
    """The nearest first; none that shares nothing with the text."""
    similarities = book.similarities([stems])[:, 0]
    count = min(_LOOKED_AT, len(similarities) - 1)
    rows = np.sort(np.argpartition(-similarities, count)[:count])
    order = rows[np.argsort(-similarities[rows], kind="stable")]
    return [entry for row in order if similarities[row] > 0 for entry in book.entries_of_row[row]]


def first_wording(
    near: Sequence[Entry], stems: Stems, speaks: Callable[[Entry], bool]
) -> Explanation | None:
    for entry in near:
        if speaks(entry):
            shared = tuple(stem for stem in stems if stem in entry.stems)
            return Explanation(entry.text, entry.source, shared)
    return None
