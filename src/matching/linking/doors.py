"""The linkers over the packaged catalogs, and the caller's own labels. Matrices and what is
learned load when they are first asked for: long after a service can do without them."""

from collections.abc import Iterable, Iterator, Sequence

from matching import catalogs
from matching.linking.linked import RankedLabel
from matching.linking.linker import Linker
from matching.linking.skill_linker import SkillLinker


def occupation_linker() -> Linker:
    """One a process."""
    from matching.linking import catalog_linkers  # noqa: PLC0415 - see above

    return catalog_linkers.occupation_linker()


def skill_linker() -> SkillLinker:
    """One a process."""
    from matching.linking import catalog_linkers  # noqa: PLC0415 - see above

    return catalog_linkers.skill_linker()


def rank_labels(
    labels: Sequence[str], texts: Iterable[str], limit: int = 10, lang: str = "es"
) -> Iterator[tuple[RankedLabel, ...]]:
    """For each text, in order and lazily, the `limit` labels nearest in meaning, best first;
    equal scores keep the order of `labels`."""
    from matching.linking import label_ranking  # noqa: PLC0415 - see above

    return label_ranking.rank_labels(labels, texts, limit, lang)


def suggested_skills(occupation_ids: tuple[str, ...], limit: int = 20) -> tuple[str, ...]:
    """Skills to ask about, never to claim: essential ones first, then the most shared."""
    skills: dict[str, int] = {}
    occupations = catalogs.load().occupations
    for occupation in occupation_ids:
        for skill, essential in occupations.skills_of(occupation):
            skills[skill] = skills.get(skill, 0) + (3 if essential else 1)
    return tuple(sorted(skills, key=lambda skill: (-skills[skill], skill))[:limit])
