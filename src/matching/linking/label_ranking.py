"""Ranks a list of labels that the caller brings, with all that the catalogs teach of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import scipy.sparse as sp

from matching.catalogs.gender import forms
from matching.catalogs.occupations import LANGUAGES
from matching.linking.catalog_linkers import (
    cognates,
    occupation_model,
    occupation_words,
    packaged_words,
)
from matching.linking.features import Floats, Stems, TermSpace, gram_terms
from matching.linking.groups import SHARP_ALPHA, probabilities
from matching.linking.label_places import LabelPlaces
from matching.linking.linked import BLOCK, RankedLabel
from matching.linking.model import OccupationModel
from matching.linking.normal import prepare
from matching.linking.occupation_words import OccupationWords

# Learned by coordinate ascent on held-out wordings of ESCO, CUOC and the lexicon, mean average
# precision being what is raised (bench/linking/README.md). "own" is what the label's letters and
# words say; "meant" what the place says that the label belongs to.
OWN_GRAMS = 0.1
MEANT_GRAMS = 0.7
MEANT_WORDS = 1.25
MEANT_GROUP = 1.2
MEANT_OCCUPATION = 2.1
SAID_OF_OCCUPATION = 5.0
SAID_OF_DUTIES = 1.25
SAID_ABROAD = 2.0
_GREATEST = 12.0
FLATNESS = 2.0
KNOWN_SHARE = 0.8
_SHARPNESS = 6.0
_OCCUPATIONS = 30
# Texts at a time: a table of texts x labels takes room.
_TEXTS = 64


def rank_labels(
    labels: Sequence[str], texts: Iterable[str], limit: int = 10, lang: str = "es"
) -> Iterator[tuple[RankedLabel, ...]]:
    """As the door of this name says."""
    if not labels:
        yield from (() for _ in texts)
        return
    ranker = LabelRanker(labels, occupation_model(lang), lang, packaged_words(lang))
    waiting = iter(texts)
    while block := list(islice(waiting, _TEXTS)):
        for row in ranker.scores(block):
            yield ranker.best(row, limit)


@dataclass(frozen=True, slots=True)
class Meaning:
    """Texts x groups and texts x occupations: square roots of shares, so that the product of two
    meanings is 1 where they agree; of the occupations only the likeliest are kept."""

    groups: Floats
    occupations: sp.csr_array


class LabelRanker:
    def __init__(
        self,
        labels: Sequence[str],
        model: OccupationModel,
        lang: str,
        said: OccupationWords | None = None,
    ) -> None:
        """`said` are the words of occupations by the same model, where they are known already."""
        self._labels = labels
        self._model = model.with_groups(model.groups.smoothed(SHARP_ALPHA))
        self._lang = lang
        stems = [prepare(forms(label)[0], lang).stems for label in labels]
        self._grams = TermSpace.fit(gram_terms(text) for text in (*stems, *model.book.rows))
        self._words = TermSpace.fit((*stems, *model.book.rows))
        self._label_grams = self._grams.vectors(gram_terms(text) for text in stems)
        self._label_words = self._words.vectors(stems)
        self._places = LabelPlaces(stems, model)
        inferred = meaning_of(self._model, stems)
        self._meaning = self._corrected(inferred)
        self._occupations = self._places.occupations(inferred.occupations.power(2))
        self._said = said or occupation_words(model, lang)
        self._abroad = [cognates(other) for other in LANGUAGES if other != lang]

    def scores(self, texts: Sequence[str]) -> Floats:
        """Texts x labels, 0..1. Labels of one occupation speak for each other."""
        prepared = [prepare(text, self._lang) for text in texts]
        stems = [text.stems for text in prepared]
        grams = _products(self._label_grams, self._grams.vectors(gram_terms(t) for t in stems))
        likely = self._occupations @ self._said_of(stems, [text.words for text in prepared]).T
        meant = self._alike(stems, grams) + self._places.best(self._shared(stems)) + likely
        total = self._places.spread(meant) + OWN_GRAMS * grams
        return np.asarray(total.T / _GREATEST, dtype=np.float32)

    def best(self, scores: Floats, limit: int) -> tuple[RankedLabel, ...]:
        order = np.argsort(-scores, kind="stable")[:limit]
        return tuple(
            RankedLabel(int(row) + 1, self._labels[row], float(min(1.0, scores[row])))
            for row in order
        )

    def _alike(self, stems: Sequence[Stems], grams: Floats) -> Floats:
        """Places x texts: by letters and words of the labels themselves."""
        alike = _products(self._label_words, self._words.vectors(stems))
        return np.asarray(
            MEANT_GRAMS * self._places.mean(grams) + MEANT_WORDS * self._places.best(alike),
            dtype=np.float32,
        )

    def _shared(self, stems: Sequence[Stems]) -> Floats:
        """Labels x texts: by the groups and occupations that both may mean."""
        asked = meaning_of(self._model, stems)
        shared = MEANT_GROUP * self._meaning.groups @ asked.groups.T
        together = self._meaning.occupations @ asked.occupations.T
        return np.asarray(shared + MEANT_OCCUPATION * together.toarray(), dtype=np.float32)

    def _said_of(self, stems: Sequence[Stems], written: Sequence[Stems]) -> Floats:
        """Texts x occupations: by names, skills and what other languages call them."""
        abroad = sum(names.likeness(written) for names in self._abroad) / len(self._abroad)
        odds, likely = self._said.odds(stems), self._said.duties(stems)
        return np.asarray(
            SAID_OF_OCCUPATION * odds + SAID_OF_DUTIES * likely + SAID_ABROAD * abroad,
            dtype=np.float32,
        )

    def _corrected(self, inferred: Meaning) -> Meaning:
        """Where ESCO says what a label means, little is left to inference."""
        shares = inferred.groups**2
        codes = {code: at for at, code in enumerate(self._model.book.groups)}
        for row, entries in enumerate(self._places.known):
            known = np.zeros(len(codes), dtype=np.float32)
            for entry in entries:
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


def _products(labels: sp.csr_array, texts: sp.csr_array) -> Floats:
    """Cosines, labels x texts."""
    return np.asarray((labels @ texts.T.tocsr()).toarray(), dtype=np.float32)
