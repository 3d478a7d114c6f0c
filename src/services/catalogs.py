"""Catalogs as lists to choose from, found by what a person types."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from matching.catalogs import Catalogs, load
from matching.catalogs.gender import forms
from matching.catalogs.search import Hit, search
from matching.text import words
from models.repositories import centers
from services.errors import CatalogNotFound
from services.linking import suggest
from services.social_security.movements import WithdrawalCause
from services.wording import say
from services.wording.choices import DOCUMENTS, NEEDS, say_choice
from services.wording.employers import CAUSES
from services.wording.labels import label_language, occupation_label, skill_label

MOST = 200
# A list as short as this is given whole where nothing is sought in it; of a longer one so many.
WHOLE, FIRST = 500, 20
# Fewer names than these that begin as typed, and a phrase is also read for its meaning.
ENOUGH = 3
OFFERED = 5
LINKED: Mapping[str, Callable[[str, str], str | None]] = {
    "occupations": occupation_label,
    "skills": skill_label,
}
SPOKEN = ("es", "en", "fr", "pt", "ht")


@dataclass(frozen=True, slots=True)
class Entry:
    """`detail` sets equal labels apart: a state, a unit group, the wording that was met; of why a
    job ended it is the institute's code."""

    id: str
    label: str
    detail: str | None = None


SEARCHED: Mapping[str, str] = {
    "occupations": "occupation",
    "skills": "skill",
    "municipalities": "municipality",
    "localities": "locality",
    "states": "state",
    "languages": "language",
    "nationalities": "nationality",
    "schooling": "schooling",
}
CLOSED: Mapping[str, Callable[[Catalogs], Iterable[Any]]] = {
    "schedules": lambda known: known.schedules,
    "contracts": lambda known: known.contracts,
    "offers": lambda known: known.offers,
    "levels": lambda known: known.language_levels,
}
WORDED: Mapping[str, Mapping[str, str]] = {"documents": DOCUMENTS, "needs": NEEDS}
END_CAUSES = "end_causes"
NAMES = tuple(sorted([*SEARCHED, *CLOSED, *WORDED, END_CAUSES, "centers"]))


@dataclass(frozen=True, slots=True)
class Part:
    """`total`: how many the whole catalog has; None of what was sought in it."""

    entries: Sequence[Entry]
    total: int | None


def look_up(session: Session, name: str, query: str, *, lang: str, limit: int | None) -> Part:
    """Best first; without a query in the catalog's own order, a short one whole unless a limit is
    given. Raises CatalogNotFound."""
    if query.strip():
        return Part(_sought(session, name, query, lang, min(limit or FIRST, MOST)), None)
    total = _size(session, name, lang)
    most = limit or (total if total <= WHOLE else FIRST)
    return Part(list(islice(_listed(session, name, lang), most)), total)


def _size(session: Session, name: str, lang: str) -> int:
    """Without making the labels of thousands."""
    is_table = name in SEARCHED
    return len(_table(name).codes) if is_table else len(list(_listed(session, name, lang)))


def _sought(session: Session, name: str, query: str, lang: str, limit: int) -> list[Entry]:
    if name in SEARCHED:
        read = label_language(lang) if name in LINKED else lang
        named = [_met(name, hit, lang) for hit in search(SEARCHED[name], query, read, limit)]
        return named if len(named) >= ENOUGH else _with_meant(named, name, query, lang)[:limit]
    wanted = query.strip().casefold()
    found = (it for it in _listed(session, name, lang) if wanted in it.label.casefold())
    return list(islice(found, limit))


def _with_meant(named: list[Entry], name: str, query: str, lang: str) -> list[Entry]:
    """Names that begin as typed, then what a whole phrase may mean in other words."""
    if name not in LINKED or len(words(query)) < 2:
        return named
    known = {entry.id for entry in named}
    meant = suggest(name, query, lang=lang, limit=OFFERED)
    return named + [
        Entry(it.id, LINKED[name](it.id, lang) or it.label, it.because)
        for it in meant
        if it.id not in known
    ]


def _met(name: str, hit: Hit, lang: str) -> Entry:
    """The wording that was met is not told beside a label that says it already."""
    label = (LINKED[name](hit.id, lang) if name in LINKED else None) or hit.label
    is_said = any(words(form) == words(hit.detail) for form in forms(label))
    return Entry(hit.id, label, None if is_said else hit.detail or None)


def _listed(session: Session, name: str, lang: str) -> Iterable[Entry]:
    if name == "centers":
        return [Entry(row.code, row.name, str(row.kind)) for row in centers.active(session)]
    if name == END_CAUSES:
        return [Entry(it.word, say(CAUSES[it], lang), it.value) for it in WithdrawalCause]
    if name in CLOSED:
        return [Entry(row.code, row.name(lang)) for row in CLOSED[name](load())]
    if name in WORDED:
        family = "document" if name == "documents" else "need"
        return [Entry(code, say_choice(family, code, lang)) for code in WORDED[name]]
    if name in SEARCHED:
        return (Entry(code, _label(name, code, lang)) for code in _table(name).codes)
    raise CatalogNotFound


def _table(name: str) -> Any:
    return getattr(load(), name)


def _label(name: str, code: str, lang: str) -> str:
    if name in LINKED:
        return LINKED[name](code, lang) or code
    row = _table(name)[code]
    return str(row.name if isinstance(row.name, str) else row.name(lang))
