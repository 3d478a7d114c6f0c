"""The least that a lawful wage can leave, from the figures of its sources."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

import pytest

from services.social_security.contribution_base import contribution_base
from services.social_security.wages import lowest_pay, uma, wage_floor
from tests.factories import TAPACHULA, TIJUANA

QUOTAS = Decimal("0.00250") + Decimal("0.00375") + Decimal("0.00625") + Decimal("0.01125")
QUOTA_ABOVE = Decimal("0.004")


@dataclass(frozen=True)
class Tariff:
    """A day's tax, and the share of a UMA that comes off it."""

    lower: Decimal
    fixed: Decimal
    rate: Decimal
    subsidy: Decimal


TARIFFS = {
    (TAPACHULA, 2025): Tariff(*map(Decimal, ("208.30", "12.23", "0.1088", "0.1380"))),
    (TAPACHULA, 2026): Tariff(*map(Decimal, ("235.82", "13.85", "0.1088", "0.1502"))),
    (TIJUANA, 2025): Tariff(*map(Decimal, ("366.06", "29.40", "0.16", "0"))),
    (TIJUANA, 2026): Tariff(*map(Decimal, ("414.42", "33.28", "0.16", "0"))),
}


def left_of(gross: Decimal, place: str, on: date) -> Decimal:
    """Of a day's wage."""
    tariff, unit = TARIFFS[place, on.year], uma(on).amount
    tax = tariff.fixed + (gross - tariff.lower) * tariff.rate - tariff.subsidy * unit
    base = contribution_base(gross, municipality=place, on=on).amount
    return gross - max(tax, Decimal(0)) - base * QUOTAS - max(base - 3 * unit, 0) * QUOTA_ABOVE


@pytest.mark.parametrize(("place", "year"), TARIFFS)
def test_the_least_net_pay_is_what_is_left_of_the_first_wage_above_the_minimum(
    place: str, year: int
) -> None:
    on = date(year, 11, 20)
    floor = wage_floor(place, on)
    share = (left_of(floor.daily, place, on) / floor.daily).quantize(Decimal("0.0001"), ROUND_FLOOR)

    least = lowest_pay(place, on, is_net=True)

    assert least == (floor.monthly * share).quantize(Decimal("0.01"), ROUND_FLOOR)
    assert Decimal("0.85") * floor.monthly < least < floor.monthly


@pytest.mark.parametrize("place", [TAPACHULA, TIJUANA])
def test_of_higher_wages_more_is_left_until_the_next_thousand(place: str) -> None:
    on = date(2026, 11, 20)
    daily = wage_floor(place, on).daily
    left = [left_of(daily + extra, place, on) for extra in range(30)]
    assert left == sorted(left)


def test_gross_pay_has_the_whole_minimum() -> None:
    on = date(2026, 11, 20)
    assert lowest_pay(TAPACHULA, on, is_net=False) == Decimal("9451.20")
    assert lowest_pay(TAPACHULA, on, is_net=True) == Decimal("9069.37")


def test_a_year_without_shares_has_those_of_the_last_one() -> None:
    on = date(2027, 5, 3)
    assert lowest_pay(TIJUANA, on, is_net=True) == lowest_pay(
        TIJUANA, date(2026, 5, 3), is_net=True
    )


def test_where_nothing_was_worked_out_the_whole_minimum_counts() -> None:
    on = date(2024, 5, 3)
    assert lowest_pay(TIJUANA, on, is_net=True) == wage_floor(TIJUANA, on).monthly
