"""Ranks a list of labels that the caller brings, with all that the catalogs teach of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
import scipy.sparse as sp

from matching.catalogs.gender import forms
from matching.linking.books import BLOCK, Edges
from matching.linking.catalog_linkers import occupation_model
from matching.linking.entries import Entry
from matching.linking.features import Floats, Stems, TermSpace, gram_terms
from matching.linking.groups import SHARP_ALPHA, probabilities
from matching.linking.linked import RankedLabel
from matching.linking.model import OccupationModel
from matching.linking.normal import prepare

# Chosen on held-out wordings of ESCO, CUOC and the lexicon (bench/linking/README.md).
MEAN_SHARE = 0.7
GROUP_SHARE = 1.4
OCCUPATION_SHARE = 0.6
OWN_SHARE = 0.1
FLATNESS = 2.0
KNOWN_SHARE = 0.8
_SHARPNESS = 6.0
_OCCUPATIONS = 30
_GREATEST = 1 + MEAN_SHARE + GROUP_SHARE + OCCUPATION_SHARE + OWN_SHARE


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


@dataclass(frozen=True, slots=True)
class Meaning:
    """Texts x groups and texts x occupations: square roots of shares, so that the product of two
    meanings is 1 where they agree; of the occupations only the likeliest are kept."""

    groups: Floats
    occupations: sp.csr_array


class LabelRanker:
    def __init__(self, labels: Sequence[str], model: OccupationModel, lang: str) -> None:
        self._labels = labels
        self._model = model.with_groups(model.groups.smoothed(SHARP_ALPHA))
        self._lang = lang
        stems = [prepare(forms(label)[0], lang).stems for label in labels]
        self._space = TermSpace.fit(gram_terms(text) for text in chain(stems, model.book.rows))
        self._by_gram = self._space.vectors(gram_terms(text) for text in stems).T.tocsr()
        places = [self._occupations_named(row, text) for row, text in enumerate(stems)]
        self._place = {key: at for at, key in enumerate(dict.fromkeys(chain(*places)))}
        pairs = [(self._place[key], row) for row, keys in enumerate(places) for key in keys]
        sizes = (len(labels), len(self._place))
        self._of_place = Edges(((place, row, 1.0) for place, row in pairs), *sizes)
        self._of_label = Edges(((row, place, 1.0) for place, row in pairs), *reversed(sizes))
        self._meaning = self._corrected(meaning_of(self._model, stems), stems)

    def scores(self, texts: Sequence[str]) -> Floats:
        """Texts x labels, 0..1. Labels of one occupation speak for each other."""
        stems = [prepare(text, self._lang).stems for text in texts]
        vectors = self._space.vectors(gram_terms(text) for text in stems)
        own = np.asarray((vectors @ self._by_gram).toarray(order="F").T, dtype=np.float32)
        meant = self._of_place.best(own) + MEAN_SHARE * self._of_place.mean(own)
        asked = meaning_of(self._model, stems)
        near = GROUP_SHARE * self._meaning.groups @ asked.groups.T
        near += OCCUPATION_SHARE * (self._meaning.occupations @ asked.occupations.T).toarray()
        total = self._of_label.best(meant) + near + OWN_SHARE * own
        return np.asarray(total.T / _GREATEST, dtype=np.float32)

    def best(self, scores: Floats, limit: int) -> tuple[RankedLabel, ...]:
        order = np.argsort(-scores, kind="stable")[:limit]
        return tuple(
            RankedLabel(int(row) + 1, self._labels[row], float(min(1.0, scores[row])))
            for row in order
        )

    def _known(self, stems: Stems) -> list[Entry]:
        at = self._model.book.row_of.get(tuple(stems))
        found = [] if at is None else self._model.book.entries_of_row[at]
        return [entry for entry in found if entry.source == "esco"]

    def _occupations_named(self, row: int, stems: Stems) -> list[str]:
        """The occupations that a label is ESCO's wording of; an unknown one means itself."""
        named = [entry.id for entry in self._known(stems) if entry.id]
        return list(dict.fromkeys(named)) or [f"row {row}"]

    def _corrected(self, inferred: Meaning, stems: Sequence[Stems]) -> Meaning:
        """Where ESCO says what a label means, little is left to inference."""
        shares = inferred.groups**2
        codes = {code: at for at, code in enumerate(self._model.book.groups)}
        for row, text in enumerate(stems):
            known = np.zeros(len(codes), dtype=np.float32)
            for entry in self._known(text):
                known[[codes[group] for group in entry.groups if group in codes]] += 1
            if known.any():
                shares[row] *= 1 - KNOWN_SHARE
                shares[row] += KNOWN_SHARE * known / known.sum()
        return Meaning(np.asarray(np.sqrt(shares), dtype=np.float32), inferred.occupations)


def meaning_of(model: OccupationModel, texts: Sequence[Stems]) -> Meaning:
    blocks = [_block_meaning(model, texts[at : at + BLOCK]) for at in range(0, len(texts), BLOCK)]
    return Meaning(
        np.vstack([block.groups for block in blocks]),
        sp.vstack([block.occupations for block in blocks], format="csr"),
    )


def _block_meaning(model: OccupationModel, texts: Sequence[Stems]) -> Meaning:
    similarities = model.book.similarities(texts)
    nearest = model.book.nearest(similarities)
    groups = probabilities(model.odds(texts, nearest), FLATNESS)
    targets = model.book.targets_of(nearest, similarities, model.MEAN_SHARE).T
    odds = np.log(groups[:, model.group_of] + 1e-9) + _SHARPNESS * targets
    kept = np.argpartition(-odds, _OCCUPATIONS, axis=1)[:, :_OCCUPATIONS]
    shares = np.sqrt(probabilities(np.take_along_axis(odds, kept, 1), 1.0))
    ends = np.arange(0, kept.size + 1, _OCCUPATIONS)
    cells = (shares.ravel(), kept.ravel(), ends)
    return Meaning(np.sqrt(groups), sp.csr_array(cells, shape=odds.shape))
