"""The pair score, written to be read: one function a component, each 0..1000.

The index computes the same numbers from columns; tests hold the two together. Nothing a person
gains (a skill, a language level, a month, a school year) ever lowers a component.
`docs/decisions/0013-what-a-score-is-made-of.md` says why each is as it is.
"""

from datetime import date

from matching.eligibility.gates import level_of, reaches, relocates
from matching.profiles import Experience, Level, OpeningProfile, Schooling, SeekerProfile
from matching.scoring.knowledge import Knowledge
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

# An opening with no occupation: every person fits it equally, and less than a good fit.
UNKNOWN_FIT = 250
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


def components(
    seeker: SeekerProfile, opening: OpeningProfile, on: date, knowledge: Knowledge
) -> Components:
    """Also for pairs that are ruled out: where the place is out of reach, location is 0."""
    fit = occupation(seeker, opening, knowledge)
    return Components(
        skills=skills(seeker, opening, knowledge, fit),
        occupation=fit,
        experience=experience(seeker, opening, on, knowledge),
        language=language(seeker, opening),
        location=location(seeker, opening, knowledge),
        wage=wage(seeker.expected_monthly_wage, opening.monthly_wage),
        schedule=schedule(seeker, opening, on),
        schooling=schooling(seeker.schooling, opening.schooling),
    )


def skills(seeker: SeekerProfile, opening: OpeningProfile, knowledge: Knowledge, fit: int) -> int:
    """Mean credit over the required skills, four parts, and over the optional ones, one part.

    What is missing of the required ones is presumed in part of who does the same work, or alike.
    Where none is required, the essential skills of the opening's occupation stand in, blended half
    and half with the occupation component `fit`; where the occupation lists none, `fit` alone.
    """
    implied = worked_skills(seeker, knowledge)
    wanted = opening.required_skills or knowledge.essentials(opening.occupation)
    found = coverage(seeker, wanted, implied, knowledge) if wanted else fit
    if opening.required_skills:
        found = presumed(found, fit)
    elif wanted:
        found = (found + fit) // 2
    if not opening.optional_skills:
        return found
    extra = coverage(seeker, opening.optional_skills, implied, knowledge)
    parts = REQUIRED_SHARE * found + OPTIONAL_SHARE * extra
    return parts // (REQUIRED_SHARE + OPTIONAL_SHARE)


def coverage(
    seeker: SeekerProfile,
    wanted: frozenset[str],
    implied: frozenset[str],
    knowledge: Knowledge,
) -> int:
    own = wanted & seeker.skills
    usual = (wanted - own) & implied
    rest = (skill_credit(it, seeker.skills, _NONE, knowledge) for it in wanted - own - usual)
    return (HELD * len(own) + RELATED * len(usual) + sum(rest)) // len(wanted)


def presumed(found: int, fit: int) -> int:
    return found + (FULL - found) * fit * PRESUMED // (FULL * FULL)


def skill_credit(
    skill: str, held: frozenset[str], implied: frozenset[str], knowledge: Knowledge
) -> int:
    if skill in held:
        return HELD
    if skill in implied or not knowledge.related(skill).isdisjoint(held):
        return RELATED
    return 0 if knowledge.grouped(skill).isdisjoint(held) else GROUPED


def worked_skills(seeker: SeekerProfile, knowledge: Knowledge) -> frozenset[str]:
    """Essential skills of every occupation the person has held for at least a month."""
    held = [knowledge.essentials(item.occupation) for item in seeker.experience if item.months > 0]
    return held[0].union(*held[1:]) if held else frozenset()


def occupation(seeker: SeekerProfile, opening: OpeningProfile, knowledge: Knowledge) -> int:
    """Similarity of the nearest occupation the person named; one only wished for counts less."""
    if opening.occupation is None:
        return UNKNOWN_FIT
    fits = (fit_of(item, opening.occupation, knowledge) for item in seeker.experience)
    return max(fits, default=0)


def fit_of(item: Experience, occupation: str, knowledge: Knowledge) -> int:
    alike = knowledge.similarity(item.occupation, occupation)
    return alike if item.months > 0 else wished(alike)


def wished(alike: int) -> int:
    return alike * WISHED // FULL


def experience(
    seeker: SeekerProfile, opening: OpeningProfile, on: date, knowledge: Knowledge
) -> int:
    """Months that count against the months asked for; a bonus up to a year where none are."""
    months = counted_months(seeker, opening, on, knowledge)
    asked = asked_months(opening)
    if asked > 0:
        return min(FULL, FULL * months // asked)
    bonus = FULL - NO_EXPERIENCE_ASKED
    return NO_EXPERIENCE_ASKED + bonus * min(months, WELCOME_MONTHS) // WELCOME_MONTHS


def asked_months(opening: OpeningProfile) -> int:
    return min(max(opening.experience_months, 0), MOST_MONTHS)


def counted_months(
    seeker: SeekerProfile, opening: OpeningProfile, on: date, knowledge: Knowledge
) -> int:
    """Each month weighs as its occupation resembles the opening's, and as it is recent; whole
    months, rounded down."""
    if opening.occupation is None:
        return 0
    total, year = 0, opening.starts(on).year
    for item in seeker.experience:
        alike = knowledge.similarity(item.occupation, opening.occupation)
        months = min(max(item.months, 0), MOST_MONTHS)
        total += transferred(alike) * kept(item.last_year, year) * months
    return total // (FULL * FULL)


def kept(last_year: int | None, year: int) -> int:
    """Of a thousand months, how many count in `year` when the last was in `last_year`."""
    if last_year is None:
        return FULL
    return max(LEAST_KEPT, FULL - FADES * max(0, year - last_year - FRESH_YEARS))


def worked_months(seeker: SeekerProfile, opening: OpeningProfile, knowledge: Knowledge) -> int:
    """As the person told them: all months in occupations of which any count."""
    if opening.occupation is None:
        return 0
    return sum(
        max(item.months, 0)
        for item in seeker.experience
        if transferred(knowledge.similarity(item.occupation, opening.occupation)) > 0
    )


def transferred(alike: int) -> int:
    """Of a thousand months in work so alike, how many count."""
    return max(0, alike - TRANSFERABLE) * FULL // (FULL - TRANSFERABLE)


def language(seeker: SeekerProfile, opening: OpeningProfile) -> int:
    """Mean over the languages asked for. A native speaker counts no more than an advanced one."""
    if not opening.languages:
        return FULL
    points = [
        language_points(level_of(seeker.languages, wanted.language), wanted.level)
        for wanted in opening.languages
    ]
    return sum(points) // len(points)


def language_points(level: int, wanted: int) -> int:
    if level < wanted:
        return LANGUAGE_MET // 2 * level // wanted
    top = min(level, max(Level.ADVANCED, wanted))
    return FULL if top >= Level.ADVANCED else LANGUAGE_MET + LANGUAGE_STEP * (top - wanted)


def location(seeker: SeekerProfile, opening: OpeningProfile, knowledge: Knowledge) -> int:
    """The better of commuting, half at 40 km of road, and moving; 0 when neither is possible."""
    metres = knowledge.metres(seeker.municipality, opening.municipality)
    commute = commute_points(metres or 0) if reaches(seeker, opening, metres) else 0
    return max(commute, relocation_points(opening) if relocates(seeker, opening) else 0)


def commute_points(metres: int) -> int:
    road = metres * ROAD_DETOUR[0] // ROAD_DETOUR[1]
    return FULL * HALF_WAY_M // (HALF_WAY_M + road)


def relocation_points(opening: OpeningProfile) -> int:
    return RELOCATION_WITH_HELP if opening.relocation_help else RELOCATION


def wage(expected: int | None, offered: int | None) -> int:
    """Full when the offer meets the expectation, then three points lost for each thousandth short:
    nothing is left where a third is missing."""
    if expected is None or offered is None:
        return WAGE_UNSTATED
    expected, offered = min(expected, MOST_WAGE), min(offered, MOST_WAGE)
    if offered >= expected:
        return FULL
    return max(0, FULL - WAGE_SLOPE * ((expected - offered) * FULL // expected))


def schedule(seeker: SeekerProfile, opening: OpeningProfile, on: date) -> int:
    """Does the schedule suit, times how soon after the start the person is free."""
    points = SCHEDULE_UNSTATED
    if seeker.schedules and opening.schedule is not None:
        points = FULL if opening.schedule in seeker.schedules else SCHEDULE_DIFFERS
    return points * availability(seeker.available_from, opening.starts(on)) // FULL


def availability(available_from: date | None, start: date) -> int:
    if available_from is None or available_from <= start:
        return FULL
    return FREE_SOON if (available_from - start).days <= SOON_DAYS else FREE_LATER


def schooling(has: Schooling | None, wanted: Schooling | None) -> int:
    """A quarter lost for each level short; more than asked is never a fault."""
    if wanted is None or wanted is Schooling.NONE:
        return FULL
    if has is None:
        return SCHOOLING_UNSTATED
    return max(0, FULL - SCHOOLING_STEP * max(0, wanted - has))
