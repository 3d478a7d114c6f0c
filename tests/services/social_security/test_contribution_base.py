from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.social_security.contribution_base import (
    Benefits,
    Limit,
    PayPeriod,
    contribution_base,
    daily_wage,
    integration_factor,
    vacation_days,
    year_of_service,
)
from services.social_security.wage_check import OfferedWage, compare_with_registered
from services.social_security.wages import wage_floor

TAPACHULA, TIJUANA = "07089", "02004"
TODAY = date(2026, 11, 21)
wages = st.decimals(Decimal("1"), Decimal("9999"), places=2)


@pytest.mark.parametrize(
    ("amount", "period", "daily"),
    [
        ("2205.28", PayPeriod.WEEK, "315.04"),
        ("4725.60", PayPeriod.FORTNIGHT, "315.04"),
        ("9451.20", PayPeriod.MONTH, "315.04"),
        ("315.04", PayPeriod.DAY, "315.04"),
    ],
)
def test_pay_is_divided_by_the_days_of_the_law(amount, period, daily):
    assert daily_wage(Decimal(amount), period) == Decimal(daily)


@pytest.mark.parametrize(
    ("year", "factor"),
    [
        (1, "1.0493"),
        (2, "1.0507"),
        (3, "1.0521"),
        (4, "1.0534"),
        (5, "1.0548"),
        (6, "1.0562"),
        (10, "1.0562"),
        (11, "1.0575"),
        (15, "1.0575"),
    ],
)
def test_the_least_factor_grows_with_service(year, factor):
    assert integration_factor(year).quantize(Decimal("0.0001")) == Decimal(factor)


def test_better_benefits_integrate():
    generous = Benefits(bonus_days=30, vacation_premium=Decimal("0.5"), vacation_days=20)
    assert integration_factor(1, generous) == 1 + Decimal(40) / 365


def test_vacations_go_on_growing():
    assert [vacation_days(year) for year in (16, 21, 30, 31)] == [26, 28, 30, 32]


def test_there_is_no_year_zero_of_service():
    with pytest.raises(ValueError, match="first year"):
        vacation_days(0)


@pytest.mark.parametrize(
    ("on", "year"),
    [(date(2026, 11, 21), 1), (date(2027, 11, 20), 1), (date(2027, 11, 21), 2)],
)
def test_a_year_of_service_ends_at_the_anniversary(on, year):
    assert year_of_service(date(2026, 11, 21), on) == year


@pytest.mark.parametrize(
    ("on", "municipality", "least"),
    [
        (date(2026, 6, 1), TAPACHULA, "330.58"),
        (date(2026, 6, 1), TIJUANA, "462.61"),
        (date(2025, 6, 1), TAPACHULA, "292.55"),
        (date(2025, 6, 1), TIJUANA, "440.59"),
        (date(2024, 6, 1), TAPACHULA, "261.21"),
        (date(2024, 6, 1), TIJUANA, "393.38"),
    ],
)
def test_the_minimum_wage_gives_the_least_lawful_base(on, municipality, least):
    daily = wage_floor(municipality, on).daily
    assert contribution_base(daily, municipality=municipality, on=on).amount == Decimal(least)


@pytest.mark.parametrize(
    ("on", "cap"),
    [
        (date(2024, 6, 1), "2714.25"),
        (date(2025, 6, 1), "2828.50"),
        (date(2026, 6, 1), "2932.75"),
    ],
)
def test_the_base_is_capped_at_25_uma(on, cap):
    base = contribution_base(Decimal(9000), municipality=TIJUANA, on=on)
    assert (base.amount, base.limited_by) == (Decimal(cap), Limit.CAP)


def test_a_wage_below_the_floor_is_lifted_and_marked():
    base = contribution_base(Decimal(100), municipality=TAPACHULA, on=TODAY)
    assert (base.amount, base.limited_by) == (Decimal("330.58"), Limit.FLOOR)


def test_figures_of_an_unpublished_year_are_marked():
    base = contribution_base(Decimal(400), municipality=TAPACHULA, on=date(2027, 3, 1))
    assert not base.is_current


@given(wages, st.integers(1, 50), st.sampled_from([TAPACHULA, TIJUANA]))
def test_the_base_stays_in_its_limits(daily, year, municipality):
    base = contribution_base(daily, municipality=municipality, on=TODAY, year_of_service=year)
    assert base.floor <= base.amount <= base.cap


@given(wages, wages)
def test_more_pay_never_lowers_the_base(one, other):
    low, high = (
        contribution_base(pay, municipality=TAPACHULA, on=TODAY).amount
        for pay in sorted((one, other))
    )
    assert low <= high


def difference(offered: OfferedWage, registered: str):
    return compare_with_registered(offered, Decimal(registered), municipality=TAPACHULA, on=TODAY)


def test_a_base_below_the_offer_falls_short():
    found = difference(OfferedWage(Decimal(12000)), "330.58")
    assert (found.expected_base, found.short_daily) == (Decimal("419.73"), Decimal("89.15"))


@pytest.mark.parametrize("registered", ["419.73", "419.72", "500.00"])
def test_a_cent_of_rounding_or_a_higher_base_is_fine(registered):
    assert not difference(OfferedWage(Decimal(12000)), registered).falls_short


def test_a_net_offer_gives_a_lower_bound():
    assert difference(OfferedWage(Decimal(12000), is_gross=False), "330.58").is_lower_bound
