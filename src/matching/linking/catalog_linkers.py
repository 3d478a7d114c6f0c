"""The linkers over the packaged catalogs: one of each kind a process."""

from functools import cache

from matching import catalogs
from matching.linking.linker import GROUP_SHARE, Linker
from matching.linking.skill_linker import SkillLinker


@cache
def occupation_linker() -> Linker:
    known = catalogs.load()
    targets = {occupation.id: occupation for occupation in known.occupations}
    return Linker(targets, lambda: known.labels("occupation"), group_share=GROUP_SHARE)


@cache
def skill_linker() -> SkillLinker:
    known = catalogs.load()
    targets = {skill.id: skill for skill in known.skills}
    return SkillLinker(targets, lambda: known.labels("skill"))


def suggested_skills(occupation_ids: tuple[str, ...], limit: int = 20) -> tuple[str, ...]:
    """Skills to ask about, never to claim: essential ones first, then the most shared."""
    skills: dict[str, int] = {}
    occupations = catalogs.load().occupations
    for occupation in occupation_ids:
        for skill, essential in occupations.skills_of(occupation):
            skills[skill] = skills.get(skill, 0) + (3 if essential else 1)
    return tuple(sorted(skills, key=lambda skill: (-skills[skill], skill))[:limit])
