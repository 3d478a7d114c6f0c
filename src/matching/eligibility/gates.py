"""What rules a pair out, as the contract's "Eligible means" has it. Schedule, schooling, wage and
experience are never here: they weigh and do not exclude."""

from collections.abc import Callable
from datetime import date
from itertools import chain

from matching.eligibility.permission import work_permission
from matching.eligibility.reasons import Reason
from matching.profiles import Answer, Language, OpeningProfile, SeekerProfile

# Metres between the head towns of two municipalities, None when a place is not known.
Metres = Callable[[str, str], int | None]

GATES = ("permission", "language", "age", "place")
FIFTEEN_BEFORE_EIGHTEEN = 3


def obstacles(
    seeker: SeekerProfile, opening: OpeningProfile, on: date, metres: Metres
) -> tuple[Reason, ...]:
    """Everything that rules the pair out, in the order of GATES; empty means eligible."""
    return tuple(chain.from_iterable(_by_gate(seeker, opening, on, metres)))


def failed_gates(
    seeker: SeekerProfile, opening: OpeningProfile, on: date, metres: Metres
) -> tuple[str, ...]:
    """Of GATES, those that rule the pair out."""
    found = zip(GATES, _by_gate(seeker, opening, on, metres), strict=True)
    return tuple(gate for gate, stops in found if stops)


def _by_gate(
    seeker: SeekerProfile, opening: OpeningProfile, on: date, metres: Metres
) -> tuple[tuple[Reason, ...], ...]:
    start = opening.starts(on)
    return (
        _permission_obstacles(seeker, opening, start),
        _language_obstacles(seeker, opening),
        _age_obstacles(seeker, opening, start),
        _place_obstacles(seeker, opening, metres),
    )


def reaches(seeker: SeekerProfile, opening: OpeningProfile, metres: int | None) -> bool:
    """By daily commute: the same municipality always, else within the person's own limit."""
    if seeker.municipality == opening.municipality:
        return True
    return metres is not None and metres <= seeker.max_commute_km * 1000


def relocates(seeker: SeekerProfile, opening: OpeningProfile) -> bool:
    wish = seeker.relocation
    return wish.willing and (not wish.states or opening.state in wish.states)


def level_of(languages: tuple[Language, ...], language: str) -> int:
    """0 where the language is not spoken; the best level where it is listed twice."""
    best = 0
    for item in languages:
        if item.language == language and item.level > best:
            best = int(item.level)
    return best


def fifteenth_birthday(minor_until: date) -> date:
    year = minor_until.year - FIFTEEN_BEFORE_EIGHTEEN
    try:
        return minor_until.replace(year=year)
    except ValueError:  # 29 February of a leap year
        return date(year, 3, 1)


def _permission_obstacles(
    seeker: SeekerProfile, opening: OpeningProfile, start: date
) -> tuple[Reason, ...]:
    permission = work_permission(seeker.grants, state=opening.state, on=start)
    if permission.answer is not Answer.NO:
        return ()
    return tuple(Reason("no_work_permission", code) for code in permission.codes)


def _language_obstacles(seeker: SeekerProfile, opening: OpeningProfile) -> tuple[Reason, ...]:
    found = []
    for wanted in opening.languages:
        level = level_of(seeker.languages, wanted.language)
        if level < wanted.level:
            code = "language_below" if level else "language_missing"
            found.append(Reason(code, wanted.language))
    return tuple(dict.fromkeys(found))


def _age_obstacles(
    seeker: SeekerProfile, opening: OpeningProfile, start: date
) -> tuple[Reason, ...]:
    if seeker.minor_until is None or start >= seeker.minor_until:
        return ()
    if start < fifteenth_birthday(seeker.minor_until):
        return (Reason("under_fifteen"),)
    return () if opening.accepts_minors else (Reason("minor_not_accepted"),)


def _place_obstacles(
    seeker: SeekerProfile, opening: OpeningProfile, metres: Metres
) -> tuple[Reason, ...]:
    distance = metres(seeker.municipality, opening.municipality)
    if reaches(seeker, opening, distance) or relocates(seeker, opening):
        return ()
    return (Reason("too_far", None if distance is None else str(distance // 1000)),)
