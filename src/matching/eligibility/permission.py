"""May this person work in that state on that day? Pure; the best of several grounds wins."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from matching.profiles import Answer, Grant

STATE_RESTRICTED = "STATE_RESTRICTED"
NO_DOCUMENT = "NO_DOCUMENT"

_RANK = {Answer.YES: 0, Answer.CONDITIONAL: 1, Answer.NO: 2}
# Of several reasons for `no`, the one nearest to a `yes` is the one worth telling.
_NO_ORDER = (
    STATE_RESTRICTED,
    "EXPIRED_REGULARISABLE",
    "EXPIRED",
    "NO_WORK_KIND",
    "UNKNOWN_KIND",
    NO_DOCUMENT,
)


class WorkPermission(NamedTuple):
    """`until` is the year and month ("2027-03") to which the answer stays as good without a break;
    None when indefinite or a year away or more."""

    answer: Answer
    until: str | None
    codes: tuple[str, ...]

    @property
    def is_possible(self) -> bool:
        return self.answer is not Answer.NO


def work_permission(grants: Iterable[Grant], *, state: str, on: date) -> WorkPermission:
    grants = tuple(grants)
    current = [grant for grant in grants if grant.holds_on(on)]
    usable = [grant for grant in current if grant.answer is not Answer.NO]
    here = [grant for grant in usable if grant.covers(state)]
    if not here:
        return WorkPermission(Answer.NO, None, (_why_not(current, bool(usable)),))
    answer = min((grant.answer for grant in here), key=_RANK.__getitem__)
    best = [grant for grant in here if grant.answer is answer]
    codes = tuple(dict.fromkeys(grant.code for grant in best))
    as_good = [it for it in grants if _RANK[it.answer] <= _RANK[answer] and it.covers(state)]
    return WorkPermission(answer, _shown(_last_day(best, as_good), on), codes)


def permission_end(grants: Iterable[Grant], *, state: str, on: date) -> date | None:
    """The last day any ground allows work in this state, seen from `on`; None: no end known."""
    usable = [grant for grant in grants if grant.answer is not Answer.NO and grant.covers(state)]
    here = [grant for grant in usable if grant.until is None or grant.until >= on]
    return _latest(here) if here else None


def _why_not(current: list[Grant], has_usable: bool) -> str:
    codes = {grant.code for grant in current if grant.answer is Answer.NO}
    if has_usable:
        codes.add(STATE_RESTRICTED)
    return min(codes, key=_place_in_order, default=NO_DOCUMENT)


def _place_in_order(code: str) -> tuple[int, str]:
    return (_NO_ORDER.index(code) if code in _NO_ORDER else len(_NO_ORDER), code)


def _last_day(best: list[Grant], as_good: list[Grant]) -> date | None:
    """When a paper ends and another begins the day after, nothing ends."""
    end = _latest(best)
    while end is not None and end < date.max:
        following = [grant for grant in as_good if grant.holds_on(end + timedelta(days=1))]
        if not following:
            break
        end = _latest(following)
    return end


def _latest(grants: list[Grant]) -> date | None:
    ends = [grant.until for grant in grants if grant.until is not None]
    return max(ends) if len(ends) == len(grants) else None


def _shown(end: date | None, on: date) -> str | None:
    """An exact day could point at the holder of a humanitarian card: month only, a year at most."""
    if end is None or (end.year, end.month, end.day) >= (on.year + 1, on.month, on.day):
        return None
    return f"{end.year:04d}-{end.month:02d}"
