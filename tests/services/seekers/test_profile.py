"""What ranking reads of a person, packed and read back."""

from datetime import date

from matching.profiles import (
    Answer,
    Experience,
    Grant,
    Language,
    Level,
    Relocation,
    Schedule,
    Schooling,
    SeekerProfile,
)
from models.vocabulary import LinkOrigin
from services.linking import Link
from services.seekers.profile import Packed, profile_of, seeker_profile
from services.seekers.schemas import SeekerIn

WORKS = [
    {"title": "cocinera", "months": 24, "last_year": 2019},
    {"title": "soldadora", "months": 6},
]


def packed() -> Packed:
    person = SeekerIn.model_validate(
        {
            "given_names": "Rosa",
            "first_surname": "Inventada",
            "born_on": date(1990, 5, 5),
            "municipality": "07089",
            "occupations": WORKS,
        }
    )
    titles = [str(work["title"]) for work in WORKS]
    links = [Link(title, title, None, 1, LinkOrigin.LINKED) for title in titles]
    return profile_of(person, links, [], today=date(2026, 11, 21))


def test_the_year_in_which_work_ended_is_read_back() -> None:
    assert seeker_profile(1, packed()).experience == (
        Experience("cocinera", 24, 2019),
        Experience("soldadora", 6, None),
    )


def test_what_was_packed_before_there_were_years_is_read_as_before() -> None:
    old = packed() | {"experience": [["cocinera", 24], ["soldadora", 6]]}

    assert seeker_profile(1, old).experience == (
        Experience("cocinera", 24),
        Experience("soldadora", 6),
    )


def test_work_without_a_year_is_packed_as_before_there_were_years() -> None:
    assert packed()["experience"][1] == ["soldadora", 6]


def test_every_field_is_read_back_in_its_place() -> None:
    everything = {
        "municipality": "07089",
        "grants": [["conditional", "A", ["07", "09"], "2027-01-02", "2026-01-02"]],
        "skills": ["weld", "cook"],
        "experience": [["cocinera", 24, 2019]],
        "languages": [["es", 4], ["mam", 1]],
        "schooling": 3,
        "schedules": ["full_time", "night"],
        "wage": 9000,
        "commute": 15,
        "relocation": [True, ["19"], 4],
        "available_from": "2026-12-01",
        "minor_until": "2027-03-04",
    }

    assert seeker_profile(7, everything) == SeekerProfile(
        key=7,
        municipality="07089",
        grants=(
            Grant(
                Answer.CONDITIONAL,
                "A",
                frozenset({"07", "09"}),
                until=date(2027, 1, 2),
                since=date(2026, 1, 2),
            ),
        ),
        skills=frozenset({"weld", "cook"}),
        experience=(Experience("cocinera", 24, 2019),),
        languages=(Language("es", Level.NATIVE), Language("mam", Level.BASIC)),
        schooling=Schooling.SECONDARY,
        schedules=frozenset({Schedule.FULL_TIME, Schedule.NIGHT}),
        expected_monthly_wage=9000,
        max_commute_km=15,
        relocation=Relocation(True, frozenset({"19"}), household_size=4),
        available_from=date(2026, 12, 1),
        minor_until=date(2027, 3, 4),
    )
