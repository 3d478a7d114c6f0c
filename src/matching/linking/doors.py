"""The linkers over the packaged catalogs, and the caller's own labels. Matrices and what is
learned load when they are first asked for: long after a service can do without them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice, zip_longest
from math import log

import numpy as np

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


def respelled(text: str) -> str | None:
    """Spanish spelled by ear as it is written; None where no word is."""
    from matching.linking import spelling  # noqa: PLC0415 - see above

    return spelling.respelled(text)


def rank_labels(
    labels: Sequence[str], texts: Iterable[str], limit: int = 10, lang: str = "es"
) -> Iterator[tuple[RankedLabel, ...]]:
    """For each text, in order and lazily, the `limit` labels nearest in meaning, best first;
    equal scores keep the order of `labels`."""
    from matching.linking import label_ranking  # noqa: PLC0415 - see above

    return label_ranking.rank_labels(labels, texts, limit, lang)


def suggested_skills(occupation_ids: tuple[str, ...], limit: int = 20) -> tuple[str, ...]:
    """Skills to ask about, never to claim: of each occupation in turn the one most its own."""
    ranked = map(_most_own_first, dict.fromkeys(occupation_ids))
    in_turn = filter(None, chain.from_iterable(zip_longest(*ranked)))
    return tuple(islice(dict.fromkeys(in_turn), limit))


# What so many occupations call for is what makes a trade: fewer share a detail of one, more share
# what any work asks for.
TRADE_SHARED_BY = 6


def _most_own_first(occupation: str) -> list[str]:
    """The skills of an occupation; an essential one goes before an optional one much like it."""
    skills, occupations = catalogs.load().skills, catalogs.load().occupations
    shared_by = _shared_by()

    def own(skill: tuple[str, bool]) -> tuple[float, str]:
        name, is_essential = skill
        away = abs(log(shared_by[skills.row(name)] / TRADE_SHARED_BY))
        return (1 + away) / (3 if is_essential else 1), name

    return [name for name, _ in sorted(occupations.skills_of(occupation), key=own)]


@cache
def _shared_by() -> Sequence[int]:
    """By skill row, how many occupations call for it."""
    known = catalogs.load()
    counts: list[int] = np.bincount(
        known.occupations.skills.targets, minlength=len(known.skills)
    ).tolist()
    return counts
