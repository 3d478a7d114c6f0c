"""Free text to catalog ids, over the labels of every source."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np

from matching.linking.books import NO_ID, LabelBook, LabelLike, entries_of
from matching.linking.grams import BLOCK, Floats
from matching.linking.linked import Linked
from matching.linking.normal import prepare

GROUP_SHARE = 0.5
_READ_WITH = {"ht": frozenset({"ht", "fr"})}


class Target(Protocol):
    def label(self, lang: str) -> str: ...


class Linker:
    """Links texts of one kind. Labels are read, once a language, when first needed."""

    def __init__(
        self,
        targets: Mapping[str, Target],
        labels: Callable[[], Iterable[LabelLike]],
        *,
        group_share: float = 0.0,
    ) -> None:
        self._targets = targets
        self._labels = labels
        self._group_share = group_share
        self._books: dict[str, LabelBook] = {}
        self._known: dict[tuple[str, str, int], tuple[Linked, ...]] = {}

    def link(self, text: str, lang: str | None = None, limit: int = 5) -> tuple[Linked, ...]:
        """Best first; empty when nothing of the text is known. `lang` None: Spanish."""
        return self.link_many([text], lang, limit)[0]

    def link_many(
        self, texts: Sequence[str], lang: str | None = None, limit: int = 1
    ) -> list[tuple[Linked, ...]]:
        """As `link`, in the order given; repeated texts are linked once."""
        lang = lang or "es"
        keys = [(text, lang, limit) for text in texts]
        found = {key: self._known[key] for key in keys if key in self._known}
        asked = [key[0] for key in dict.fromkeys(keys) if key not in found]
        for block in _blocks(asked):
            rows = self._link_block(block, lang, limit)
            found.update({(text, lang, limit): row for text, row in zip(block, rows, strict=True)})
        self._remember(found)
        return [found[key] for key in keys]

    def book(self, lang: str) -> LabelBook:
        if lang not in self._books:
            langs = _READ_WITH.get(lang, frozenset({lang}))
            self._books[lang] = LabelBook(entries_of(self._labels(), langs))
        return self._books[lang]

    def _link_block(self, texts: list[str], lang: str, limit: int) -> list[tuple[Linked, ...]]:
        book = self.book(lang)
        similarities = book.similarities([prepare(text, lang).stems for text in texts])
        scores = self._scores(book, similarities)
        return [self._best(book, row, lang, limit) for row in scores]

    def _scores(self, book: LabelBook, similarities: Floats) -> Floats:
        by_id = book.best_by_id(similarities)
        by_id[:, [run for run, (_, id_) in enumerate(book.ids) if id_ == NO_ID]] = -1
        if not self._group_share:
            return by_id
        place = {isco: position for position, isco in enumerate(book.groups)}
        groups = book.best_by_group(similarities)[:, [place[isco] for isco, _ in book.ids]]
        mixed = (1 - self._group_share) * by_id + self._group_share * groups
        return np.where(by_id < 0, by_id, mixed)

    def _best(self, book: LabelBook, scores: Floats, lang: str, limit: int) -> tuple[Linked, ...]:
        order = np.argsort(-scores, kind="stable")[: limit * 2]
        rows = dict.fromkeys(book.ids[run] for run in order if scores[run] > 0)
        score = {book.ids[run]: float(scores[run]) for run in order}
        return tuple(
            Linked(id_, self._targets[id_].label(lang), isco or None, min(1.0, score[isco, id_]))
            for isco, id_ in list(rows)[:limit]
        )

    def _remember(self, found: dict[tuple[str, str, int], tuple[Linked, ...]]) -> None:
        if len(self._known) > 100_000:
            self._known.clear()
        self._known.update(found)


def _blocks(texts: list[str]) -> Iterable[list[str]]:
    return (texts[start : start + BLOCK] for start in range(0, len(texts), BLOCK))
