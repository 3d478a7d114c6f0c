"""The wage a person was offered against the base the employer registered them with."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.social_security.contribution_base import (
    CENT,
    LEAST_BENEFITS,
    Benefits,
    PayPeriod,
    contribution_base,
    daily_wage,
)

_ROUNDING = CENT


@dataclass(frozen=True, slots=True)
class OfferedWage:
    """`is_gross` False: net pay, so the true base is higher than the one computed from it."""

    amount: Decimal
    period: PayPeriod = PayPeriod.MONTH
    is_gross: bool = True


@dataclass(frozen=True, slots=True)
class WageDifference:
    """`short_daily` is what the registered base lacks, in pesos a day; 0 when nothing does.

    `is_lower_bound`: the offer was net, so at least this much is lacking and a base that looks
    right may still be short.
    """

    expected_base: Decimal
    registered_base: Decimal
    short_daily: Decimal
    is_lower_bound: bool

    @property
    def falls_short(self) -> bool:
        return self.short_daily > 0


def compare_with_registered(
    offered: OfferedWage,
    registered_base: Decimal,
    *,
    municipality: str,
    on: date,
    benefits: Benefits = LEAST_BENEFITS,
) -> WageDifference:
    """At the hire, in the first year of service. A cent is taken for rounding."""
    daily = daily_wage(offered.amount, offered.period)
    expected = contribution_base(daily, municipality=municipality, on=on, benefits=benefits)
    short = expected.amount - registered_base
    return WageDifference(
        expected_base=expected.amount,
        registered_base=registered_base,
        short_daily=short if short > _ROUNDING else Decimal("0.00"),
        is_lower_bound=not offered.is_gross,
    )
