"""What two registrations tell of one person, as one."""

from collections.abc import Iterable, Sequence
from typing import Any

from matching.text import fold
from services.fields import LanguageIn
from services.seekers.schemas import CurpKind, PastWorkIn, Population, SeekerIn

MOST_WORKS, MOST_SKILLS, MOST_LANGUAGES = 20, 200, 20
FILLED_IN = (
    "second_surname", "sex", "nationality", "phone", "email", "social_security_number", "rfc",
    "schooling", "expected_monthly_wage_mxn", "available_from",
)  # fmt: skip


def united(kept: SeekerIn, other: SeekerIn) -> SeekerIn:
    """What is kept holds where both say something; a permanent CURP holds over a temporary one.

    Documents and consents stay those of `kept`: they are moved as rows, with who saw them.
    """
    changes: dict[str, Any] = {
        name: getattr(other, name) for name in FILLED_IN if getattr(kept, name) is None
    }
    if _has_better_curp(kept, other):
        changes |= {
            "curp": other.curp,
            "curp_kind": other.curp_kind,
            "curp_valid_until": other.curp_valid_until,
        }
    if kept.population is Population.OTHER:
        changes["population"] = other.population
    return kept.model_copy(
        update={
            **changes,
            "occupations": _works(kept.occupations, other.occupations),
            "skills": tuple(dict.fromkeys((*kept.skills, *other.skills)))[:MOST_SKILLS],
            "languages": _languages((*kept.languages, *other.languages)),
            "schedules": kept.schedules | other.schedules,
            "needs": kept.needs | other.needs,
        }
    )


def _has_better_curp(kept: SeekerIn, other: SeekerIn) -> bool:
    if other.curp is None:
        return False
    return kept.curp is None or (
        kept.curp_kind is CurpKind.TEMPORARY and other.curp_kind is not CurpKind.TEMPORARY
    )


def _works(mine: Sequence[PastWorkIn], theirs: Sequence[PastWorkIn]) -> tuple[PastWorkIn, ...]:
    """The same work told twice counts once: the longer time, the later of the years told."""
    by_title: dict[str, PastWorkIn] = {}
    for work in (*mine, *theirs):
        title = fold(work.title)
        known = by_title.get(title)
        by_title[title] = _told_twice(known, work) if known else work
    return tuple(by_title.values())[:MOST_WORKS]


def _told_twice(one: PastWorkIn, again: PastWorkIn) -> PastWorkIn:
    years = [year for year in (one.last_year, again.last_year) if year is not None]
    return one.model_copy(
        update={"months": max(one.months, again.months), "last_year": max(years, default=None)}
    )


def _languages(spoken: Iterable[LanguageIn]) -> tuple[LanguageIn, ...]:
    """Each once, at the better level."""
    best: dict[str, LanguageIn] = {}
    for line in spoken:
        known = best.get(line.language)
        if known is None or line.level > known.level:
            best[line.language] = line
    return tuple(best.values())[:MOST_LANGUAGES]
