from datetime import date
from decimal import Decimal

import pytest

from services.social_security.tables import rows
from services.social_security.wages import (
    NoFigure,
    Zone,
    uma,
    wage_floor,
    weekly_hours_limit,
    zone_needs_review,
    zone_of,
)

TAPACHULA, TIJUANA, SAN_QUINTIN = "07089", "02004", "02006"


@pytest.mark.parametrize(
    ("municipality", "on", "daily", "monthly"),
    [
        (TAPACHULA, date(2026, 11, 21), "315.04", "9451.20"),
        (TIJUANA, date(2026, 11, 21), "440.87", "13226.10"),
        (TAPACHULA, date(2025, 12, 31), "278.80", "8364.00"),
        (TIJUANA, date(2024, 1, 1), "374.89", "11246.70"),
    ],
)
def test_the_floor_depends_on_place_and_date(municipality, on, daily, monthly):
    floor = wage_floor(municipality, on)
    assert (floor.daily, floor.monthly) == (Decimal(daily), Decimal(monthly))


def test_a_year_without_a_figure_takes_the_last_known_and_says_so():
    floor = wage_floor(TAPACHULA, date(2027, 1, 1))
    assert (floor.daily, floor.is_current) == (Decimal("315.04"), False)


def test_a_figure_of_its_year_is_current():
    assert wage_floor(TAPACHULA, date(2026, 12, 31)).is_current


def test_before_the_first_figure_there_is_none():
    with pytest.raises(NoFigure):
        wage_floor(TAPACHULA, date(2018, 12, 31))


def test_forty_three_municipalities_are_listed_in_the_border_zone():
    assert len([row for row in rows("border_zone") if row["is_listed"] == "yes"]) == 43


@pytest.mark.parametrize("municipality", [TIJUANA, "08037", "28022", SAN_QUINTIN])
def test_border_municipalities_have_the_border_wage(municipality):
    assert zone_of(municipality) is Zone.BORDER


@pytest.mark.parametrize("municipality", [TAPACHULA, "07040", "19039"])
def test_others_have_the_general_wage(municipality):
    assert zone_of(municipality) is Zone.GENERAL


def test_municipalities_split_from_listed_ones_ask_for_review():
    assert [zone_needs_review(code) for code in (SAN_QUINTIN, "02007", TIJUANA, TAPACHULA)] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("on", "amount"),
    [
        (date(2026, 1, 31), "113.14"),
        (date(2026, 2, 1), "117.31"),
        (date(2027, 1, 31), "117.31"),
    ],
)
def test_the_uma_changes_in_february(on, amount):
    assert (uma(on).amount, uma(on).is_current) == (Decimal(amount), True)


@pytest.mark.parametrize(
    ("year", "hours"), [(2026, 48), (2027, 46), (2028, 44), (2029, 42), (2030, 40), (2035, 40)]
)
def test_the_week_gets_shorter(year, hours):
    assert weekly_hours_limit(date(year, 6, 1)) == hours
