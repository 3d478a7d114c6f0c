"""Components over columns: the arithmetic of `scoring.components`, many rows at once.

All arrays are int64 unless said otherwise, so nothing overflows: the largest product is a wage
times a thousand.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.index.storage import UNSTATED
from matching.profiles import Level
from matching.scoring import pair
from matching.scoring.weights import FULL

Ints = NDArray[np.int64]
Numbers = NDArray[Any]


def experience_points(months: Numbers, asked: Numbers | int) -> Ints:
    """`months` counted in whole months; `asked` one number or one a row."""
    asked = np.asarray(asked, np.int64)
    bonus = FULL - pair.NO_EXPERIENCE_ASKED
    welcome = np.minimum(months, pair.WELCOME_MONTHS)
    free = pair.NO_EXPERIENCE_ASKED + bonus * welcome // pair.WELCOME_MONTHS
    bound = np.minimum(FULL, FULL * months // np.maximum(asked, 1))
    found: Ints = np.where(asked > 0, bound, free)
    return found


def presumed(found: Numbers, fit: Numbers) -> Ints:
    more: Ints = found + (FULL - found) * fit * pair.PRESUMED // (FULL * FULL)
    return more


def wished(alike: Numbers) -> Ints:
    less: Ints = alike * pair.WISHED // FULL
    return less


def transferred(alike: Numbers) -> Ints:
    least = pair.TRANSFERABLE
    counted: Ints = np.maximum(0, alike - least) * FULL // (FULL - least)
    return counted


def kept(last_years: Numbers | int, years: Numbers | int) -> Ints:
    """`last_years` 0 where none was given."""
    gone = np.asarray(years, np.int64) - np.asarray(last_years, np.int64) - pair.FRESH_YEARS
    faded = np.maximum(pair.LEAST_KEPT, FULL - pair.FADES * np.maximum(0, gone))
    found: Ints = np.where(np.asarray(last_years) == 0, FULL, faded)
    return found


def language_points(level: Numbers, wanted: Numbers | int) -> Ints:
    wanted = np.asarray(wanted, np.int64)
    top = np.minimum(level, np.maximum(int(Level.ADVANCED), wanted))
    above = pair.LANGUAGE_MET + pair.LANGUAGE_STEP * (top - wanted)
    met = np.where(top >= int(Level.ADVANCED), FULL, above)
    found: Ints = np.where(level < wanted, pair.LANGUAGE_MET // 2 * level // wanted, met)
    return found


def commute_points(metres: Numbers) -> Ints:
    metres = metres.astype(np.int64)
    road = metres * pair.ROAD_DETOUR[0] // pair.ROAD_DETOUR[1]
    found: Ints = FULL * pair.HALF_WAY_M // (pair.HALF_WAY_M + road)
    return found


def wage_points(expected: Numbers | int, offered: Numbers | int) -> Ints:
    """UNSTATED on either side is neither good nor bad."""
    expected = np.asarray(expected, np.int64)
    offered = np.asarray(offered, np.int64)
    short = np.maximum(expected - offered, 0) * FULL // np.maximum(expected, 1)
    unstated = (expected == UNSTATED) | (offered == UNSTATED)
    found: Ints = np.where(
        unstated, pair.WAGE_UNSTATED, np.maximum(0, FULL - pair.WAGE_SLOPE * short)
    )
    return found


def schedule_points(taken: Numbers | int, schedule: Numbers | int) -> Ints:
    """`taken` a bit for each schedule the person takes, `schedule` the opening's or UNSTATED."""
    taken = np.asarray(taken, np.int64)
    schedule = np.asarray(schedule, np.int64)
    fits = (taken >> np.maximum(schedule, 0)) & 1
    stated = np.where(fits == 1, FULL, pair.SCHEDULE_DIFFERS)
    found: Ints = np.where((taken == 0) | (schedule == UNSTATED), pair.SCHEDULE_UNSTATED, stated)
    return found


def availability(available: Numbers | int, start: Numbers | int) -> Ints:
    late = np.asarray(available, np.int64) - np.asarray(start, np.int64)
    waiting = np.where(late <= pair.SOON_DAYS, pair.FREE_SOON, pair.FREE_LATER)
    found: Ints = np.where(late <= 0, FULL, waiting)
    return found


def schooling_points(has: Numbers | int, wanted: Numbers | int) -> Ints:
    has = np.asarray(has, np.int64)
    wanted = np.asarray(wanted, np.int64)
    short = np.maximum(wanted - has, 0)
    stated = np.maximum(0, FULL - pair.SCHOOLING_STEP * short)
    points = np.where(has == UNSTATED, pair.SCHOOLING_UNSTATED, stated)
    found: Ints = np.where(wanted <= 0, FULL, points)
    return found


def best(totals: Ints, keys: Ints, k: int) -> Ints:
    """Positions of the k highest totals, best first; of equal ones the lower key first."""
    if k <= 0 or not len(totals):
        return np.empty(0, np.int64)
    rows = np.arange(len(totals))
    if k < len(totals):
        floor = np.partition(totals, len(totals) - k)[len(totals) - k]
        rows = np.flatnonzero(totals >= floor)
    order = np.lexsort((keys[rows], -totals[rows]))[:k]
    found: Ints = rows[order]
    return found
