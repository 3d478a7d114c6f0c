"""A bare title of the source as it is shown: small words back, accents back, a capital in front.

What asks for a sex, and the names of real companies, are left out.
"""

import re
from collections.abc import Iterator
from functools import cache

from demo.packaged import table

SEX_DROPPED = "sex_requirement_dropped"
BRAND_DROPPED = "company_name_dropped"
WRITTEN_OUT = "accents_and_small_words_restored"

_NOT_SPACED = re.compile(r"\s+([,.;])")
_SLASH = re.compile(r"\s*/\s*")
_EDGE = " .,;/-"


def shown_title(title: str) -> tuple[str, tuple[str, ...]]:
    """The title for people and why it differs, beyond its capital, from the source."""
    bare = _without_brands(_SLASH.sub(" / ", title))
    tokens = [token for token in _parts(bare) if token]
    words = [word for word in tokens if not _asks_for_sex(word)]
    shown = _sentence(" ".join(_with_small_words(words)))
    return shown, tuple(_reasons(title, bare, dropped=len(tokens) - len(words), shown=shown))


def _without_brands(title: str) -> str:
    for brand in table("titles")["brands"]:
        title = re.sub(rf"\b(?:para (?:planta )?)?{brand}\b", " ", title)
    return title


def _parts(title: str) -> list[str]:
    """Words, with the pairs of `tables/titles.toml` taken as one; a pair keeps its own words."""
    words, parts = title.replace(",", " , ").split(), list[str]()
    pairs = table("titles")["pairs"]
    at = 0
    while at < len(words):
        pair = pairs.get(" ".join(words[at : at + 2]))
        parts.append(pair or words[at])
        at += 2 if pair else 1
    return parts


def _asks_for_sex(word: str) -> bool:
    return word.strip(".") in _words("removed")


def _with_small_words(words: list[str]) -> Iterator[str]:
    """`de` between a role and a thing: "gerente ventas" is "gerente de ventas"."""
    before = ""
    for word in words:
        plain = _expanded(word)
        if before in _words("roles") and plain.split()[0] in _words("things"):
            yield "de"
        yield " ".join(_accented(part) for part in plain.split())
        before = plain


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("titles")[name])


def _expanded(word: str) -> str:
    return str(table("titles")["expanded"].get(word, word))


def _accented(word: str) -> str:
    end = "." if word.endswith(".") and len(word) > 1 else ""
    stem = word.removesuffix(".") if end else word
    return str(table("titles")["accents"].get(stem, stem)) + end


def _sentence(text: str) -> str:
    tidy = _NOT_SPACED.sub(r"\1", text).strip(_EDGE) or "Vacante"
    return tidy[0].upper() + tidy[1:]


def _reasons(title: str, bare: str, *, dropped: int, shown: str) -> Iterator[str]:
    if bare.split() != _SLASH.sub(" / ", title).split():
        yield BRAND_DROPPED
    if dropped:
        yield SEX_DROPPED
    if shown.lower() != title and not dropped:
        yield WRITTEN_OUT
