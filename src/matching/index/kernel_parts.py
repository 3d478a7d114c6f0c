"""The arithmetic of `scoring.pair` for one row at a time, compiled. Integers only.

Parameters of a question travel in one array of numbers, at the places named here.
"""

import numpy as np

from matching.index.compiled import Array, Bits, Int, compiled, inlined
from matching.scoring import pair
from matching.scoring.weights import FULL

# Weights come first, in the order of `Components`.
SKILLS, OCCUPATION, EXPERIENCE, LANGUAGE, LOCATION, WAGE_W, SCHEDULE_W, SCHOOLING_W = range(8)

(
    VERSION,
    START,  # day number the work starts, or the day of the question
    WAGE_AT,  # the asker's wage, UNSTATED where none
    SCHEDULES_AT,  # the opening's schedule, or the person's bits
    SCHOOLING_AT,
    YEAR,  # of START
    PLACE_LINE,  # of the asker, in the tables of distances
    TONGUE_LINE,  # of the asker, in the tables of languages
    # Of an opening's question.
    ASKED,  # months of experience asked for
    REQUIRED,  # how many required skills, or essential ones standing in
    OPTIONAL,
    BLENDED,  # 1 where essential skills stand in for required ones
    KNOWN,  # 1 where the opening names an occupation
    MOVE_PART,  # weighted location of who would move
    MOVE_LINE,
    PERMIT_LINE,
    FIT_LINE,
    ORDER_AT,  # the occupations to be visited first
    ORDER_COUNT,
    THEN_FIT,  # the most alike of the others
    SLOT_AT,  # the wanted skills, required ones first
) = range(8, 29)
# Of a person's question.
AVAILABLE_AT, COMMUTE_AT, ADULT_AT, FIFTEEN_AT = range(16, 20)
NUMBERS = 29

# Columns of the heap.
SCORE, KEY, ROW = range(3)

RELATED, GROUPED = pair.RELATED, pair.GROUPED
UNKNOWN_FIT, TRANSFERABLE = pair.UNKNOWN_FIT, pair.TRANSFERABLE
_FREE_MONTHS, _WELCOME = pair.NO_EXPERIENCE_ASKED, pair.WELCOME_MONTHS
_WAGE_UNSTATED, _SCHEDULE_UNSTATED = pair.WAGE_UNSTATED, pair.SCHEDULE_UNSTATED
_SCHEDULE_DIFFERS, _SCHOOLING_UNSTATED = pair.SCHEDULE_DIFFERS, pair.SCHOOLING_UNSTATED
_SOON, _FREE_SOON, _FREE_LATER = pair.SOON_DAYS, pair.FREE_SOON, pair.FREE_LATER
_SCHOOLING_STEP = pair.SCHOOLING_STEP
_REQUIRED, _OPTIONAL = pair.REQUIRED_SHARE, pair.OPTIONAL_SHARE
_PRESUMED, _WISHED, _WAGE_SLOPE = pair.PRESUMED, pair.WISHED, pair.WAGE_SLOPE
_FRESH, _FADES, _LEAST_KEPT = pair.FRESH_YEARS, pair.FADES, pair.LEAST_KEPT


@inlined
def experience_points(months: Int, asked: Int) -> Int:
    if asked > 0:
        return min(FULL, FULL * months // asked)
    return _FREE_MONTHS + (FULL - _FREE_MONTHS) * min(months, _WELCOME) // _WELCOME


@inlined
def wished(alike: Int) -> Int:
    return alike * _WISHED // FULL


@inlined
def transferred(alike: Int) -> Int:
    return max(0, alike - TRANSFERABLE) * FULL // (FULL - TRANSFERABLE)


@inlined
def kept(last_year: Int, year: Int) -> Int:
    """`last_year` 0 where none was given."""
    faded = max(_LEAST_KEPT, FULL - _FADES * max(0, year - last_year - _FRESH))
    return FULL if last_year == 0 else faded


@inlined
def experience_cap(fit: Int, asked: Int) -> Int:
    """The most experience can be worth where no work is more alike than `fit`."""
    if fit >= TRANSFERABLE:
        return FULL
    return 0 if asked > 0 else _FREE_MONTHS


@inlined
def wage_points(expected: Int, offered: Int) -> Int:
    if expected < 0 or offered < 0:
        return _WAGE_UNSTATED
    if offered >= expected:
        return FULL
    return max(0, FULL - _WAGE_SLOPE * ((expected - offered) * FULL // expected))


@inlined
def schedule_points(taken: Int, schedule: Int) -> Int:
    if taken == 0 or schedule < 0:
        return _SCHEDULE_UNSTATED
    return FULL if (taken >> schedule) & 1 else _SCHEDULE_DIFFERS


@inlined
def availability(available: Int, start: Int) -> Int:
    if available <= start:
        return FULL
    return _FREE_SOON if available - start <= _SOON else _FREE_LATER


@inlined
def schooling_points(has: Int, wanted: Int) -> Int:
    if wanted <= 0:
        return FULL
    if has < 0:
        return _SCHOOLING_UNSTATED
    return max(0, FULL - _SCHOOLING_STEP * max(0, wanted - has))


@inlined
def blend_of(must: Int, wanted: Int, blended: Int, may: Int, wished: Int, fit: Int) -> Int:
    """The skills component from sums of credits over `wanted` required and `wished` optional ones;
    `blended` where essential skills of the occupation stand in for required ones."""
    found = fit
    if wanted > 0:
        found = must // wanted
        if blended:
            found = (found + fit) // 2
        else:
            found += (FULL - found) * fit * _PRESUMED // (FULL * FULL)
    if wished == 0:
        return found
    return (_REQUIRED * found + _OPTIONAL * (may // wished)) // (_REQUIRED + _OPTIONAL)


@inlined
def blend(required: Int, optional: Int, fit: Int, numbers: Array) -> Int:
    wanted, wished = numbers[REQUIRED], numbers[OPTIONAL]
    return blend_of(required, wanted, numbers[BLENDED], optional, wished, fit)


@inlined
def skills_cap(fit: Int, numbers: Array) -> Int:
    """The most skills can be worth with this fit: `blend` with every credit full."""
    found = fit
    if numbers[REQUIRED] > 0:
        found = (FULL + fit) // 2 if numbers[BLENDED] else FULL
    if numbers[OPTIONAL] == 0:
        return found
    return (_REQUIRED * found + _OPTIONAL * FULL) // (_REQUIRED + _OPTIONAL)


@inlined
def fit_parts(fit: Int, experience: Int, numbers: Array) -> Int:
    return numbers[OCCUPATION] * fit + numbers[EXPERIENCE] * experience


@inlined
def fit_cap(alike: Int, numbers: Array) -> Int:
    """The most the occupation component can be with work at most so alike."""
    return alike if numbers[KNOWN] else UNKNOWN_FIT


@inlined
def sides_cap(numbers: Array) -> Int:
    """The most that wage, schedule and schooling can be worth."""
    return FULL * (numbers[WAGE_W] + numbers[SCHEDULE_W] + numbers[SCHOOLING_W])


@inlined
def work_cap(fit: Int, numbers: Array) -> Int:
    """The most that skills, occupation and experience can be worth with this fit."""
    skills = numbers[SKILLS] * skills_cap(fit, numbers)
    return skills + fit_parts(fit, experience_cap(fit, numbers[ASKED]), numbers)


@inlined
def credit_cap(skills: Int, wanted: Int) -> Int:
    """The most credit that so many skills have for so many wanted ones: each equals one of them."""
    held = min(skills, wanted)
    return FULL * held + RELATED * (wanted - held)


@inlined
def rest_cap(fit: Int, location: Int, numbers: Array) -> Int:
    """No row with at most this fit and weighted location can score more."""
    sides = numbers[LANGUAGE] * FULL + sides_cap(numbers)
    return location + sides + work_cap(fit, numbers)


@inlined
def popcount(bits: Bits) -> Int:
    bits -= (bits >> np.uint64(1)) & np.uint64(0x5555555555555555)
    bits = (bits & np.uint64(0x3333333333333333)) + (
        (bits >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    bits = (bits + (bits >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((bits * np.uint64(0x0101010101010101)) >> np.uint64(56))


@inlined
def cannot_enter(cap: Int, top: Array, size: Array) -> Int:
    """Strictly below the worst of a full heap: an equal score could still win by its key."""
    return size[0] == len(top) and cap < top[0, SCORE]


@inlined
def _worse(top: Array, one: Int, other: Int) -> Int:
    if top[one, SCORE] != top[other, SCORE]:
        return top[one, SCORE] < top[other, SCORE]
    return top[one, KEY] > top[other, KEY]


@inlined
def _swap(top: Array, one: Int, other: Int) -> None:
    for column in range(3):
        top[one, column], top[other, column] = top[other, column], top[one, column]


@compiled
def _rise(top: Array, place: Int) -> None:
    while place > 0 and _worse(top, place, (place - 1) // 2):
        _swap(top, place, (place - 1) // 2)
        place = (place - 1) // 2


@compiled
def _sink(top: Array, size: Int) -> None:
    place = 0
    while 2 * place + 1 < size:
        child = 2 * place + 1
        if child + 1 < size and _worse(top, child + 1, child):
            child += 1
        if not _worse(top, child, place):
            return
        _swap(top, place, child)
        place = child


@compiled
def keep(score: Int, key: Int, row: Int, top: Array, size: Array) -> None:
    """Take the row in if there is room or it beats the worst; ties go to the lower key."""
    if size[0] < len(top):
        place = size[0]
        top[place, SCORE], top[place, KEY], top[place, ROW] = score, key, row
        size[0] += 1
        _rise(top, place)
    elif score > top[0, SCORE] or (score == top[0, SCORE] and key < top[0, KEY]):
        top[0, SCORE], top[0, KEY], top[0, ROW] = score, key, row
        _sink(top, size[0])


@compiled
def settle(top: Array, size: Int) -> None:
    """The heap, best first."""
    for last in range(size - 1, 0, -1):
        _swap(top, 0, last)
        _sink(top, last)
