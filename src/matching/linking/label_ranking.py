"""Ranks a list of labels that the caller brings."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from matching.linking.grams import BLOCK, Floats, GramIndex
from matching.linking.linked import RankedLabel
from matching.linking.normal import prepare


def rank_labels(
    labels: Sequence[str], texts: Iterable[str], limit: int = 10, lang: str = "es"
) -> Iterator[tuple[RankedLabel, ...]]:
    """For each text, in order and lazily, the `limit` labels nearest in meaning, best first;
    equal scores keep the order of `labels`."""
    index = GramIndex([prepare(label, lang).stems for label in labels])
    waiting = iter(texts)
    while block := list(islice(waiting, BLOCK)):
        scores = index.similarities([prepare(text, lang).stems for text in block])
        for row in scores:
            yield _best(labels, row, limit)


def _best(labels: Sequence[str], scores: Floats, limit: int) -> tuple[RankedLabel, ...]:
    order = np.argsort(-scores, kind="stable")[:limit]
    return tuple(
        RankedLabel(int(row) + 1, labels[row], min(1.0, float(scores[row]))) for row in order
    )
