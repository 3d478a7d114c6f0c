"""Every wording that the linker learns from, of all sources, in one shape."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Protocol

from matching.catalogs.packaged import lexicon
from matching.linking.normal import content_stems
from matching.text import words

CODED = "coded"
VERB = "verb"
HAND_WRITTEN = frozenset({"lexicon", VERB})
TRUSTED = HAND_WRITTEN | {CODED}
# A dozen wordings are made of one row of verbs: together they say no more than a title or two.
_WEIGHTS = {"lexicon": 3.0, CODED: 3.0, VERB: 0.25}
# How much a wording speaks for its first, second, third … group.
_TRUSTED_RANKS = (1.0, 0.95, 0.9, 0.8)
_OTHER_RANKS = (1.0, 0.6, 0.5, 0.4)


class LabelLike(Protocol):
    """As `matching.catalogs` gives them. `id` is None where only the ISCO group is known."""

    @property
    def text(self) -> str: ...
    @property
    def lang(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def id(self) -> str | None: ...
    @property
    def isco(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One wording. `groups` are ISCO unit groups, the likeliest first; `id` may be empty."""

    text: str
    lang: str
    source: str
    stems: tuple[str, ...]
    id: str
    groups: tuple[str, ...]

    @property
    def weight(self) -> float:
        return _WEIGHTS.get(self.source, 1.0)

    def shares(self) -> Iterator[tuple[str, float]]:
        """Groups with how much the wording speaks for each, 1 for the first."""
        ranks = _TRUSTED_RANKS if self.source in TRUSTED else _OTHER_RANKS
        for rank, group in enumerate(self.groups):
            yield group, ranks[min(rank, len(ranks) - 1)]


def gather(labels: Iterable[LabelLike]) -> list[Entry]:
    """Wordings with equal stems, of one source, for the same id are one entry, groups joined; a
    group without an id joins the wording that came before it."""
    found: dict[tuple[str, ...], Entry] = {}
    latest: dict[tuple[str, ...], str] = {}
    for label in labels:
        entry = _entry(label)
        place = (entry.lang, entry.source, *entry.stems)
        id_ = latest[place] = entry.id or latest.get(place, "")
        known = found.get((id_, *place))
        found[id_, *place] = entry if known is None else _joined(known, entry)
    return [entry for entry in found.values() if entry.stems]


def _entry(label: LabelLike) -> Entry:
    stems = content_stems(words(label.text), label.lang)
    groups = tuple(label.isco.split("|")) if label.isco else ()
    source = "esco" if label.source.startswith("esco") else label.source
    return Entry(label.text, label.lang, source, stems, label.id or "", groups)


def _joined(one: Entry, other: Entry) -> Entry:
    groups = tuple(dict.fromkeys(one.groups + other.groups))
    return Entry(one.text, one.lang, one.source, one.stems, one.id, groups)


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording that the catalogs do not list: `isco` may hold several groups, `|` between."""

    text: str
    isco: str
    lang: str
    source: str
    id: str | None = None


def coded_titles() -> list[Wording]:
    """Real vacancy titles with their ISCO groups, coded by hand (see data/README.md)."""
    path = files("matching.linking") / "data" / "coded_titles.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return [Wording(row["title"], row["isco"], "es", CODED) for row in rows]


def frequent_titles() -> list[Wording]:
    """The most frequent vacancy titles, from the lexicon."""
    rows = lexicon("titles_mx")
    return [Wording(r["title"], r["isco"], "es", "lexicon", r["esco_id"] or None) for r in rows]


def names_in_languages() -> list[Wording]:
    """Occupations in demand as they are called in English, French, Portuguese and Creole."""
    rows = lexicon("names")
    return [Wording(r["term"], r["isco"], r["lang"], "lexicon", r["esco_id"]) for r in rows]
