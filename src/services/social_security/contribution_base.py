"""The contribution base (SBC): daily pay, integrated with bonus and vacation premium, in limits.

Amounts are pesos a day as Decimal. Only `rounded` cuts to cents, half up, at the very end: the
factor of the law is a fraction, and rounding it first is a cent short.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from services.social_security.tables import rows
from services.social_security.wages import uma, wage_floor

CENT = Decimal("0.01")
CAP_IN_UMA = 25
_DAYS_OF_YEAR = 365


class PayPeriod(StrEnum):
    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"


class Limit(StrEnum):
    """Which limit of the law set the base."""

    FLOOR = "floor"
    CAP = "cap"


@dataclass(frozen=True, slots=True)
class Benefits:
    """What integrates the base; the defaults are the least the labor law allows.

    `vacation_days` None: as many as the year of service gives. `other_daily`: any other fixed
    benefit that integrates, in pesos a day.
    """

    bonus_days: int = 15
    vacation_premium: Decimal = Decimal("0.25")
    vacation_days: int | None = None
    other_daily: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class ContributionBase:
    """`amount` is what the movement carries. `is_current` False: a figure of that year is not
    published yet and the last one known was taken."""

    amount: Decimal
    before_limits: Decimal
    floor: Decimal
    cap: Decimal
    limited_by: Limit | None
    is_current: bool


LEAST_BENEFITS = Benefits()
_DAYS = {
    PayPeriod.DAY: 1,
    PayPeriod.WEEK: 7,
    PayPeriod.FORTNIGHT: 15,
    PayPeriod.MONTH: 30,
}


def daily_wage(amount: Decimal, period: PayPeriod) -> Decimal:
    """Divided as LSS 29-II says; not rounded."""
    return amount / _DAYS[period]


def integration_factor(year_of_service: int, benefits: Benefits = LEAST_BENEFITS) -> Decimal:
    """What a peso of daily pay becomes. The first year of service is 1."""
    vacation = benefits.vacation_days
    if vacation is None:
        vacation = vacation_days(year_of_service)
    return 1 + (benefits.bonus_days + benefits.vacation_premium * vacation) / _DAYS_OF_YEAR


def vacation_days(year_of_service: int) -> int:
    """The least that the labor law gives in that year of service, the first being 1."""
    if year_of_service < 1:
        raise ValueError("The first year of service is 1")
    reached = (row for row in rows("vacations") if int(row["from_year"]) <= year_of_service)
    return int(list(reached)[-1]["days"])


def year_of_service(started_on: date, on: date) -> int:
    """1 until the eve of the first anniversary."""
    is_before_anniversary = (on.month, on.day) < (started_on.month, started_on.day)
    return on.year - started_on.year - is_before_anniversary + 1


def contribution_base(
    daily: Decimal,
    *,
    municipality: str,
    on: date,
    year_of_service: int = 1,
    benefits: Benefits = LEAST_BENEFITS,
) -> ContributionBase:
    """Never under the integrated minimum wage of the place, never over 25 UMA."""
    factor = integration_factor(year_of_service, benefits)
    wage, unit = wage_floor(municipality, on), uma(on)
    integrated = daily * factor + benefits.other_daily
    floor, cap = rounded(wage.daily * factor), rounded(CAP_IN_UMA * unit.amount)
    amount = min(max(rounded(integrated), floor), cap)
    return ContributionBase(
        amount=amount,
        before_limits=rounded(integrated),
        floor=floor,
        cap=cap,
        limited_by=_limit(rounded(integrated), floor, cap),
        is_current=wage.is_current and unit.is_current,
    )


def rounded(amount: Decimal) -> Decimal:
    """To cents, half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def _limit(integrated: Decimal, floor: Decimal, cap: Decimal) -> Limit | None:
    if integrated < floor:
        return Limit.FLOOR
    return Limit.CAP if integrated > cap else None
