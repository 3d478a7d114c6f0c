"""What stands against an opening itself, whoever may fit it: its pay and its hours, by the law of
the place and the day."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Protocol

from matching.eligibility import Reason
from models.vocabulary import WageIs
from services.social_security.wages import lowest_pay, weekly_hours_limit


class Terms(Protocol):
    """An opening as sent, or as stored."""

    @property
    def municipality(self) -> str: ...
    @property
    def monthly_wage_mxn(self) -> Decimal | None: ...
    @property
    def wage_is(self) -> WageIs | None: ...
    @property
    def weekly_hours(self) -> int | None: ...
    @property
    def starts_on(self) -> date | None: ...


def own_obstacles(terms: Terms, *, today: date) -> Iterator[Reason]:
    """`wage_below_floor` with the floor in pesos a month (LFT 90) of a gross or a net wage, as
    it is, `hours_above_limit` with the hours of the longest week (LFT 61), both on the day the
    work starts."""
    on = max(terms.starts_on or today, today)
    wage, is_net = terms.monthly_wage_mxn, terms.wage_is is WageIs.NET
    floor = lowest_pay(terms.municipality, on, is_net=is_net)
    if wage is not None and wage < floor:
        yield Reason("wage_below_floor", str(floor))
    if terms.weekly_hours is not None and terms.weekly_hours > weekly_hours_limit(on):
        yield Reason("hours_above_limit", str(weekly_hours_limit(on)))
