"""Typed-ahead search in the catalogs: by the starts of words, in any order and language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock

from matching.catalogs.gender import forms
from matching.catalogs.loading import Catalogs, load
from matching.catalogs.search_index import Fit, Found, SearchIndex
from matching.catalogs.vocabularies import Choice, Language, Nationality
from matching.catalogs.wordings import Kind, wordings
from matching.text import words

SCORES: Mapping[Fit, float] = {Fit.EXACT: 1.0, Fit.START: 0.8, Fit.WORDS: 0.6}
_PLURALS = {
    "occupations": Kind.OCCUPATION,
    "skills": Kind.SKILL,
    "municipalities": Kind.MUNICIPALITY,
    "localities": Kind.LOCALITY,
    "states": Kind.STATE,
    "languages": Kind.LANGUAGE,
    "nationalities": Kind.NATIONALITY,
    "schedules": Kind.SCHEDULE,
    "contracts": Kind.CONTRACT,
    "offers": Kind.OFFER,
    "language_levels": Kind.LANGUAGE_LEVEL,
}
_PLACES = frozenset({Kind.MUNICIPALITY, Kind.LOCALITY})
# How people shorten the names of places when they write them.
SPELLED_OUT: Mapping[str, str] = {
    "cd": "ciudad",
    "gral": "general",
    "sta": "santa",
    "sto": "santo",
    "gpe": "guadalupe",
    "tj": "tijuana",
    "mty": "monterrey",
    "gdl": "guadalajara",
    "slp": "san luis potosi",
    "ags": "aguascalientes",
    "qro": "queretaro",
}
_indexes: dict[Kind, SearchIndex] = {}
_building = Lock()


@dataclass(frozen=True, slots=True)
class Hit:
    """`label` is the entry's name in the language asked for; `detail` what else tells it apart:
    the state of a place, or the wording that was met where the label does not show it. `score`
    1.0 for the whole text, 0.8 for its start, 0.6 for the starts of its words."""

    id: str
    label: str
    detail: str
    score: float


def search(kind: str, query: str, lang: str = "es", limit: int = 10) -> list[Hit]:
    """Best first: exact, then the start of a name, then the starts of its words; within each,
    names in `lang`, then Spanish, then others; the shorter first, places the larger first.

    `kind` is a `Kind` or the plural of one; raises ValueError for another. Every word of `query`
    must start a word of the name (or of the state beside it). No words, no hits.
    """
    asked = kind_of(kind)
    if limit < 1 or not words(query[:200]):
        return []
    if asked in _PLACES:
        query = " ".join(SPELLED_OUT.get(word, word) for word in words(query[:200]))
    catalogs = load()
    speak = _SPEAKERS[asked]
    return [speak(catalogs, found, lang) for found in index(asked).find(query, lang, limit)]


def kind_of(name: str) -> Kind:
    return _PLURALS.get(name) or Kind(name)


def index(kind: Kind) -> SearchIndex:
    """Built when first asked for: ask at the start of a process to spare the first person."""
    built = _indexes.get(kind)
    if built is None:
        with _building:
            built = _indexes.setdefault(kind, SearchIndex(wordings(kind, load())))
    return built


def _occupation(catalogs: Catalogs, found: Found, lang: str) -> Hit:
    occupation = catalogs.occupations.at(found.row)
    return _hit(occupation.id, occupation.label(lang), found)


def _skill(catalogs: Catalogs, found: Found, lang: str) -> Hit:
    skill = catalogs.skills.at(found.row)
    return _hit(skill.id, skill.label(lang), found)


def _municipality(catalogs: Catalogs, found: Found, _lang: str) -> Hit:
    place = catalogs.municipalities.at(found.row)
    state = catalogs.states[place.state].short_name
    met = "" if found.text == place.name else f"{found.text}, "
    return Hit(place.code, place.name, f"{met}{state}", SCORES[found.fit])


def _locality(catalogs: Catalogs, found: Found, _lang: str) -> Hit:
    place = catalogs.localities.at(found.row)
    municipality = catalogs.municipalities[place.municipality]
    state = catalogs.states[municipality.state].short_name
    return Hit(place.code, place.name, f"{municipality.name}, {state}", SCORES[found.fit])


def _state(catalogs: Catalogs, found: Found, _lang: str) -> Hit:
    state = catalogs.states.at(found.row)
    return _hit(state.code, state.name, found)


def _named(field: str) -> Callable[[Catalogs, Found, str], Hit]:
    def speak(catalogs: Catalogs, found: Found, lang: str) -> Hit:
        entry: Language | Nationality | Choice = getattr(catalogs, field).at(found.row)
        return _hit(entry.code, entry.name(lang), found)

    return speak


def _hit(code: str, label: str, found: Found) -> Hit:
    met = words(found.text)
    is_shown = any(words(form) == met for form in (label, *forms(label)))
    return Hit(code, label, "" if is_shown else found.text, SCORES[found.fit])


_SPEAKERS: Mapping[Kind, Callable[[Catalogs, Found, str], Hit]] = {
    Kind.OCCUPATION: _occupation,
    Kind.SKILL: _skill,
    Kind.MUNICIPALITY: _municipality,
    Kind.LOCALITY: _locality,
    Kind.STATE: _state,
    Kind.LANGUAGE: _named("languages"),
    Kind.NATIONALITY: _named("nationalities"),
    Kind.SCHOOLING: _named("schooling"),
    Kind.SCHEDULE: _named("schedules"),
    Kind.CONTRACT: _named("contracts"),
    Kind.OFFER: _named("offers"),
    Kind.LANGUAGE_LEVEL: _named("language_levels"),
}
