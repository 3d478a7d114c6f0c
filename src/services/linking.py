"""People's words beside catalog ids. Texts are linked once, in one call for a whole batch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matching.catalogs import load
from matching.linking import Linked, occupation_linker, skill_linker
from models.vocabulary import LinkOrigin

# Below this the linker's best is a guess: the text is kept and nothing is claimed.
LEAST_SCORE = 0.35


@dataclass(frozen=True, slots=True)
class Link:
    """What a text was linked to; `id` None where nothing was near enough."""

    text: str
    id: str | None
    label: str | None
    score: float
    origin: LinkOrigin


def link_occupations(texts: Iterable[str]) -> dict[str, Link]:
    catalog = load().occupations
    given = {text: _given(text, catalog[text].label("es")) for text in texts if text in catalog}
    wanted = [text for text in dict.fromkeys(texts) if text not in given]
    found = occupation_linker().link_many(wanted, limit=1)
    return given | dict(zip(wanted, map(_linked, wanted, found), strict=True))


def link_skills(texts: Iterable[str]) -> dict[str, Link]:
    catalog = load().skills
    given = {text: _given(text, catalog[text].label("es")) for text in texts if text in catalog}
    wanted = [text for text in dict.fromkeys(texts) if text not in given]
    found = skill_linker().link_many(wanted, limit=1)
    return given | dict(zip(wanted, map(_linked, wanted, found), strict=True))


def _given(identifier: str, label: str) -> Link:
    return Link(identifier, identifier, label, 1.0, LinkOrigin.GIVEN)


def _linked(text: str, found: tuple[Linked, ...]) -> Link:
    if not found or found[0].score < LEAST_SCORE:
        return Link(text, None, None, 0.0, LinkOrigin.LINKED)
    best = found[0]
    return Link(text, best.id, best.label, best.score, LinkOrigin.LINKED)


def ids(links: Mapping[str, Link], texts: Iterable[str]) -> frozenset[str]:
    """The catalog ids of the texts that were linked."""
    return frozenset(
        link.id for text in texts if (link := links.get(text)) is not None and link.id is not None
    )
