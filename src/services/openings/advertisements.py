"""What an advertisement asks of people, or takes from them, that the law does not let it.

`advertisements.toml` holds the words and their sources. Words alone do not judge: whoever is named
here is looked at by staff.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from unicodedata import normalize

# One letter for one, so that a place in the bare text is one in the text.
_ACCENTS = tuple(zip("áéíóúüñàâãäèêëìîïòôõöùûç", "aeiouunaaaaeeeiiioooouuc", strict=True))
# Between two words of one clause.
_GAP = r"(?:[^\w.,;!?\n]+)"


@dataclass(frozen=True, slots=True)
class Demand:
    """`words` as they stand in the advertisement, in lower case."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class _Group:
    code: str
    fragments: tuple[str, ...]
    asked: re.Pattern[str]
    in_title: re.Pattern[str] | None
    allowed: re.Pattern[str]

    def first_in(self, title: str, text: str) -> tuple[int, int] | None:
        """Where in the bare text, which begins with the title."""
        for fragment in self.fragments:
            if fragment in text:
                break
        else:
            return None
        harmless = [found.span() for found in self.allowed.finditer(text)]
        asked = (found.span() for found in self._asked(title, text))
        return next((span for span in asked if not _overlaps(span, harmless)), None)

    def _asked(self, title: str, text: str) -> Iterator[re.Match[str]]:
        if self.in_title is not None:
            yield from self.in_title.finditer(title)
        yield from self.asked.finditer(text)


def unlawful_demands(title: str, more: Iterable[str] = ()) -> Iterator[Demand]:
    """At most one of each code, in the order of the table; `more` is whatever else it says."""
    shown = "\n".join(normalize("NFKC", text).lower() for text in (title, *more))
    bare = _without_accents(shown)
    head = bare.partition("\n")[0]
    for group in _groups():
        span = group.first_in(head, bare)
        if span is not None:
            yield Demand(group.code, " ".join(shown[slice(*span)].split()))


@cache
def demand_codes() -> frozenset[str]:
    return frozenset(group.code for group in _groups())


def _without_accents(text: str) -> str:
    """`str.translate` takes ten times as long."""
    if not text.isascii():
        for accented, plain in _ACCENTS:
            text = text.replace(accented, plain)
    return text


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


@cache
def _groups() -> tuple[_Group, ...]:
    text = files("services.openings").joinpath("advertisements.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return tuple(_group(code, given, table) for code, given in table["groups"].items())


def _group(code: str, given: Mapping[str, Any], table: Mapping[str, Any]) -> _Group:
    words, in_title = table["words"], given.get("in_title")
    return _Group(
        code,
        tuple(given["fragments"]),
        _any_of(given["patterns"], words),
        _any_of(in_title, words) if in_title else None,
        _any_of([*given["allowed"], *table["negations"]], words),
    )


def _any_of(patterns: Iterable[str], words: Mapping[str, str]) -> re.Pattern[str]:
    joined = "|".join(patterns)
    # Lists may name lists.
    for _ in range(2):
        for name, listed in words.items():
            joined = joined.replace(f"{{{name}}}", listed)
    return re.compile(rf"\b(?:{joined})(?!\w)".replace(" ", _GAP))
