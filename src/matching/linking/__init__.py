"""Free text to occupations and skills, with a score; or the caller's own labels, ranked."""

from matching.linking.catalog_linkers import occupation_linker, skill_linker
from matching.linking.label_ranking import rank_labels
from matching.linking.linked import Linked, RankedLabel
from matching.linking.linker import Linker
from matching.linking.skill_linker import SkillLinker

__all__ = [
    "Linked",
    "Linker",
    "RankedLabel",
    "SkillLinker",
    "occupation_linker",
    "rank_labels",
    "skill_linker",
]
