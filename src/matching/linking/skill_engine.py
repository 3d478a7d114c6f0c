"""Skills by their nearest wording."""

from collections.abc import Callable, Sequence

import numpy as np

from matching.catalogs import Catalogs
from matching.linking.books import LabelBook
from matching.linking.entries import HAND_WRITTEN, Entry
from matching.linking.explaining import first_wording, nearest_wordings
from matching.linking.features import Floats
from matching.linking.linked import Explanation, Linked
from matching.linking.normal import Prepared
from matching.linking.skill_calibration import SkillLine

MEAN_SHARE = 0.2
# Above any likeness: what a wording means was written down by hand, whatever else resembles it.
NAMED_BONUS = 1.0


class SkillEngine:
    def __init__(
        self, catalogs: Catalogs, book: Callable[[str], LabelBook], line: SkillLine | None = None
    ) -> None:
        """`book` gives the wordings of a language; its targets are `catalogs.skills`. Without a
        line the scores are likenesses."""
        self._skills = catalogs.skills
        self._book = book
        self._line = line

    def rank(
        self, texts: Sequence[Prepared], lang: str, label_lang: str, limit: int
    ) -> list[tuple[Linked, ...]]:
        book = self._book(lang)
        similarities = book.similarities([text.stems for text in texts])
        nearest = book.nearest(similarities)
        scores = book.targets_of(nearest, similarities, MEAN_SHARE).T / (1 + MEAN_SHARE)
        scores += _named(texts, book)
        if self._line is not None:
            scores = self._line.calibrated(scores)
        return [self._chosen(row, label_lang, limit) for row in scores]

    def explain(self, text: Prepared, lang: str, ids: Sequence[str]) -> list[Explanation | None]:
        near = nearest_wordings(self._book(lang), text.stems)
        return [self._explained(near, text, id_) for id_ in ids]

    def _explained(self, near: Sequence[Entry], text: Prepared, id_: str) -> Explanation | None:
        return first_wording(near, text.stems, lambda entry: entry.id == id_)

    def _chosen(self, scores: Floats, lang: str, limit: int) -> tuple[Linked, ...]:
        count = min(2 * limit, len(scores))
        rows = np.argpartition(-scores, count - 1)[:count].tolist()
        best = sorted((row for row in rows if scores[row] > 0), key=lambda r: (-scores[r], r))
        return tuple(self._linked(row, float(scores[row]), lang) for row in best[:limit])

    def _linked(self, row: int, score: float, lang: str) -> Linked:
        skill = self._skills.at(row)
        return Linked(skill.id, skill.label(lang), None, min(1.0, score))


def _named(texts: Sequence[Prepared], book: LabelBook) -> Floats:
    """Texts x skills: what a skill of exactly these hand-written words has over all others."""
    bonus = np.zeros((len(texts), len(book.targets)), dtype=np.float32)
    place = book.place_of_target
    for at, text in enumerate(texts):
        row = book.row_of.get(text.whole, book.row_of.get(text.stems))
        for entry in () if row is None else book.entries_of_row[row]:
            if entry.source in HAND_WRITTEN and entry.id in place:
                bonus[at, place[entry.id]] = NAMED_BONUS
    return bonus
