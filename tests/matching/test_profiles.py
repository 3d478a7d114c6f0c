"""What ranking may read: a new field here is a decision, not an accident."""

from dataclasses import fields
from datetime import date

from matching.profiles import OpeningProfile, SeekerProfile

PROTECTED = {
    "name", "sex", "gender", "age", "born", "birth", "nationality", "population", "status",
    "religion", "health", "disability", "photo", "marital", "children", "center", "ethnic",
    "preferred",
}  # fmt: skip


def test_a_seeker_profile_holds_what_the_work_needs_and_nothing_else():
    assert [field.name for field in fields(SeekerProfile)] == [
        "key",
        "municipality",
        "grants",
        "skills",
        "experience",
        "languages",
        "schooling",
        "schedules",
        "expected_monthly_wage",
        "max_commute_km",
        "relocation",
        "available_from",
        "minor_until",
    ]


def test_no_field_of_a_seeker_profile_is_named_after_a_protected_attribute():
    names = {part for field in fields(SeekerProfile) for part in field.name.split("_")}

    assert not names & PROTECTED


def test_an_opening_that_should_have_begun_begins_today():
    opening = OpeningProfile(1, "07089", starts_on=date(2026, 1, 5))

    assert opening.starts(date(2026, 11, 23)) == date(2026, 11, 23)


def test_an_opening_that_begins_later_begins_then():
    opening = OpeningProfile(1, "07089", starts_on=date(2027, 1, 5))

    assert opening.starts(date(2026, 11, 23)) == date(2027, 1, 5)
