"""Names as the civil register and the institute write them: A to Z, Ñ and single spaces."""

import unicodedata

from matching.text import fold

_JOINS_WORDS = frozenset("-/,;_\u2010\u2011\u2012\u2013\u2014")


def official(name: str) -> str:
    """Upper case; accents dropped, Ñ kept, hyphens to spaces, apostrophes, dots and digits out.

    A name in another alphabet comes out empty: it has to be transliterated by a person first.
    """
    letters = "".join(map(_letter, unicodedata.normalize("NFC", name).upper()))
    return " ".join(letters.split())


def _letter(char: str) -> str:
    if char == "Ñ":
        return char
    if char.isspace() or char in _JOINS_WORDS:
        return " "
    return "".join(letter for letter in fold(char).upper() if "A" <= letter <= "Z")
