"""Starts of words over a fixed set of texts.

Texts are numbered in the order in which equals are shown. Each word's texts lie side by side in
the order of the words, so the texts that hold any word of a prefix are one slice; a query is the
intersection of such slices.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from matching.catalogs.lines import Lines
from matching.catalogs.wordings import Wording
from matching.text import words

MOST_LETTERS = 200
MOST_WORDS = 8
# Of a word that nothing starts with: from this length on, and this alike (of 100), it is a slip.
SHORTEST_MENDED = 4
LEAST_LIKENESS = 80
_RUN = re.compile(r"[^\W_]+[+#]*")
_AFTER_ALL = b"\xff"
# Words that bind others in the five languages; a typed one need not be in the text.
_CONNECTORS = frozenset(
    [
        *("de", "del", "la", "el", "los", "las", "en", "y", "con", "para", "of", "the", "and"),
        *("in", "du", "des", "et", "le", "les", "d", "l", "do", "da", "dos", "das", "e", "ak"),
    ]
)
Numbers = NDArray[np.uint32]


class Fit(IntEnum):
    EXACT = 0
    START = 1
    WORDS = 2


@dataclass(frozen=True, slots=True)
class Found:
    row: int
    text: str
    fit: Fit


class SearchIndex:
    def __init__(self, wordings: Iterable[Wording]) -> None:
        texts = _Texts(wordings)
        by_key, shown = texts.orders()
        self._texts = Lines(texts.texts[at] for at in shown.tolist())
        self._rows = np.array(texts.rows, np.uint32)[shown]
        self._langs = np.array(texts.langs, "S2")[shown]
        self._keys = Lines(texts.keys[at] for at in by_key.tolist())
        place = np.argsort(shown).astype(np.uint32)
        self._by_key = place[by_key]
        self._words, self._starts, self._numbers = texts.postings(place)

    def __len__(self) -> int:
        return len(self._texts)

    def find(self, query: str, lang: str, limit: int) -> list[Found]:
        """Best first, each row once: exact, start of the text, starts of words; `lang` first.

        When nothing is found, words that start no word of the texts are read as the nearest one;
        such a reading is a guess, never more than the starts of words.
        """
        asked = words(query[:MOST_LETTERS])[:MOST_WORDS]
        numbers, closest = self._holding(asked), Fit.EXACT
        if not len(numbers):
            asked, closest = tuple(self._mended(word) for word in asked), Fit.WORDS
            numbers = self._holding(asked)
        fits = self._fits(" ".join(asked), numbers)
        order = np.argsort(fits * 3 + self._strangeness(numbers, lang), kind="stable")
        best: dict[int, Found] = {}
        for at in order:
            number = int(numbers[at])
            row = int(self._rows[number])
            if row not in best:
                best[row] = Found(
                    row, self._texts[number].decode(), max(closest, Fit(int(fits[at])))
                )
                if len(best) >= limit:
                    break
        return list(best.values())

    def _holding(self, asked: Sequence[str]) -> Numbers:
        """Numbers of the texts with a word for each of those asked, ascending."""
        needed = [word for word in asked[:-1] if word not in _CONNECTORS] + list(asked[-1:])
        slices = [self._slice(word) for word in needed]
        if len(slices) > 1 and needed[-1] in _CONNECTORS and not len(slices[-1]):
            slices.pop()
        held = np.full(len(self), bool(slices))
        for numbers in slices:
            holds = np.zeros(len(self), bool)
            holds[numbers] = True
            held &= holds
        return np.flatnonzero(held).astype(np.uint32)

    def _mended(self, word: str) -> str:
        if len(word) < SHORTEST_MENDED or len(self._slice(word)):
            return word
        near = process.extractOne(
            word, self._spelled, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS
        )
        return near[0] if near else word

    @cached_property
    def _spelled(self) -> list[str]:
        return [word.decode() for word in self._words]

    def _slice(self, start: str) -> Numbers:
        first = bisect_left(self._words, start.encode())
        last = bisect_left(self._words, start.encode() + _AFTER_ALL)
        return self._numbers[self._starts[first] : self._starts[last]]

    def _fits(self, asked: str, numbers: Numbers) -> NDArray[np.uint8]:
        key = asked.encode()
        fits = np.full(len(self), Fit.WORDS, np.uint8)
        first = bisect_left(self._keys, key)
        fits[self._by_key[first : bisect_left(self._keys, key + _AFTER_ALL)]] = Fit.START
        fits[self._by_key[first : bisect_left(self._keys, key + b"\0")]] = Fit.EXACT
        return fits[numbers]

    def _strangeness(self, numbers: Numbers, lang: str) -> NDArray[np.uint8]:
        """0 for `lang` and for names of no language, 1 for Spanish, 2 for the others."""
        langs = self._langs[numbers]
        strange: NDArray[np.uint8] = np.where(langs == b"es", 1, 2).astype(np.uint8)
        strange[(langs == lang.encode(errors="ignore")) | (langs == b"")] = 0
        return strange


class _Folded(dict[str, str]):
    """Each run of letters is folded once for all texts: the same as `words`, ten times as fast."""

    def __missing__(self, run: str) -> str:
        self[run] = " ".join(words(run))
        return self[run]


class _Vocabulary(dict[str, int]):
    def __missing__(self, word: str) -> int:
        self[word] = len(self)
        return self[word]


class _Texts:
    """The texts while the index is built, in the order in which they come."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        self.texts: list[str] = []
        self.keys: list[str] = []
        self.rows, self._weights = array("L"), array("q")
        self.langs: list[str] = []
        self._spoken, self._counts = array("L"), array("L")
        self._vocabulary, self._folded = _Vocabulary(), _Folded()
        for row, text, lang, context, weight in wordings:
            key = self._key(text)
            self.texts.append(text)
            self.keys.append(key)
            self.rows.append(row)
            self.langs.append(lang)
            self._weights.append(weight)
            spoken = key.split() + self._key(context).split() if context else key.split()
            self._spoken.extend(map(self._vocabulary.__getitem__, spoken))
            self._counts.append(len(spoken))

    def orders(self) -> tuple[Numbers, Numbers]:
        """Positions by key, and as shown: by weight, largest first, the shorter, by key."""
        by_key = np.array(sorted(range(len(self.keys)), key=self.keys.__getitem__), np.uint32)
        lengths = np.array([len(key) for key in self.keys])[by_key]
        weights = np.array(self._weights)[by_key]
        return by_key, by_key[np.lexsort((lengths, -weights))]

    def postings(self, place: Numbers) -> tuple[Lines, NDArray[np.int64], Numbers]:
        """Words in order; where each one's texts start; the places of the texts, word by word."""
        vocabulary = sorted(self._vocabulary)
        rank = np.empty(len(vocabulary), np.uint64)
        rank[[self._vocabulary[word] for word in vocabulary]] = np.arange(len(vocabulary))
        places = np.repeat(place, np.array(self._counts, np.int64))
        pairs = np.sort(rank[np.array(self._spoken, np.int64)] << np.uint64(32) | places)
        ranks = (pairs >> np.uint64(32)).astype(np.uint32)
        starts = np.searchsorted(ranks, np.arange(len(vocabulary) + 1, dtype=np.uint32))
        return Lines(vocabulary), starts, pairs.astype(np.uint32)

    def _key(self, text: str) -> str:
        return " ".join(map(self._folded.__getitem__, _RUN.findall(text)))
