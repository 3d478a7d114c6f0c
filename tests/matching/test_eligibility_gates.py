"""What rules a pair out, and what never does."""

from dataclasses import replace
from datetime import date

import pytest

from matching.eligibility import CODES, obstacles
from matching.profiles import (
    Answer,
    Grant,
    Language,
    Level,
    OpeningProfile,
    Relocation,
    Schedule,
    Schooling,
    SeekerProfile,
)
from tests.matching.ranking.world import KNOWLEDGE, TODAY

TAPACHULA, HUIXTLA, MONTERREY = "07089", "07040", "19039"
SEEKER = SeekerProfile(
    1, TAPACHULA, (Grant(Answer.YES, "OK"),), languages=(Language("es", Level.INTERMEDIATE),)
)
OPENING = OpeningProfile(1, TAPACHULA)


def codes(seeker: SeekerProfile, opening: OpeningProfile, on: date = TODAY) -> list[str]:
    found = obstacles(seeker, opening, on, KNOWLEDGE.metres)
    assert all(reason.code in CODES for reason in found)
    return [reason.code for reason in found]


def test_a_neighbour_with_permission_is_eligible():
    assert codes(SEEKER, OPENING) == []


@pytest.mark.parametrize(("level", "expected"), [(2, []), (3, ["language_below"])])
def test_a_language_must_be_spoken_at_its_level(level: int, expected: list[str]):
    opening = replace(OPENING, languages=(Language("es", Level(level)),))

    assert codes(SEEKER, opening) == expected


def test_a_language_not_spoken_is_missing():
    opening = replace(OPENING, languages=(Language("en", Level.BASIC),))

    assert codes(SEEKER, opening) == ["language_missing"]


@pytest.mark.parametrize(("km", "expected"), [(33, ["too_far"]), (34, [])])
def test_the_commute_is_measured_between_head_towns(km: int, expected: list[str]):
    # 33.5 km by the haversine.
    opening = replace(OPENING, municipality=HUIXTLA)

    assert codes(replace(SEEKER, max_commute_km=km), opening) == expected


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Relocation(), ["too_far"]),
        (Relocation(True), []),
        (Relocation(True, frozenset({"19"})), []),
        (Relocation(True, frozenset({"14"})), ["too_far"]),
        (Relocation(False, frozenset({"19"})), ["too_far"]),
    ],
)
def test_who_would_move_to_that_state_is_not_too_far(wish: Relocation, expected: list[str]):
    opening = replace(OPENING, municipality=MONTERREY)

    assert codes(replace(SEEKER, relocation=wish), opening) == expected


def test_the_same_municipality_is_near_even_when_no_map_knows_it():
    seeker = replace(SEEKER, municipality="07999")

    assert codes(seeker, replace(OPENING, municipality="07999")) == []


@pytest.mark.parametrize(
    ("eighteen_on", "accepts", "expected"),
    [
        (date(2026, 11, 23), False, []),
        (date(2026, 11, 24), False, ["minor_not_accepted"]),
        (date(2026, 11, 24), True, []),
        (date(2029, 11, 23), True, []),
        (date(2029, 11, 24), True, ["under_fifteen"]),
        (date(2029, 11, 24), False, ["under_fifteen"]),
    ],
)
def test_minors_only_where_the_opening_is_marked_and_never_under_fifteen(
    eighteen_on: date, accepts: bool, expected: list[str]
):
    seeker = replace(SEEKER, minor_until=eighteen_on)

    assert codes(seeker, replace(OPENING, accepts_minors=accepts)) == expected


def test_age_is_that_of_the_day_the_work_starts():
    seeker = replace(SEEKER, minor_until=date(2026, 12, 1))

    assert codes(seeker, replace(OPENING, starts_on=date(2026, 12, 1))) == []


def test_permission_is_that_of_the_day_the_work_starts():
    seeker = replace(SEEKER, grants=(Grant(Answer.YES, "OK", until=date(2026, 12, 1)),))

    assert codes(seeker, replace(OPENING, starts_on=date(2026, 12, 2))) == ["no_work_permission"]


def test_conditional_permission_is_eligible():
    seeker = replace(SEEKER, grants=(Grant(Answer.CONDITIONAL, "CONDITIONAL_NO_TVRH"),))

    assert codes(seeker, OPENING) == []


def test_schedule_schooling_wage_and_experience_never_rule_out():
    seeker = replace(
        SEEKER,
        schooling=Schooling.NONE,
        schedules=frozenset({Schedule.WEEKENDS}),
        expected_monthly_wage=90_000,
        available_from=date(2030, 1, 1),
    )
    opening = replace(
        OPENING,
        schooling=Schooling.DOCTORATE,
        schedule=Schedule.NIGHT,
        monthly_wage=1,
        experience_months=600,
        required_skills=frozenset({"weld"}),
    )

    assert codes(seeker, opening) == []
