"""By which texts each kind of catalog entry can be found."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from matching.catalogs.gender import forms
from matching.catalogs.loading import Catalogs
from matching.catalogs.packaged import lexicon
from matching.catalogs.tables import Names
from matching.catalogs.verbs import doings
from matching.catalogs.vocabularies import LANGUAGES, Choices, Language, Nationality


class Kind(StrEnum):
    OCCUPATION = "occupation"
    SKILL = "skill"
    MUNICIPALITY = "municipality"
    LOCALITY = "locality"
    STATE = "state"
    LANGUAGE = "language"
    NATIONALITY = "nationality"
    SCHOOLING = "schooling"
    SCHEDULE = "schedule"
    CONTRACT = "contract"
    OFFER = "offer"
    LANGUAGE_LEVEL = "language_level"


class Wording(NamedTuple):
    """`lang` is empty for names that belong to no language; `context` holds words that may be
    typed beside the text (a state); the larger `weight` comes first among equals."""

    row: int
    text: str
    lang: str = ""
    context: str = ""
    weight: int = 0


def wordings(kind: Kind, catalogs: Catalogs) -> Iterable[Wording]:
    return _WORDINGS[kind](catalogs)


def _occupations(catalogs: Catalogs) -> Iterator[Wording]:
    for row, text, lang in _esco(catalogs.occupations.names):
        for form in forms(text) if "/" in text else (text,):
            yield Wording(row, form, lang)
    # Of equal wordings the first is shown first: what a person judged before what was inferred.
    yield from _lexicon_occupations(catalogs)
    yield from _latin_occupations(catalogs)


def _latin_occupations(catalogs: Catalogs) -> Iterator[Wording]:
    occupations = catalogs.occupations
    for title in catalogs.titles:
        if title.occupation:
            for form in forms(title.title):
                yield Wording(occupations.row(title.occupation), form, "es")
    for group in catalogs.sinco:
        if group.occupation:
            yield Wording(occupations.row(group.occupation), group.name, "es")


def _lexicon_occupations(catalogs: Catalogs) -> Iterator[Wording]:
    """A wording without an occupation counts where one stands for its only unit group."""
    occupations = catalogs.occupations
    said = [(r["esco_id"], r["isco"], r["term"], r["lang"]) for r in lexicon("occupations")]
    said += [(d.occupation, d.isco, d.text, d.lang) for d in doings() if d.is_shown]
    for id_, isco, text, lang in said:
        meant = occupations.get(id_) or occupations.generic(isco)
        if meant:
            yield Wording(meant.row, text, lang)


def _skills(catalogs: Catalogs) -> Iterator[Wording]:
    for row, text, lang in _esco(catalogs.skills.names):
        yield Wording(row, text, lang)
    for entry in lexicon("skills"):
        skill = catalogs.skills.get(entry["skill_id"])
        if skill:
            yield Wording(skill.row, entry["term"], entry["lang"])


def _esco(names: Names) -> Iterator[tuple[int, str, str]]:
    for lang in names.languages:
        for row, label in enumerate(names.labels(lang)):
            if label:
                yield row, label, lang
            for alternative in names.alternatives(row, lang):
                yield row, alternative, lang


def _municipalities(catalogs: Catalogs) -> Iterator[Wording]:
    for row, place in enumerate(catalogs.municipalities):
        state = _state_words(catalogs, place.state)
        for name in dict.fromkeys((place.name, place.head_town, *place.aliases)):
            if name:
                yield Wording(row, name, "", state, place.population)


def _localities(catalogs: Catalogs) -> Iterator[Wording]:
    for row, place in enumerate(catalogs.localities):
        municipality = catalogs.municipalities[place.municipality]
        context = f"{municipality.name} {_state_words(catalogs, municipality.state)}"
        yield Wording(row, place.name, "", context, place.population)


def _state_words(catalogs: Catalogs, code: str) -> str:
    state = catalogs.states[code]
    return " ".join((state.name, state.abbreviation.rstrip("."), *state.aliases))


def _states(catalogs: Catalogs) -> Iterator[Wording]:
    for row, state in enumerate(catalogs.states):
        for name in (state.short_name, state.name, state.abbreviation, *state.aliases):
            yield Wording(row, name, "", "", state.population)


def _languages(catalogs: Catalogs) -> Iterator[Wording]:
    return _named(catalogs.languages)


def _nationalities(catalogs: Catalogs) -> Iterator[Wording]:
    return _named(catalogs.nationalities)


def _named(entries: Iterable[Language | Nationality]) -> Iterator[Wording]:
    for row, entry in enumerate(entries):
        for lang in LANGUAGES:
            yield Wording(row, entry.name(lang), lang)
        for other in entry.other_names:
            yield Wording(row, other, "es")


def _choices(field: str) -> Callable[[Catalogs], Iterator[Wording]]:
    def read(catalogs: Catalogs) -> Iterator[Wording]:
        choices: Choices = getattr(catalogs, field)
        for row, choice in enumerate(choices):
            for lang in LANGUAGES:
                yield Wording(row, choice.name(lang), lang)

    return read


_WORDINGS: Mapping[Kind, Callable[[Catalogs], Iterable[Wording]]] = {
    Kind.OCCUPATION: _occupations,
    Kind.SKILL: _skills,
    Kind.MUNICIPALITY: _municipalities,
    Kind.LOCALITY: _localities,
    Kind.STATE: _states,
    Kind.LANGUAGE: _languages,
    Kind.NATIONALITY: _nationalities,
    Kind.SCHOOLING: _choices("schooling"),
    Kind.SCHEDULE: _choices("schedules"),
    Kind.CONTRACT: _choices("contracts"),
    Kind.OFFER: _choices("offers"),
    Kind.LANGUAGE_LEVEL: _choices("language_levels"),
}
