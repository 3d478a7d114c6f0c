"""What stands against an opening itself, whoever may fit it: its pay and its hours, by the law of
the place and the day."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Protocol

from matching.eligibility import Reason
from services.social_security.wages import wage_floor, weekly_hours_limit


class Terms(Protocol):
    """An opening as sent, or as stored."""

    @property
    def municipality(self) -> str: ...
    @property
    def monthly_wage_mxn(self) -> Decimal | None: ...
    @property
    def weekly_hours(self) -> int | None: ...
    @property
    def starts_on(self) -> date | None: ...


def own_obstacles(terms: Terms, *, today: date) -> Iterator[Reason]:
    """`wage_below_floor` with the floor in pesos a month (LFT 90), `hours_above_limit` with the
    hours of the longest week (LFT 61), both on the day the work starts."""
    on = max(terms.starts_on or today, today)
    wage, floor = terms.monthly_wage_mxn, wage_floor(terms.municipality, on).monthly
    # Also of a net wage: from the minimum nothing comes off (LFT 97, LSS 36, LISR 96).
    if wage is not None and wage < floor:
        yield Reason("wage_below_floor", str(floor))
    if terms.weekly_hours is not None and terms.weekly_hours > weekly_hours_limit(on):
        yield Reason("hours_above_limit", str(weekly_hours_limit(on)))
