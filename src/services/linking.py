"""People's words beside catalog ids. Texts are linked once, in one call for a whole batch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from matching.catalogs import load
from matching.linking import Linked, SkillLinker, occupation_linker, respelled, skill_linker
from matching.linking.normal import prepare
from models.vocabulary import LinkOrigin

# Below these the linker's best is a guess: the text is kept and nothing is claimed. Both scores
# are calibrated; a skill that nobody claimed harms more than one that is asked for again.
LEAST_SCORE = 0.5
LEAST_SKILL_SCORE = SkillLinker.SURE
# Read in Spanish as surely as this, a text is read in no other language.
ENOUGH = 0.8
SPANISH = "es"
OTHERS = ("en", "fr", "pt", "ht")
# To choose from, a third chance of being right is worth showing.
LEAST_SUGGESTED = 0.3


@dataclass(frozen=True, slots=True)
class Link:
    """What a text was linked to; `id` None where nothing was near enough."""

    text: str
    id: str | None
    label: str | None
    score: float
    origin: LinkOrigin


class Labelled(Protocol):
    def label(self, lang: str) -> str: ...


class Catalog(Protocol):
    def __contains__(self, code: object) -> bool: ...
    def __getitem__(self, code: str) -> Labelled: ...


def link_occupations(texts: Iterable[str], *, lang: str = "es") -> dict[str, Link]:
    """`lang` is the language of the labels; the texts may be in any."""
    return _links(texts, load().occupations, occupation_linker(), lang, LEAST_SCORE)


def link_skills(texts: Iterable[str], *, lang: str = "es") -> dict[str, Link]:
    return _links(texts, load().skills, skill_linker(), lang, LEAST_SKILL_SCORE)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a phrase may mean; `because` is the wording that speaks for it."""

    id: str
    label: str
    because: str | None


def suggest(kind: str, phrase: str, *, lang: str, limit: int) -> list[Suggestion]:
    """Of `occupations` or `skills`, for choosing from, best first; nothing for mere noise."""
    linker = occupation_linker() if kind == "occupations" else skill_linker()
    found = [it for it in linker.link(phrase, lang, limit) if it.score >= LEAST_SUGGESTED]
    reasons = linker.explain_all(phrase, [linked.id for linked in found], lang) if found else []
    return [
        Suggestion(linked.id, linked.label, why.label if why else None)
        for linked, why in zip(found, reasons, strict=True)
    ]


# What the words beside a title mean, as fields of an opening.
_FIELDS: Mapping[str, tuple[str, str]] = {
    "schedule=night": ("schedule", "night"),
    "schedule=part_time": ("schedule", "part_time"),
    "schedule=full_time": ("schedule", "full_time"),
    "schedule=weekend": ("schedule", "weekends"),
    "schedule=rotating": ("schedule", "rotating"),
    "contract=temporary": ("contract", "fixed_term"),
    "contract=permanent": ("contract", "indefinite"),
    "contract=training": ("contract", "initial_training"),
}


@dataclass(frozen=True, slots=True)
class FieldSaid:
    """A value that the words of a title give a field; to be offered, never applied unasked."""

    field: str
    value: str
    words: str


def fields_said(title: str, *, lang: str = "es") -> list[FieldSaid]:
    hints = prepare(title, lang).hints
    return [FieldSaid(*_FIELDS[it.meaning], it.text) for it in hints if it.meaning in _FIELDS]


class Linker(Protocol):
    def link_many(
        self, texts: Sequence[str], lang: str | None, limit: int
    ) -> list[tuple[Linked, ...]]: ...

    def written_in(self, text: str, asked: str) -> str: ...


def _links(
    texts: Iterable[str], catalog: Catalog, linker: Linker, lang: str, least: float
) -> dict[str, Link]:
    asked = list(dict.fromkeys(texts))
    given = {text: _given(text, catalog[text].label(lang)) for text in asked if text in catalog}
    wanted = [text for text in asked if text not in given]
    linked = _sure(wanted, linker, least)
    linked |= _as_heard([text for text in wanted if text not in linked], linker, least)
    labels = {text: catalog[best.id].label(lang) for text, best in linked.items()}
    return given | {
        text: _linked(text, linked[text], labels[text]) if text in linked else _unlinked(text)
        for text in wanted
    }


def _sure(texts: Sequence[str], linker: Linker, least: float) -> dict[str, Linked]:
    return {text: best for text, best in _read(texts, linker).items() if best.score >= least}


def _as_heard(texts: Sequence[str], linker: Linker, least: float) -> dict[str, Linked]:
    """Of texts that say nothing as they are written, those that do as they sound."""
    heard = {text: spelled for text in texts if (spelled := respelled(text)) is not None}
    found = _sure(list(heard.values()), linker, least)
    return {text: found[spelled] for text, spelled in heard.items() if spelled in found}


def _read(texts: Sequence[str], linker: Linker) -> dict[str, Linked]:
    """By the words alone, in whatever language they say most: a Spanish form may be filled in
    Creole, and the language of a form must not move who filled it. Spanish where it is enough."""
    found = _best(texts, linker, SPANISH)
    doubtful = [text for text in texts if text not in found or found[text].score < ENOUGH]
    for lang in OTHERS:
        some = [text for text in doubtful if linker.written_in(text, lang) == lang]
        for text, best in _best(some, linker, lang).items():
            if text not in found or best.score > found[text].score:
                found[text] = best
    return found


def _best(texts: Sequence[str], linker: Linker, lang: str) -> dict[str, Linked]:
    found = zip(texts, linker.link_many(texts, lang, 1), strict=True)
    return {text: best[0] for text, best in found if best}


def _given(identifier: str, label: str) -> Link:
    return Link(identifier, identifier, label, 1.0, LinkOrigin.GIVEN)


def _linked(text: str, best: Linked, label: str) -> Link:
    return Link(text, best.id, label, best.score, LinkOrigin.LINKED)


def _unlinked(text: str) -> Link:
    return Link(text, None, None, 0.0, LinkOrigin.LINKED)
