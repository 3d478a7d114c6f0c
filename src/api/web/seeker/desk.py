"""What the form knows of the world while it is being filled in: places, occupations, the day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from api.web.forms import Choice
from matching.catalogs import Catalogs, load
from matching.catalogs.search import search
from matching.linking import Linked, occupation_linker, suggested_skills
from matching.text import fold
from services.wording import Words, words

OFFERED_PLACES = 8
OFFERED_OCCUPATIONS = 5
OFFERED_SKILLS = 12
# Above this the linker's first answer is taken; below, the person is asked.
SURE = 0.8


@dataclass(frozen=True, slots=True)
class Desk:
    """`today` is the legal day in Mexico City."""

    lang: str
    today: date

    @property
    def say(self) -> Words:
        return words(self.lang)

    @property
    def catalogs(self) -> Catalogs:
        return load()

    def states(self) -> list[Choice]:
        return [Choice(state.code, state.name) for state in self.catalogs.states]

    def place_name(self, municipality: str) -> str:
        found = self.catalogs.municipalities[municipality]
        return f"{found.name}, {self.catalogs.states[found.state].name}"

    def places(self, text: str, state: str) -> list[Choice]:
        """Municipalities that `text` may mean, best first; those of the exact name alone if any."""
        hits = search("municipality", text, self.lang, 60)
        codes = [hit.id for hit in hits if not state or hit.id.startswith(state)]
        exact = [code for code in codes if self._is_named(code, text)]
        return [Choice(code, self.place_name(code)) for code in (exact or codes)[:OFFERED_PLACES]]

    def _is_named(self, code: str, text: str) -> bool:
        municipality = self.catalogs.municipalities[code]
        return fold(text) in {fold(municipality.name), fold(municipality.head_town)}

    def occupations(self, title: str) -> Sequence[Linked]:
        return occupation_linker().link(title, self.lang, OFFERED_OCCUPATIONS)

    def occupation_label(self, identifier: str) -> str:
        return self.catalogs.occupations[identifier].label(self.lang)

    def suggested_skills(self, occupations: Iterable[str]) -> list[Choice]:
        found = suggested_skills(tuple(occupations), OFFERED_SKILLS)
        return [Choice(skill, self.skill_label(skill)) for skill in found]

    def skill_label(self, text: str) -> str:
        """The label of a catalog id; anything else is the person's own words."""
        known = self.catalogs.skills.get(text)
        return known.label(self.lang) if known else text

    def language_label(self, code: str) -> str:
        name = self.catalogs.languages[code].name(self.lang)
        return name[:1].upper() + name[1:]

    def language_called(self, name: str) -> str | None:
        hits = search("language", name, self.lang, 1)
        return hits[0].id if hits else None
