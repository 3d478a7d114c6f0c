"""What stands against an opening itself."""

from datetime import date
from decimal import Decimal

import pytest

from models.vocabulary import WageIs
from services.openings.own_obstacles import own_obstacles
from services.openings.schemas import OpeningFields

TODAY = date(2026, 11, 23)
TAPACHULA, TIJUANA = "07089", "02004"


def told(**more: object) -> list[tuple[str, str | None]]:
    fields = OpeningFields.model_validate({"title": "Cocinera", "municipality": TAPACHULA, **more})
    return [(found.code, found.subject) for found in own_obstacles(fields, today=TODAY)]


@pytest.mark.parametrize(
    ("municipality", "wage", "found"),
    [
        (TAPACHULA, "9451.20", []),
        (TAPACHULA, "9451.19", [("wage_below_floor", "9451.20")]),
        (TIJUANA, "13226.10", []),
        (TIJUANA, "13226.09", [("wage_below_floor", "13226.10")]),
    ],
)
def test_the_floor_is_that_of_the_place(municipality: str, wage: str, found: list):
    assert told(municipality=municipality, monthly_wage_mxn=wage) == found


def test_a_net_wage_is_held_against_what_quotas_and_tax_can_leave():
    assert told(monthly_wage_mxn=Decimal("9069.37"), wage_is=WageIs.NET) == []
    below = told(monthly_wage_mxn=Decimal("9069.36"), wage_is=WageIs.NET)
    assert below == [("wage_below_floor", "9069.37")]


@pytest.mark.parametrize(
    ("starts_on", "hours", "found"),
    [
        (None, 48, []),
        (None, 49, [("hours_above_limit", "48")]),
        ("2027-02-01", 47, [("hours_above_limit", "46")]),
        ("2027-02-01", 46, []),
    ],
)
def test_the_longest_week_is_that_of_the_year_the_work_starts(starts_on, hours, found):
    assert told(weekly_hours=hours, starts_on=starts_on) == found
