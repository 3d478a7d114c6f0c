"""Free text to occupations and skills, with a score; or the caller's own labels, ranked."""

from matching.linking.doors import (
    occupation_linker,
    rank_labels,
    respelled,
    skill_linker,
    suggested_skills,
)
from matching.linking.linked import Explanation, Linked, RankedLabel, Reading
from matching.linking.linker import Linker
from matching.linking.normal import Hint
from matching.linking.skill_linker import LinkedPart, SkillLinker

__all__ = [
    "Explanation",
    "Hint",
    "Linked",
    "LinkedPart",
    "Linker",
    "RankedLabel",
    "Reading",
    "SkillLinker",
    "occupation_linker",
    "rank_labels",
    "respelled",
    "skill_linker",
    "suggested_skills",
]
