"""What the form knows of the world while it is being filled in: places, occupations, the day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from api.web.forms import Choice
from matching.catalogs import Catalogs, load
from matching.catalogs.gender import forms
from matching.catalogs.search import search
from matching.linking import Linked, occupation_linker, suggested_skills
from matching.text import fold
from services.linking import LEAST_SCORE, link_occupations, link_skills
from services.wording import Words, words
from services.wording.labels import brief, occupation_label, skill_label

OFFERED = 6
LINKED = 8
SUGGESTED = 12
# The linker's first answer is taken when it is good and the next one clearly worse; else the
# person is asked.
SURE = 0.8
CLEAR_LEAD = 0.1


@dataclass(frozen=True, slots=True)
class Places:
    """`is_sure`: the only place of exactly that name."""

    options: list[Choice]
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Met:
    """The name of a place that begins as a text does, or is the text."""

    name: str
    is_exact: bool


UNMET = Met("", is_exact=False)


@dataclass(frozen=True, slots=True)
class Desk:
    """`today` is the legal day in Mexico City. `is_attended`: staff write for the person, who may
    be registered for what else the center does."""

    lang: str
    today: date
    is_attended: bool = False

    @property
    def say(self) -> Words:
        return words(self.lang)

    @property
    def catalogs(self) -> Catalogs:
        return load()

    def states(self) -> list[Choice]:
        return [Choice(state.code, state.short_name) for state in self.catalogs.states]

    def place_name(self, municipality: str) -> str:
        found = self.catalogs.municipalities[municipality]
        return f"{found.name}, {self.catalogs.states[found.state].short_name}"

    def places(self, text: str, state: str) -> Places:
        """Municipalities that `text` may mean, best first.

        A town that is no municipality stands for the municipality it lies in.
        """
        towns = self._codes("municipality", text, state)
        others = self._codes("locality", text, state)
        exact = [code for code, met in towns.items() if met.is_exact]
        if exact:
            codes = [*exact, *(code for code, met in others.items() if met.is_exact)]
        else:
            codes = sorted(
                {**others, **towns}, key=lambda code: not others.get(code, UNMET).is_exact
            )
        names = {**others, **towns}
        options = [Choice(it, self._place(it, names[it])) for it in dict.fromkeys(codes)][:OFFERED]
        is_sure = len(options) == 1 and (
            bool(exact) or others.get(options[0].value, UNMET).is_exact
        )
        return Places(options, is_sure)

    def _place(self, municipality: str, met: Met) -> str:
        """With the town that was met, where that is not what the municipality is called."""
        name = self.place_name(municipality)
        return name if name.startswith(f"{met.name},") else f"{met.name}: {name}"

    def places_written(self, text: str) -> Places:
        """As `places`, where the state may follow the name: `Tapachula, Chiapas`. A municipality
        written as it is called here is meant before the towns of its name."""
        name, _, last = text.rpartition(",")
        state = _states().get(_bare(last), "") if name else ""
        found = self.places(name.strip() if state else text, state)
        called = f"{name.strip()}, {self.catalogs.states[state].short_name}" if state else text
        named = [choice for choice in found.options if fold(choice.label) == fold(called)]
        return Places(named, is_sure=True) if len(named) == 1 else found

    def _codes(self, kind: str, text: str, state: str) -> dict[str, Met]:
        """Municipality codes, best first, and what was met of them."""
        found: dict[str, Met] = {}
        for hit in search(kind, text, self.lang, 40):
            if hit.id.startswith(state):
                other = hit.detail.rpartition(", ")[0] if kind == "municipality" else ""
                found.setdefault(hit.id[:5], Met(other or hit.label, hit.score == 1))
        return found

    def occupations(self, title: str) -> list[Choice]:
        """Occupations that `title` may mean, best first; one alone when there is no doubt."""
        found = self._linked(title)
        named = [linked for linked in found if self._is_called(linked, title)]
        is_sure = found and found[0].score >= SURE and _lead(found) >= CLEAR_LEAD
        kept = named[:1] or (found[:1] if is_sure else found)
        by_label = {
            linked.label: Choice(linked.id, self.occupation_label(linked.id))
            for linked in kept[::-1]
        }
        return list(by_label.values())[::-1][:OFFERED]

    def _is_called(self, linked: Linked, title: str) -> bool:
        labels = {linked.label, occupation_label(linked.id, self.lang) or ""}
        return any(is_name(title, label) for label in labels)

    def _linked(self, title: str) -> list[Linked]:
        """As written in the page's language or, read better so, in Spanish."""
        readings = [occupation_linker().link(title, lang, LINKED) for lang in {self.lang, "es"}]
        best = max(readings, key=lambda found: found[0].score if found else 0.0)
        return [linked for linked in best if linked.score >= LEAST_SCORE]

    def understood_work(self, text: str) -> str | None:
        """The occupation that a title, or its catalog id, is taken for; None when for none."""
        identifier = link_occupations([text], lang=self.lang)[text].id
        return occupation_label(identifier, self.lang)

    def understood_skill(self, text: str) -> str | None:
        """The skill that words, or a catalog id, are taken for; None when for none."""
        identifier = link_skills([text], lang=self.lang)[text].id
        return brief(self.skill_label(identifier)) if identifier else None

    def occupation_label(self, identifier: str) -> str:
        return brief(occupation_label(identifier, self.lang) or identifier)

    def suggested_skills(self, occupations: Iterable[str]) -> list[Choice]:
        found = suggested_skills(tuple(occupations), SUGGESTED)
        return [Choice(skill, self.skill_label(skill)) for skill in found]

    def skill_label(self, text: str) -> str:
        """The label of a catalog id; anything else is the person's own words."""
        return skill_label(text, self.lang) or text

    def language_label(self, code: str) -> str:
        name = self.catalogs.languages[code].name(self.lang)
        return name[:1].upper() + name[1:]

    def language_called(self, name: str) -> str | None:
        hits = search("language", name, self.lang, 1)
        return hits[0].id if hits else None


@cache
def _states() -> dict[str, str]:
    """Codes by all that states are called: Nuevo León, N.L., CDMX, Estado de México."""
    return {
        _bare(name): state.code
        for state in load().states
        for name in (state.abbreviation, state.name, *state.aliases, state.short_name)
    }


def _bare(text: str) -> str:
    return fold(text).replace(".", "").replace(" ", "")


def is_name(title: str, label: str) -> bool:
    return fold(title) in {fold(form) for form in forms(label)}


def _lead(found: Sequence[Linked]) -> float:
    """How much better the best is than the next one of another name."""
    others = [linked.score for linked in found if linked.label != found[0].label]
    return found[0].score - max(others, default=0.0)
