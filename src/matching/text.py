"""Text as the catalogs and the linker compare it: folded, cut into words, stemmed."""

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import snowballstemmer

_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_SPACE = re.compile(r"\s+")
# Letters that NFKD leaves whole, as they occur in names and borrowed words.
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ð": "d", "þ": "th"})
_STEMMERS = {"es": "spanish", "en": "english", "fr": "french", "pt": "portuguese"}


def fold(text: str) -> str:
    """Lower case, no accents (ñ becomes n), single spaces, nothing at the ends."""
    lowered = text.casefold()
    if not lowered.isascii():
        # Twice: taking a letter apart can lay bare a capital (as in the double-struck ones).
        once = unicodedata.normalize("NFKD", lowered).casefold()
        parts = unicodedata.normalize("NFKD", once)
        lowered = "".join(c for c in parts if not unicodedata.combining(c)).translate(_LETTERS)
    return _SPACE.sub(" ", lowered).strip()


def words(text: str) -> tuple[str, ...]:
    """Folded words in order, without punctuation; `c++` and `c#` stay whole."""
    return tuple(_WORD.findall(fold(text)))


def stems(text: str, lang: str) -> tuple[str, ...]:
    """Stem of each word; a language without a stemmer (ht) keeps its words."""
    return tuple(stem(word, lang) for word in words(text))


@lru_cache(maxsize=200_000)
def stem(word: str, lang: str) -> str:
    """Stem of one folded word."""
    stemmer = _stemmer(lang)
    return word if stemmer is None else str(stemmer.stemWord(word))


@lru_cache(maxsize=8)
def _stemmer(lang: str) -> "snowballstemmer.stemmer | None":
    import snowballstemmer  # noqa: PLC0415 - no start waits for what only words need

    name = _STEMMERS.get(lang)
    return snowballstemmer.stemmer(name) if name else None
