"""In which language a short text is written, by the n-grams of the labels of each."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from matching.linking.features import Floats, gram_terms
from matching.text import words

LANGUAGES = ("es", "en", "fr", "pt", "ht")
KEPT_GRAMS = 12_000
SPANISH = "es"
_WORD = re.compile(r"[^\W\d_]+")
# Most who write here write Spanish; a language that was asked for is likelier still.
SPANISH_LEAD = 4.0
ASKED_LEAD = 4.0


class LanguageGuess:
    def __init__(self, grams: Sequence[str], weights: Floats) -> None:
        """`weights` is n-grams x `LANGUAGES`: log-probabilities."""
        self.grams = list(grams)
        self.weights = weights
        self._rows = {gram: row for row, gram in enumerate(grams)}

    @classmethod
    def fit(cls, texts: Mapping[str, Sequence[str]]) -> "LanguageGuess":
        """`texts` are examples by language."""
        counts = [_counts(texts[lang]) for lang in LANGUAGES]
        shares = [{g: n / max(1, sum(c.values())) for g, n in c.items()} for c in counts]
        total: dict[str, float] = {}
        for share in shares:
            for gram, part in share.items():
                total[gram] = total.get(gram, 0.0) + part
        grams = sorted(total, key=lambda gram: (-total[gram], gram))[:KEPT_GRAMS]
        table = [[np.log(share.get(gram, 0.0) + 1e-6) for share in shares] for gram in grams]
        return cls(grams, np.asarray(table, dtype=np.float16).astype(np.float32))

    def of(self, text: str, asked: str | None = None) -> str:
        """Spanish unless the evidence against it is clear. Where a language is asked for, the
        text is in it or in Spanish; who asks for Spanish writes Spanish."""
        if asked == SPANISH:
            return SPANISH
        rows = [self._rows[gram] for gram in _grams(text) if gram in self._rows]
        odds = self.weights[rows].sum(axis=0) if rows else np.zeros(len(LANGUAGES))
        leads = {SPANISH: SPANISH_LEAD} if asked is None else {SPANISH: 0.0, asked: ASKED_LEAD}
        choices = LANGUAGES if asked is None else tuple(leads)
        return max(choices, key=lambda lang: odds[LANGUAGES.index(lang)] + leads.get(lang, 0.0))


def _grams(text: str) -> list[str]:
    """Of the words as written and, where they differ, without accents."""
    written = _WORD.findall(text.casefold())
    plain = words(text)
    return gram_terms([*written, *(word for word in plain if word not in written)])


def _counts(texts: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for text in texts:
        for gram in _grams(text):
            found[gram] = found.get(gram, 0) + 1
    return found
