"""The pair score, written to be read: one function a component, each 0..1000. What components and
reasons have in common is compared once (`Facts`).

The index computes the same numbers from columns; tests hold the two together. Nothing a person
gains (a skill, a language level, a month, a school year) ever lowers a component.
`docs/decisions/0013-what-a-score-is-made-of.md` says why each is as it is.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from matching.eligibility.gates import level_of, reaches, relocates
from matching.profiles import (
    Experience,
    Language,
    Level,
    OpeningProfile,
    Schooling,
    SeekerProfile,
)
from matching.scoring.knowledge import Knowledge
from matching.scoring.sides import Asked, Brought, Wanted, asked, brought
from matching.scoring.weights import FULL, Components

# Credit for one wanted skill by the nearest thing the person has.
HELD = FULL
RELATED = 500  # a related skill, or work in an occupation for which it is essential
GROUPED = 200  # a skill of the same group

# Of the skills component where both are stated: required against optional.
REQUIRED_SHARE = 4
OPTIONAL_SHARE = 1

# What a required skill nobody could credit is still worth to who does this very work: an employer
# lists the skills of the trade, and few people name all that they know.
PRESUMED = 500

# A trade only wished for, without a month in it.
WISHED = 800

# An opening with no occupation: every person fits it equally, a little less than by chance (70), so
# that an advertisement gains nothing by saying nothing.
UNKNOWN_FIT = 50

# Months count in an occupation more similar than this: not at all there, all of them in the same
# one, and in proportion between (of those in the same unit group about two fifths).
TRANSFERABLE = 400
MOST_MONTHS = 600
# Work of the last two years counts whole; each year before that takes a twentieth, down to half.
FRESH_YEARS = 2
FADES = 50
LEAST_KEPT = 500
MOST_WAGE = 10**9

NO_EXPERIENCE_ASKED = 700
WELCOME_MONTHS = 12

LANGUAGE_MET = 800
LANGUAGE_STEP = 100

HALF_WAY_M = 40_000
ROAD_DETOUR = (13, 10)
RELOCATION = 300
RELOCATION_WITH_HELP = 500

WAGE_UNSTATED = 700
WAGE_SLOPE = 3
SCHEDULE_UNSTATED = 700
SCHEDULE_DIFFERS = 200
SOON_DAYS = 30
FREE_SOON = 800
FREE_LATER = 500

SCHOOLING_UNSTATED = 400
SCHOOLING_STEP = 250

_NONE: frozenset[str] = frozenset()

# Answers about what many people have in common are kept, this many of a kind.
KEPT = 2**13


class Near(NamedTuple):
    """Of the skills wanted, each by the nearest thing the person has, in this order; those in none
    are missing."""

    held: frozenset[str] = _NONE
    related: frozenset[str] = _NONE
    worked: frozenset[str] = _NONE
    grouped: frozenset[str] = _NONE

    @property
    def credits(self) -> int:
        """Together."""
        held, related, worked, grouped = map(len, self)
        return HELD * held + RELATED * (related + worked) + GROUPED * grouped


NOTHING_NEAR = Near()


class Work(NamedTuple):
    """The work of a person beside that of an opening. Months are whole ones, rounded down:
    `counted` as alike and as recent as they are, `fresh` if all were recent, `told` as the person
    told them, in occupations of which any count."""

    fit: int
    nearest: str | None
    counted: int
    fresh: int
    told: int


class Facts(NamedTuple):
    """What a comparison found: components and reasons are both read from it. The first two are
    of the skills of `Asked`."""

    wanted: Near
    optional: Near
    work: Work
    metres: int | None
    reaches: bool
    relocates: bool


def components(
    seeker: SeekerProfile, opening: OpeningProfile, on: date, knowledge: Knowledge
) -> Components:
    """Also for pairs that are ruled out: where the place is out of reach, location is 0."""
    wants, has = asked(opening, on, knowledge), brought(seeker, knowledge)
    return components_of(compare(has, wants), has, wants)


def compare(has: Brought, wants: Asked) -> Facts:
    seeker, opening = has.seeker, wants.opening
    metres = wants.knowledge.metres(seeker.municipality, opening.municipality)
    return Facts(
        nearest(wants.wanted, has),
        nearest(wants.optional, has),
        work(seeker.experience, wants),
        metres,
        reaches(seeker, opening, metres),
        relocates(seeker, opening),
    )


def components_of(facts: Facts, has: Brought, wants: Asked) -> Components:
    seeker, opening = has.seeker, wants.opening
    return Components(
        skills(facts, wants),
        facts.work.fit,
        experience_points(facts.work.counted, asked_months(opening)),
        language(seeker.languages, opening.languages),
        location(facts, opening),
        wage(seeker.expected_monthly_wage, opening.monthly_wage),
        schedule(seeker, opening, wants.start),
        schooling(seeker.schooling, opening.schooling),
    )


def nearest(wanted: Wanted, has: Brought) -> Near:
    skills, mine = wanted.skills, has.skills
    if not skills:
        return NOTHING_NEAR
    held, related, worked, grouped = skills & mine, _NONE, _NONE, _NONE
    met = held
    if akin := wanted.near & mine:
        related = _named(wanted.related, akin) - held
        met = held | related
    for usual in has.worked:
        worked |= _common(skills, usual)
    if worked:
        worked -= met
    if shared := wanted.groups & has.groups:
        grouped = _named(wanted.grouped, shared) - met - worked
    return Near(held, related, worked, grouped)


def _named(skills: Mapping[str, Iterable[str]], keys: Iterable[str]) -> frozenset[str]:
    return frozenset(chain.from_iterable(map(skills.__getitem__, keys)))


@lru_cache(maxsize=KEPT)
def _common(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    return some & others


def skills(facts: Facts, wants: Asked) -> int:
    """Mean credit over the required skills, four parts, and over the optional ones, one part.

    What is missing of the required ones is presumed in part of who does the same work, or alike.
    Where none is required, the essential skills of the opening's occupation stand in, blended half
    and half with the occupation component; where the occupation lists none, that alone.
    """
    fit, found = facts.work.fit, facts.work.fit
    if wants.wanted.skills:
        found = coverage(facts.wanted, wants.wanted)
        found = presumed(found, fit) if wants.opening.required_skills else (found + fit) // 2
    if not wants.optional.skills:
        return found
    extra = coverage(facts.optional, wants.optional)
    return (REQUIRED_SHARE * found + OPTIONAL_SHARE * extra) // (REQUIRED_SHARE + OPTIONAL_SHARE)


def coverage(near: Near, wanted: Wanted) -> int:
    """The mean credit of the skills wanted, which are some."""
    return near.credits // len(wanted.skills)


def presumed(found: int, fit: int) -> int:
    return found + (FULL - found) * fit * PRESUMED // (FULL * FULL)


def work(experience: tuple[Experience, ...], wants: Asked) -> Work:
    """`fit`: similarity of the nearest occupation the person named; one only wished for counts
    less. Each month weighs as its occupation resembles the opening's, and as it is recent."""
    target, year = wants.opening.occupation, wants.start.year
    if target is None:
        return Work(UNKNOWN_FIT, None, 0, 0, 0)
    best, counted, fresh, told = (-1, ""), 0, 0, 0
    for occupation, months, last_year in experience:
        alike = wants.knowledge.similarity(occupation, target)
        best = max(best, (alike if months > 0 else wished(alike), occupation))
        share = transferred(alike)
        if share > 0 and months > 0:
            weight = share * min(months, MOST_MONTHS)
            counted += weight * kept(last_year, year)
            fresh += weight * FULL
            told += months
    fit, nearest = best if experience else (0, None)
    return Work(fit, nearest, counted // (FULL * FULL), fresh // (FULL * FULL), told)


def wished(alike: int) -> int:
    return alike * WISHED // FULL


def experience_points(months: int, asked: int) -> int:
    """Months that count against the months asked for; a bonus up to a year where none are."""
    if asked > 0:
        return min(FULL, FULL * months // asked)
    bonus = FULL - NO_EXPERIENCE_ASKED
    return NO_EXPERIENCE_ASKED + bonus * min(months, WELCOME_MONTHS) // WELCOME_MONTHS


def asked_months(opening: OpeningProfile) -> int:
    return min(max(opening.experience_months, 0), MOST_MONTHS)


def kept(last_year: int | None, year: int) -> int:
    """Of a thousand months, how many count in `year` when the last was in `last_year`."""
    if last_year is None:
        return FULL
    return max(LEAST_KEPT, FULL - FADES * max(0, year - last_year - FRESH_YEARS))


def transferred(alike: int) -> int:
    """Of a thousand months in work so alike, how many count."""
    return max(0, alike - TRANSFERABLE) * FULL // (FULL - TRANSFERABLE)


@lru_cache(maxsize=KEPT)
def language(spoken: tuple[Language, ...], asked: tuple[Language, ...]) -> int:
    """Mean over the languages asked for. A native speaker counts no more than an advanced one."""
    points = [language_points(level_of(spoken, it.language), it.level) for it in asked]
    return sum(points) // len(points) if points else FULL


def language_points(level: int, wanted: int) -> int:
    if level < wanted:
        return LANGUAGE_MET // 2 * level // wanted
    top = min(level, max(Level.ADVANCED, wanted))
    return FULL if top >= Level.ADVANCED else LANGUAGE_MET + LANGUAGE_STEP * (top - wanted)


def location(facts: Facts, opening: OpeningProfile) -> int:
    """The better of commuting, half at 40 km of road, and moving; 0 when neither is possible."""
    commute = commute_points(facts.metres or 0) if facts.reaches else 0
    return max(commute, relocation_points(opening) if facts.relocates else 0)


def commute_points(metres: int) -> int:
    road = metres * ROAD_DETOUR[0] // ROAD_DETOUR[1]
    return FULL * HALF_WAY_M // (HALF_WAY_M + road)


def relocation_points(opening: OpeningProfile) -> int:
    return RELOCATION_WITH_HELP if opening.relocation_help else RELOCATION


@lru_cache(maxsize=KEPT)
def wage(expected: int | None, offered: int | None) -> int:
    """Full when the offer meets the expectation, then three points lost for each thousandth short:
    nothing is left where a third is missing."""
    if expected is None or offered is None:
        return WAGE_UNSTATED
    expected, offered = min(expected, MOST_WAGE), min(offered, MOST_WAGE)
    if offered >= expected:
        return FULL
    return max(0, FULL - WAGE_SLOPE * ((expected - offered) * FULL // expected))


def schedule(seeker: SeekerProfile, opening: OpeningProfile, start: date) -> int:
    """Does the schedule suit, times how soon after the start the person is free."""
    points = SCHEDULE_UNSTATED
    if seeker.schedules and opening.schedule is not None:
        points = FULL if opening.schedule in seeker.schedules else SCHEDULE_DIFFERS
    return points * availability(seeker.available_from, start) // FULL


def availability(available_from: date | None, start: date) -> int:
    if available_from is None or available_from <= start:
        return FULL
    return FREE_SOON if (available_from - start).days <= SOON_DAYS else FREE_LATER


@cache
def schooling(has: Schooling | None, wanted: Schooling | None) -> int:
    """A quarter lost for each level short; more than asked is never a fault."""
    if wanted is None or wanted is Schooling.NONE:
        return FULL
    if has is None:
        return SCHOOLING_UNSTATED
    return max(0, FULL - SCHOOLING_STEP * max(0, wanted - has))
