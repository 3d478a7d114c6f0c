"""All the catalogs of one edition, loaded once a process."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from matching.catalogs.classifications import Isco, Sinco
from matching.catalogs.labels import Label, occupation_labels, skill_labels
from matching.catalogs.occupations import Occupations
from matching.catalogs.packaged import table, version
from matching.catalogs.places import Localities, Municipalities, States
from matching.catalogs.skills import SkillGroups, Skills
from matching.catalogs.titles import LatinTitles
from matching.catalogs.vocabularies import Choices, Languages, Nationalities, choices


@dataclass(frozen=True, slots=True, eq=False)
class Catalogs:
    """`version` names the edition and changes with any of the packaged data."""

    version: str
    occupations: Occupations
    skills: Skills
    skill_groups: SkillGroups
    isco: Isco
    sinco: Sinco
    titles: LatinTitles
    states: States
    municipalities: Municipalities
    localities: Localities
    languages: Languages
    nationalities: Nationalities
    schooling: Choices
    schedules: Choices
    contracts: Choices
    offers: Choices
    language_levels: Choices

    def labels(self, kind: Literal["occupation", "skill"]) -> Iterator[Label]:
        """Every wording, in the order of the catalogs."""
        if kind == "skill":
            return skill_labels(self.skills)
        return occupation_labels(self.occupations, self.titles, self.sinco)


@cache
def load() -> Catalogs:
    columns = table("occupations")
    isco, skills = Isco(), Skills(columns["id"])
    return Catalogs(
        version=version(),
        occupations=Occupations(columns, skills.codes, isco.generic),
        skills=skills,
        skill_groups=SkillGroups(),
        isco=isco,
        sinco=Sinco(),
        titles=LatinTitles(),
        states=States(),
        municipalities=Municipalities(),
        localities=Localities(),
        languages=Languages(),
        nationalities=Nationalities(),
        schooling=choices("schooling"),
        schedules=choices("schedules"),
        contracts=choices("contracts"),
        offers=choices("offers"),
        language_levels=choices("language_levels"),
    )
