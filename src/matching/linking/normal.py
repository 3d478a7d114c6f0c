"""From what somebody wrote to the words that name the work, and the hints that do not.

Abbreviations are spelled out, gender marks dropped, and words such as "urgente", "turno nocturno"
or "zona norte" are split off: what they mean goes back to the caller as hints.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape

from matching.catalogs.packaged import lexicon
from matching.text import fold, stem, words

_GENDER_MARK = re.compile(
    r"(?<=[^\W\d_])(?:\s?\((?:a|as|o|os|e|es)\)|\s?/\s?(?:a|as|o|os|e|es)\b|@s?\b)"
)
# Tags, templates, addresses: no words of any language.
_MARKUP = re.compile(
    r"</?[a-z!][^<>]*>|\$?\{+[^{}]*\}+|\b(?:https?:|www\.)\S+|\S+@\S+\.\w+|%[0-9a-f]{2}\S*",
    re.IGNORECASE,
)
_STOP = {
    "es": "a al como con de del e el en la las lo los mi mis o para por que su sus un una y yo se",
    "en": "a an and as at by for from his her i in my of on or our the their to was were with",
    "fr": "a ai au aux ce chez comme d dans de des du en et j je l la le les m ma mes mon ou par "
    "pour sur un une",
    "pt": "a ao aos as com como da das de do dos e em eu meu minha na no nas nos o os ou para por "
    "um uma",
    "ht": "a ak an ap bagay ki kap kom konn la m moun mwen nan nou pou se sou te yo yon",
}
_STOPS = {lang: frozenset(line.split()) for lang, line in _STOP.items()}
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """A part that was split off: kind (schedule, place, contract, level, noise…), its meaning
    as `key=value` (may be empty), and the words as they stood."""

    kind: str
    meaning: str
    text: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """`words` are folded and spelled out; `stems` the same without stop words and noise, `whole`
    with the noise left in. `says_nothing`: there is noise and nothing else."""

    words: Phrase
    stems: Phrase
    whole: Phrase
    hints: tuple[Hint, ...]
    says_nothing: bool = False


@lru_cache(maxsize=50_000)
def prepare(text: str, lang: str) -> Prepared:
    """Text as the linker compares it. Words remain if noise is all there is."""
    spelled = _spelled_out(words(_GENDER_MARK.sub("", fold(_without_markup(text)))), lang)
    kept, hints = _without_noise(spelled, lang)
    says_nothing = all(word in stop_words(lang) for word in kept)
    kept = spelled if says_nothing else kept
    stems = content_stems(kept, lang), content_stems(spelled, lang)
    return Prepared(kept, *stems, hints, says_nothing)


def _without_markup(text: str) -> str:
    return _MARKUP.sub(" ", unescape(text))


def content_stems(text: Phrase, lang: str) -> Phrase:
    """Stems of the words that carry meaning; all stems if none does."""
    stops = stop_words(lang)
    own = _own_stems(lang)
    content = tuple(own.get(word) or stem(word, lang) for word in text if word not in stops)
    return content or tuple(own.get(word) or stem(word, lang) for word in text)


def stop_words(lang: str) -> frozenset[str]:
    return _STOPS.get(lang, _STOPS["es"])


def stop_word_list(lang: str) -> tuple[str, ...]:
    return tuple(_STOP[lang].split())


def _spelled_out(text: Phrase, lang: str) -> Phrase:
    spelled: list[str] = []
    for part, long in _parts(text, _abbreviations(lang)):
        spelled.extend(part if long is None else long)
    return tuple(spelled)


def _without_noise(text: Phrase, lang: str) -> tuple[Phrase, tuple[Hint, ...]]:
    kept: list[str] = []
    hints: list[Hint] = []
    for part, meaning in _parts(text, _noise(lang)):
        if meaning is None:
            kept.extend(part)
        else:
            hints.append(Hint(meaning[0], meaning[1], " ".join(part)))
    return _without_loose_ends(kept, lang), tuple(hints)


def _without_loose_ends(text: list[str], lang: str) -> Phrase:
    stops = stop_words(lang)
    while text and text[-1] in stops:
        text.pop()
    while text and text[0] in stops:
        text.pop(0)
    return tuple(text)


@dataclass(frozen=True, slots=True)
class Phrases:
    """What phrases stand for, and how long those can be that begin with a word."""

    meanings: dict[Phrase, Phrase]
    longest: dict[str, int]

    @classmethod
    def of(cls, meanings: dict[Phrase, Phrase]) -> "Phrases":
        longest: dict[str, int] = {}
        for first, *others in meanings:
            longest[first] = max(longest.get(first, 0), 1 + len(others))
        return cls(meanings, longest)


def _parts(text: Phrase, phrases: Phrases) -> Iterator[tuple[Phrase, Phrase | None]]:
    """The text cut into phrases (longest first, each with what it stands for) and single words."""
    at = 0
    while at < len(text):
        for size in range(min(phrases.longest.get(text[at], 1), len(text) - at), 0, -1):
            part = text[at : at + size]
            if part in phrases.meanings or size == 1:
                yield part, phrases.meanings.get(part)
                at += size
                break


@cache
def _own_stems(lang: str) -> dict[str, str]:
    """Of words whose stem is that of quite another word: `soldado`, `soldar`."""
    return {row["word"]: row["stem"] for row in lexicon("stems") if row["lang"] == lang}


@cache
def _abbreviations(lang: str) -> Phrases:
    found: dict[Phrase, Phrase] = {}
    for row in lexicon("abbreviations"):
        if row["lang"] == lang and row["scope"] != "skill":
            found.setdefault(words(row["short"]), words(row["long"]))
    return Phrases.of(found)


@cache
def _noise(lang: str) -> Phrases:
    rows = [row for row in lexicon("noise") if row["lang"] == lang]
    return Phrases.of({words(row["term"]): (row["kind"], row["meaning"]) for row in rows})
