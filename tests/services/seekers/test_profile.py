"""What ranking reads of a person, packed and read back."""

from datetime import date

from matching.profiles import Experience
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
