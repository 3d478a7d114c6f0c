"""Who somebody is never changes where they stand: name, sex, nationality, population, language of
the form. From registration to rank, on both databases."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from matching.ranking import Engine
from models.repositories import matchable
from models.types import utc_now
from services.access.actor import SYSTEM
from services.matches.live import LiveIndex
from services.openings.profile import opening_profile
from services.seekers.bulk import check_people, store_people
from tests.factories import make_center, make_opening

TODAY = date(2026, 11, 21)
PERSON: dict[str, Any] = {
    "given_names": "Rosa",
    "first_surname": "Inventada",
    "born_on": "1990-05-05",
    "sex": "M",
    "nationality": "HN",
    "population": "refugee",
    "preferred_language": "es",
    "center": "TAP",
    "municipality": "07089",
    "max_commute_km": 20,
    "occupations": [
        {"title": "ayudante de cocina", "months": 24},
        # A form in Portuguese once knew nobody of this name.
        {"title": "operador de montacargas", "months": 12},
    ],
    "skills": ["higiene de alimentos"],
    "languages": [{"language": "es", "level": "native"}],
    "documents": [{"kind": "refugiado"}],
    "consents": ["matching"],
}
# Words nobody is called by in Mexico among them: a name is never read.
OTHERWISE = [
    {"given_names": "Jean-Baptiste", "first_surname": "Toussaint", "second_surname": "Ndiaye"},
    {"given_names": "Xóchitl", "first_surname": "Ñuu"},
    {"sex": "H"},
    {"sex": "X"},
    {"sex": None},
    {"nationality": "HT"},
    {"nationality": "CU"},
    {"nationality": "SN"},
    {"population": "returnee"},
    {"population": "other"},
    {"preferred_language": "ht"},
    {"preferred_language": "fr"},
    {"preferred_language": "en"},
    {"preferred_language": "pt"},
    {"born_on": "1962-01-01"},
    {"needs": ["health", "shelter", "psychosocial"]},
    {"phone": "962 123 4567", "email": "otra@inventada.example"},
]


def registered(session: Session, people: list[dict[str, Any]]) -> None:
    now = utc_now()
    checked = check_people([PERSON | it for it in people], today=TODAY)
    checked.refuse_all()
    store_people(session, SYSTEM, checked, now=now)


@pytest.fixture
def engine(session: Session) -> Engine:
    """The same person again and again, each told apart by one thing that must not matter."""
    make_center(session, code="TAP", municipality="07089")
    for title in ("Ayudante de cocina", "Soldador"):
        make_opening(session, title=title, municipality="07089")
    registered(session, [{}, *OTHERWISE])
    return LiveIndex().refresh(session, on=TODAY)


def test_every_twin_has_the_same_score_and_ties_go_by_registration(
    session: Session, engine: Engine
) -> None:
    for facts in matchable.live_openings(session, TODAY):
        listed = engine.scored_seekers(opening_profile(facts), k=100, on=TODAY)

        assert len(listed) == len(OTHERWISE) + 1
        assert len({score for _, score in listed}) == 1
        assert [key for key, _ in listed] == sorted(key for key, _ in listed)


def test_what_ranking_reads_of_every_twin_is_the_same(session: Session, engine: Engine) -> None:
    profiles = [packed for _, packed in matchable.profiles(session)]

    assert len(profiles) == len(OTHERWISE) + 1
    assert all(packed == profiles[0] for packed in profiles)


def test_the_comparison_would_notice_a_difference_that_counts(
    session: Session, engine: Engine
) -> None:
    registered(session, [{"skills": [], "occupations": []}])

    profiles = [packed for _, packed in matchable.profiles(session)]

    assert profiles[-1] != profiles[0]
