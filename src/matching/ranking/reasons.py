"""Why a pair scores as it does, as codes with subjects: the words are elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from matching.eligibility import Reason, WorkPermission, permission_end
from matching.eligibility.gates import level_of, reaches, relocates
from matching.profiles import Answer, OpeningProfile, SeekerProfile
from matching.scoring import FULL, Knowledge
from matching.scoring.pair import (
    GROUPED,
    HELD,
    RELATED,
    TRANSFERABLE,
    counted_months,
    fit_of,
    schooling,
    skill_credit,
    wage,
    worked_months,
    worked_skills,
)

# Skills usual in the occupation are shown only as far as they help to see why.
USUAL_SKILLS_SHOWN = 5
# How long work without a stated end is taken to last.
LIKELY_MONTHS = 12


def reasons(
    seeker: SeekerProfile,
    opening: OpeningProfile,
    on: date,
    knowledge: Knowledge,
    permission: WorkPermission,
) -> tuple[Reason, ...]:
    """In the order of the components, permission last; skills by their ids."""
    return (
        *_skills(seeker, opening, knowledge),
        *_occupation(seeker, opening, knowledge),
        *_experience(seeker, opening, on, knowledge),
        *_languages(seeker, opening),
        *_place(seeker, opening, knowledge),
        *_terms(seeker, opening, on),
        *_permission(seeker, opening, on, permission),
    )


def _skills(
    seeker: SeekerProfile, opening: OpeningProfile, knowledge: Knowledge
) -> Iterator[Reason]:
    implied = worked_skills(seeker, knowledge) if opening.required_skills else frozenset()
    for skill in sorted(opening.required_skills):
        credit = skill_credit(skill, seeker.skills, frozenset(), knowledge)
        if credit < RELATED and skill in implied:
            yield Reason("skill_from_work", skill)
        else:
            yield Reason(_SKILL_CODE[credit], skill)
    if not opening.required_skills:
        usual = knowledge.essentials(opening.occupation) & seeker.skills
        yield from (
            Reason("occupation_skill_held", skill) for skill in sorted(usual)[:USUAL_SKILLS_SHOWN]
        )
    for skill in sorted(opening.optional_skills & seeker.skills):
        yield Reason("optional_skill_held", skill)


_SKILL_CODE = {
    HELD: "skill_held",
    RELATED: "skill_related",
    GROUPED: "skill_related",
    0: "skill_missing",
}


def _occupation(
    seeker: SeekerProfile, opening: OpeningProfile, knowledge: Knowledge
) -> Iterator[Reason]:
    target = opening.occupation
    if target is None:
        return
    alike, nearest = max(
        ((fit_of(it, target, knowledge), it.occupation) for it in seeker.experience),
        default=(0, target),
    )
    if nearest == target:
        yield Reason("occupation_same" if alike == FULL else "occupation_wished", target)
    elif alike > TRANSFERABLE:
        yield Reason("occupation_similar", nearest)
    else:
        yield Reason("occupation_far", target)


def _experience(
    seeker: SeekerProfile, opening: OpeningProfile, on: date, knowledge: Knowledge
) -> Iterator[Reason]:
    months, asked = counted_months(seeker, opening, on, knowledge), opening.experience_months
    if months < asked:
        yield Reason("experience_short", str(asked - months))
        if months < _fresh_months(seeker, opening, on, knowledge):
            yield Reason("experience_long_ago")
    elif months > 0:
        yield Reason("experience_enough", str(worked_months(seeker, opening, knowledge)))


def _fresh_months(
    seeker: SeekerProfile, opening: OpeningProfile, on: date, knowledge: Knowledge
) -> int:
    """The months that would count if all work were recent."""
    if all(it.last_year is None for it in seeker.experience):
        return 0
    recent = tuple(it._replace(last_year=None) for it in seeker.experience)
    return counted_months(replace(seeker, experience=recent), opening, on, knowledge)


def _languages(seeker: SeekerProfile, opening: OpeningProfile) -> Iterator[Reason]:
    for wanted in opening.languages:
        if level_of(seeker.languages, wanted.language) >= wanted.level:
            yield Reason("language_met", wanted.language)


def _place(
    seeker: SeekerProfile, opening: OpeningProfile, knowledge: Knowledge
) -> Iterator[Reason]:
    metres = knowledge.metres(seeker.municipality, opening.municipality)
    if seeker.municipality == opening.municipality:
        yield Reason("same_municipality", opening.municipality)
    elif metres is not None and reaches(seeker, opening, metres):
        yield Reason("within_commute", str(metres // 1000))
    elif relocates(seeker, opening):
        yield Reason("would_relocate", opening.state)
        if opening.relocation_help:
            yield Reason("relocation_help")


def _terms(seeker: SeekerProfile, opening: OpeningProfile, on: date) -> Iterator[Reason]:
    yield from _wage(seeker.expected_monthly_wage, opening.monthly_wage)
    if opening.schedule is not None and seeker.schedules:
        fits = opening.schedule in seeker.schedules
        yield Reason("schedule_fits" if fits else "schedule_differs", opening.schedule.value)
    if seeker.available_from is not None and seeker.available_from > opening.starts(on):
        yield Reason("available_later", seeker.available_from.isoformat())
    if opening.schooling and seeker.schooling is not None:
        met = schooling(seeker.schooling, opening.schooling) == FULL
        name = opening.schooling.name.lower()
        yield Reason("schooling_met" if met else "schooling_below", name)


def _wage(expected: int | None, offered: int | None) -> Iterator[Reason]:
    if expected is None or offered is None:
        return
    if wage(expected, offered) == FULL:
        yield Reason("wage_met")
    else:
        yield Reason("wage_below", str(100 * (expected - offered) // expected))


def _permission(
    seeker: SeekerProfile, opening: OpeningProfile, on: date, permission: WorkPermission
) -> Iterator[Reason]:
    if permission.answer is Answer.NO:
        return
    if permission.answer is Answer.CONDITIONAL:
        for code in permission.codes:
            yield Reason("permission_conditional", code)
    start = opening.starts(on)
    end = permission_end(seeker.grants, state=opening.state, on=start)
    months = LIKELY_MONTHS if opening.expected_months is None else opening.expected_months
    if end is not None and end < _months_later(start, months):
        yield Reason("permission_ends_soon", f"{end.year:04d}-{end.month:02d}")


def _months_later(day: date, months: int) -> date:
    """The first of the month that many months on: the day itself is shown to nobody."""
    total = day.year * 12 + day.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)
