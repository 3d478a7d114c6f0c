"""People's words beside catalog ids. Texts are linked once, in one call for a whole batch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from matching.catalogs import load
from matching.linking import Linked, occupation_linker, skill_linker
from models.vocabulary import LinkOrigin

# Below these the linker's best is a guess: the text is kept and nothing is claimed. Scores of
# occupations are calibrated; those of skills are likenesses, where nonsense reaches 0.7.
LEAST_SCORE = 0.5
LEAST_SKILL_SCORE = 0.72


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
    """`lang` is the language that the texts are most likely written in."""
    return _links(texts, load().occupations, occupation_linker(), lang, LEAST_SCORE)


def link_skills(texts: Iterable[str], *, lang: str = "es") -> dict[str, Link]:
    return _links(texts, load().skills, skill_linker(), lang, LEAST_SKILL_SCORE)


class Linker(Protocol):
    def link_many(
        self, texts: Sequence[str], lang: str | None, limit: int
    ) -> list[tuple[Linked, ...]]: ...


def _links(
    texts: Iterable[str], catalog: Catalog, linker: Linker, lang: str, least: float
) -> dict[str, Link]:
    asked = list(dict.fromkeys(texts))
    given = {text: _given(text, catalog[text].label(lang)) for text in asked if text in catalog}
    wanted = [text for text in asked if text not in given]
    found = linker.link_many(wanted, lang, 1)
    linked = (_linked(text, best, least) for text, best in zip(wanted, found, strict=True))
    return given | dict(zip(wanted, linked, strict=True))


def _given(identifier: str, label: str) -> Link:
    return Link(identifier, identifier, label, 1.0, LinkOrigin.GIVEN)


def _linked(text: str, found: tuple[Linked, ...], least: float) -> Link:
    if not found or found[0].score < least:
        return Link(text, None, None, 0.0, LinkOrigin.LINKED)
    best = found[0]
    return Link(text, best.id, best.label, best.score, LinkOrigin.LINKED)
