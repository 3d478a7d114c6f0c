"""Why a pair scores as it does, as codes with subjects: the words are elsewhere."""

from datetime import date
from functools import cache, lru_cache

from matching.eligibility import Reason, WorkPermission, permission_end, reason, work_permission
from matching.eligibility.gates import level_of
from matching.profiles import (
    Answer,
    Grant,
    Language,
    OpeningProfile,
    Schedule,
    Schooling,
    SeekerProfile,
)
from matching.scoring import FULL
from matching.scoring.pair import KEPT, TRANSFERABLE, Facts, Work, schooling, wage
from matching.scoring.sides import Asked, Brought

# Skills usual in the occupation are shown only as far as they help to see why.
USUAL_SKILLS_SHOWN = 5
# How long work without a stated end is taken to last.
LIKELY_MONTHS = 12

Told = tuple[Reason, ...] | list[Reason]


def reasons(
    facts: Facts, has: Brought, wants: Asked, notes: tuple[Reason, ...]
) -> tuple[Reason, ...]:
    """In the order of the components, `notes` on the permission last; skills by their ids."""
    seeker, opening = has.seeker, wants.opening
    return (
        *_skills(facts, wants),
        *_occupation(facts.work, opening),
        *_experience(facts.work, opening),
        *_languages(seeker.languages, opening.languages),
        *_place(facts, seeker, opening),
        *_wage(seeker.expected_monthly_wage, opening.monthly_wage),
        *_schedule(seeker.schedules, opening.schedule),
        *_available(seeker.available_from, wants.start),
        *_schooling(seeker.schooling, opening.schooling),
        *notes,
    )


_NEAR_CODES = ("skill_held", "skill_related", "skill_from_work", "skill_related")


def _skills(facts: Facts, wants: Asked) -> Told:
    if wants.opening.required_skills:
        codes = dict.fromkeys(wants.wanted.order, "skill_missing")
        for code, some in zip(_NEAR_CODES, facts.wanted, strict=True):
            codes.update(dict.fromkeys(some, code))
        told = list(map(reason, codes.values(), codes))
    else:
        usual = sorted(facts.wanted.held)[:USUAL_SKILLS_SHOWN]
        told = [reason("occupation_skill_held", skill) for skill in usual]
    if facts.optional.held:
        told += [reason("optional_skill_held", skill) for skill in sorted(facts.optional.held)]
    return told


def _occupation(work: Work, opening: OpeningProfile) -> Told:
    target = opening.occupation
    if target is None:
        return ()
    if work.nearest == target:
        return (reason("occupation_same" if work.fit == FULL else "occupation_wished", target),)
    if work.fit > TRANSFERABLE:
        return (reason("occupation_similar", work.nearest),)
    return (reason("occupation_far", target),)


def _experience(work: Work, opening: OpeningProfile) -> Told:
    asked = opening.experience_months
    if work.counted >= asked:
        return (reason("experience_enough", str(work.told)),) if work.counted > 0 else ()
    short = reason("experience_short", str(asked - work.counted))
    return (short, reason("experience_long_ago")) if work.counted < work.fresh else (short,)


@lru_cache(maxsize=KEPT)
def _languages(spoken: tuple[Language, ...], asked: tuple[Language, ...]) -> Told:
    met = [it.language for it in asked if level_of(spoken, it.language) >= it.level]
    return [reason("language_met", language) for language in met]


def _place(facts: Facts, seeker: SeekerProfile, opening: OpeningProfile) -> Told:
    if seeker.municipality == opening.municipality:
        return (reason("same_municipality", opening.municipality),)
    if facts.reaches and facts.metres is not None:
        return (reason("within_commute", str(facts.metres // 1000)),)
    if not facts.relocates:
        return ()
    moves = reason("would_relocate", opening.state)
    return (moves, reason("relocation_help")) if opening.relocation_help else (moves,)


@lru_cache(maxsize=KEPT)
def _wage(expected: int | None, offered: int | None) -> Told:
    if expected is None or offered is None:
        return ()
    if wage(expected, offered) == FULL:
        return (reason("wage_met"),)
    return (reason("wage_below", str(100 * (expected - offered) // expected)),)


@cache
def _schedule(taken: frozenset[Schedule], schedule: Schedule | None) -> Told:
    if schedule is None or not taken:
        return ()
    return (reason("schedule_fits" if schedule in taken else "schedule_differs", schedule.value),)


@cache
def _schooling(has: Schooling | None, wanted: Schooling | None) -> Told:
    if not wanted or has is None:
        return ()
    met = schooling(has, wanted) == FULL
    return (reason("schooling_met" if met else "schooling_below", wanted.name.lower()),)


def _available(free: date | None, start: date) -> Told:
    later = free is not None and free > start
    return (reason("available_later", free.isoformat()),) if free and later else ()


@lru_cache(maxsize=KEPT)
def permission(
    grants: tuple[Grant, ...], state: str, start: date, months: int | None
) -> tuple[WorkPermission, tuple[Reason, ...]]:
    """For work of so many months (None: no end), and what is worth telling of it."""
    answer = work_permission(grants, state=state, on=start)
    if answer.answer is Answer.NO:
        return answer, ()
    told = []
    if answer.answer is Answer.CONDITIONAL:
        told = [reason("permission_conditional", code) for code in answer.codes]
    end = permission_end(grants, state=state, on=start)
    if end is not None and end < _months_later(start, LIKELY_MONTHS if months is None else months):
        told.append(reason("permission_ends_soon", f"{end.year:04d}-{end.month:02d}"))
    return answer, tuple(told)


def _months_later(day: date, months: int) -> date:
    """The first of the month that many months on: the day itself is shown to nobody."""
    total = day.year * 12 + day.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)
