"""Occupations by evidence: first which ISCO group, then which occupation within it."""

from collections.abc import Callable, Sequence

import numpy as np

from matching.catalogs import Catalogs
from matching.catalogs.gender import forms
from matching.linking.books import LabelBook, Places
from matching.linking.entries import HAND_WRITTEN, TRUSTED, Entry
from matching.linking.explaining import first_wording, nearest_wordings
from matching.linking.features import Floats
from matching.linking.linked import Explanation, Linked
from matching.linking.model import OccupationModel
from matching.linking.normal import Prepared
from matching.linking.own_words import unnamed
from matching.text import fold, words

# How fast an occupation falls behind the nearest one of its group, and how much less a further
# one of a group already shown is worth to somebody who has to choose.
SHARPNESS = 6.0
REPEATED = 0.5
GENERIC_BONUS = 0.15
_CONSIDERED = 24
# What noise alone is worth: `presencial` is no call centre.
NOISE_TRUST = 0.3


def unit_groups(catalogs: Catalogs) -> list[str]:
    """The four-digit ISCO codes in order: columns of every group answer."""
    return sorted(group.code for group in catalogs.isco if group.level == 4)


NAMED_BONUS = 0.6


class OccupationEngine:
    def __init__(self, catalogs: Catalogs, model: Callable[[str], OccupationModel]) -> None:
        """`model` gives the model of a language; its targets are `catalogs.occupations`."""
        self._occupations = catalogs.occupations
        self._model = model
        self._isco = [occupation.isco for occupation in catalogs.occupations]
        changes = [at == 0 or self._isco[at - 1] != isco for at, isco in enumerate(self._isco)]
        self._starts = np.flatnonzero(changes)
        self._run_of = np.cumsum(changes) - 1
        self._generic = np.zeros(len(self._isco), dtype=np.float32)
        for isco in set(self._isco):
            generic = catalogs.occupations.generic(isco)
            if generic is not None:
                self._generic[generic.row] = GENERIC_BONUS

    def rank(
        self, texts: Sequence[Prepared], lang: str, label_lang: str, limit: int
    ) -> list[tuple[Linked, ...]]:
        model = self._model(lang)
        known = model.book.row_of
        evidence = model.evidence([t.whole if t.whole in known else t.stems for t in texts])
        targets = evidence.targets + self._named(texts, model)
        groups = np.where(unnamed(texts, lang, model.book.groups), 0, evidence.groups)
        scores = self._scores(groups, targets, model.group_of) * _trust(texts, model.book)
        considered = min(max(_CONSIDERED, 2 * limit), scores.shape[1])
        rows = np.argpartition(-scores, considered - 1, axis=1)[:, :considered]
        best = np.take_along_axis(scores, rows, 1)
        seen = evidence.similarities.max(axis=0) > 0
        return [
            self._chosen(dict(zip(places, values, strict=True)), label_lang, limit) if some else ()
            for places, values, some in zip(rows.tolist(), best.tolist(), seen, strict=True)
        ]

    def _named(self, texts: Sequence[Prepared], model: OccupationModel) -> Floats:
        """Texts x occupations: what an occupation of exactly this name has over its group."""
        bonus = np.zeros((len(texts), len(self._isco)), dtype=np.float32)
        for at, text in enumerate(texts):
            row = model.book.row_of.get(text.whole)
            for entry in () if row is None else model.book.entries_of_row[row]:
                if entry.id in self._occupations and self._is_name(entry):
                    bonus[at, self._occupations.row(entry.id)] = NAMED_BONUS
        return bonus

    def _is_name(self, entry: Entry) -> bool:
        """A label or a hand-written word; an alternative may be that of several occupations."""
        label = self._occupations[entry.id or ""].label(entry.lang)
        return entry.source in HAND_WRITTEN or fold(entry.text) in map(fold, forms(label))

    def explain(self, text: Prepared, lang: str, ids: Sequence[str]) -> list[Explanation | None]:
        """The wording of the occupation, or else of its group, that is nearest to the text."""
        near = nearest_wordings(self._model(lang).book, text.stems)
        return [self._explained(near, text, id_) for id_ in ids]

    def _explained(self, near: Sequence[Entry], text: Prepared, id_: str) -> Explanation | None:
        isco = self._occupations[id_].isco
        own = first_wording(near, text.stems, lambda entry: entry.id == id_)
        return own or first_wording(near, text.stems, lambda entry: isco in entry.groups)

    def _scores(self, groups: Floats, targets: Floats, group_of: Places) -> Floats:
        """Texts x occupations: the group's calibrated share, less behind its nearest occupation."""
        targets = targets + self._generic
        best = np.maximum.reduceat(targets, self._starts, axis=1)[:, self._run_of]
        within = np.exp(SHARPNESS * (targets - best))
        return np.asarray(groups[:, group_of] * within, dtype=np.float32)

    def _chosen(self, scores: dict[int, float], lang: str, limit: int) -> tuple[Linked, ...]:
        """Best first; each further occupation of a group counts for less."""
        shown: dict[str, int] = {}
        weighed: list[tuple[float, int]] = []
        for row in sorted(scores, key=lambda row: (-scores[row], row)):
            isco = self._isco[row]
            weighed.append((-scores[row] * REPEATED ** shown.get(isco, 0), row))
            shown[isco] = shown.get(isco, 0) + 1
        return tuple(self._linked(row, -score, lang) for score, row in sorted(weighed)[:limit])

    def _linked(self, row: int, score: float, lang: str) -> Linked:
        occupation = self._occupations.at(row)
        return Linked(occupation.id, occupation.label(lang), occupation.isco, min(1.0, score))


def _trust(texts: Sequence[Prepared], book: LabelBook) -> Floats:
    """A column, for texts x occupations: less where a text is noise."""
    idle = [text.says_nothing and not _is_wording(text, book) for text in texts]
    return np.where(idle, NOISE_TRUST, 1).astype(np.float32)[:, None]


def _is_wording(text: Prepared, book: LabelBook) -> bool:
    """Whether somebody wrote by hand that exactly these words name an occupation."""
    row = book.row_of.get(text.whole)
    alike = () if row is None else book.entries_of_row[row]
    return any(e.source in TRUSTED and words(e.text) == text.words for e in alike)
