"""Ranks a list of labels that the caller brings, with all that the catalogs teach of each."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import numpy as np

from matching.catalogs.gender import forms
from matching.linking.books import BLOCK, Edges
from matching.linking.catalog_linkers import occupation_model
from matching.linking.features import Floats, Stems, TermSpace, gram_terms
from matching.linking.groups import probabilities
from matching.linking.linked import RankedLabel
from matching.linking.model import OccupationModel
from matching.linking.normal import prepare

# Chosen on held-out wordings of ESCO, CUOC and the lexicon (bench/linking/README.md).
MEAN_SHARE = 0.7
GROUP_SHARE = 1.2
OWN_SHARE = 0.1
FLATNESS = 2.0
KNOWN_SHARE = 0.8
_GREATEST = 1 + MEAN_SHARE + GROUP_SHARE + OWN_SHARE


def rank_labels(
    labels: Sequence[str], texts: Iterable[str], limit: int = 10, lang: str = "es"
) -> Iterator[tuple[RankedLabel, ...]]:
    """For each text, in order and lazily, the `limit` labels nearest in meaning, best first;
    equal scores keep the order of `labels`."""
    if not labels:
        return
    ranker = LabelRanker(labels, occupation_model(lang), lang)
    waiting = iter(texts)
    while block := list(islice(waiting, BLOCK)):
        for row in ranker.scores(block):
            yield ranker.best(row, limit)


class LabelRanker:
    def __init__(self, labels: Sequence[str], model: OccupationModel, lang: str) -> None:
        self._labels = labels
        self._model = model
        self._lang = lang
        stems = [prepare(forms(label)[0], lang).stems for label in labels]
        self._space = TermSpace.fit(gram_terms(text) for text in chain(stems, model.book.rows))
        self._by_gram = self._space.vectors(gram_terms(text) for text in stems).T.tocsr()
        meanings = [self._meanings(row, text) for row, text in enumerate(stems)]
        self._place = {key: at for at, key in enumerate(dict.fromkeys(chain(*meanings)))}
        pairs = [(self._place[key], row) for row, keys in enumerate(meanings) for key in keys]
        sizes = (len(labels), len(self._place))
        self._of_meaning = Edges(((place, row, 1.0) for place, row in pairs), *sizes)
        self._of_label = Edges(((row, place, 1.0) for place, row in pairs), *reversed(sizes))
        self._groups = self._known_groups(stems)

    def scores(self, texts: Sequence[str]) -> Floats:
        """Texts x labels, 0..1. Labels of one occupation speak for each other."""
        stems = [prepare(text, self._lang).stems for text in texts]
        vectors = self._space.vectors(gram_terms(text) for text in stems)
        own = np.asarray((vectors @ self._by_gram).toarray(order="F").T, dtype=np.float32)
        meant = self._of_meaning.best(own) + MEAN_SHARE * self._of_meaning.mean(own)
        shared = self._of_label.best(meant)
        near = GROUP_SHARE * self._groups @ self._spread_of(stems).T
        return np.asarray((shared + near + OWN_SHARE * own).T / _GREATEST, dtype=np.float32)

    def best(self, scores: Floats, limit: int) -> tuple[RankedLabel, ...]:
        order = np.argsort(-scores, kind="stable")[:limit]
        return tuple(
            RankedLabel(int(row) + 1, self._labels[row], float(min(1.0, scores[row])))
            for row in order
        )

    def _meanings(self, row: int, stems: Stems) -> list[str]:
        """The occupations that a label is a catalog wording of; an unknown one means itself."""
        at = self._model.book.row_of.get(tuple(stems))
        found = [] if at is None else self._model.book.entries_of_row[at]
        named = [entry.id for entry in found if entry.id and entry.source == "esco"]
        return list(dict.fromkeys(named)) or [f"row {row}"]

    def _known_groups(self, stems: Sequence[Stems]) -> Floats:
        """Labels x groups, rows of length one: from the catalogs where known, else inferred."""
        spread = self._spread_of(stems) ** 2
        codes = {code: at for at, code in enumerate(self._model.book.groups)}
        for row, text in enumerate(stems):
            at = self._model.book.row_of.get(tuple(text))
            entries = [] if at is None else self._model.book.entries_of_row[at]
            known = np.zeros(len(codes), dtype=np.float32)
            for entry in (e for e in entries if e.source == "esco"):
                known[[codes[group] for group in entry.groups if group in codes]] += 1
            if known.any():
                spread[row] *= 1 - KNOWN_SHARE
                spread[row] += KNOWN_SHARE * known / known.sum()
        return np.asarray(np.sqrt(spread), dtype=np.float32)

    def _spread_of(self, stems: Sequence[Stems]) -> Floats:
        """Texts x groups: square roots of the shares, so that a product compares two spreads."""
        blocks = (stems[at : at + BLOCK] for at in range(0, len(stems), BLOCK))
        book = self._model.book
        odds = [self._model.odds(b, book.nearest(book.similarities(b))) for b in blocks]
        return np.asarray(np.sqrt(probabilities(np.vstack(odds), FLATNESS)), dtype=np.float32)
