"""A list that is kept through a change is the list that ranking would make anew."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.profiles import Answer, Grant, OpeningProfile, SeekerProfile
from matching.ranking import Engine
from models.feed import Changed
from models.vocabulary import FeedKind
from services.matches.answers import Moved, Standing, Touch
from services.matches.rests import Best, BestOpenings, BestPeople
from tests.matching.ranking.world import (
    KNOWLEDGE,
    TODAY,
    openings,
    seekers,
    unique_openings,
    unique_seekers,
)

CENTER, OTHER = 1, 2
centers = st.sampled_from([CENTER, OTHER])
numbers = st.integers(0, 50)
CHANGES = ("expected_monthly_wage", "max_commute_km", "skills")


class Town:
    """An engine with people of two centers."""

    def __init__(self, people: list[SeekerProfile]) -> None:
        self.engine = Engine.build(people, knowledge=KNOWLEDGE, kernel="numpy")
        self.centers = {person.key: CENTER if person.key % 2 else OTHER for person in people}

    def rests(self, opening: OpeningProfile, center: int | None, k: int) -> BestPeople:
        best = Best.of(self._ranked(opening, center, k), k)
        return BestPeople(self.engine, opening, TODAY, center, best)

    def said(self, opening: OpeningProfile, center: int | None, k: int) -> tuple[object, object]:
        """What an answer says of the ranking, but for the reasons: the list, and counts."""
        exclusions = self.engine.exclusions(opening, on=TODAY)
        counts = exclusions.total, exclusions.eligible, exclusions.ruled_out
        return self._ranked(opening, center, k), counts

    def _ranked(self, opening: OpeningProfile, center: int | None, k: int) -> list[tuple[int, int]]:
        named = [key for key, its in self.centers.items() if center in (None, its)]
        found = self.engine.seekers_for(
            opening, k=k, on=TODAY, within=lambda keys: np.isin(keys, named)
        )
        return [(match.score, match.seeker_key) for match in found]

    def change(self, key: int, now: SeekerProfile | None, center: int) -> Moved:
        before = self.standing(key)
        if now is None:
            self.engine.remove_seeker(key)
        else:
            self.engine.upsert_seeker(now)
        self.centers[key] = center
        return Moved(Changed(FeedKind.SEEKER, key), before, self.standing(key))

    def standing(self, key: int) -> Standing | None:
        profile = self.engine.seeker(key)
        return None if profile is None else Standing(profile, self.centers[key])


@given(
    openings,
    unique_seekers,
    seekers,
    st.sampled_from(["all", "nothing", "gone", *CHANGES]),
    st.tuples(numbers, centers, st.none() | centers, st.integers(1, 4)),
)
@settings(max_examples=400, deadline=None)
def test_people_are_listed_as_before_where_the_list_holds(
    opening: OpeningProfile,
    people: list[SeekerProfile],
    other: SeekerProfile,
    change: str,
    case: tuple[int, int, int | None, int],
) -> None:
    place, center, kept_to, k = case
    town = Town(people)
    key = people[place % len(people)].key if people else other.key
    rests, before = town.rests(opening, kept_to, k), town.said(opening, kept_to, k)

    moved = town.change(key, _changed(town.engine.seeker(key), other, change), center)

    touch, now = rests.touched(moved), town.said(opening, kept_to, k)
    if touch is not Touch.LIST:
        assert now[0] == before[0]
    if touch is Touch.NONE:
        assert now[1] == before[1]


def _changed(
    person: SeekerProfile | None, other: SeekerProfile, change: str
) -> SeekerProfile | None:
    if change == "gone":
        return None
    if person is None or change == "all":
        return replace(other, key=person.key if person else other.key)
    return person if change == "nothing" else replace(person, **{change: getattr(other, change)})


@given(
    seekers,
    unique_openings,
    openings,
    st.sampled_from(["all", "nothing", "gone"]),
    st.tuples(numbers, st.integers(1, 4)),
)
@settings(max_examples=300, deadline=None)
def test_openings_are_listed_as_before_where_the_list_holds(
    seeker: SeekerProfile,
    offers: list[OpeningProfile],
    other: OpeningProfile,
    change: str,
    case: tuple[int, int],
) -> None:
    place, k = case
    engine = Engine.build(openings=offers, knowledge=KNOWLEDGE, kernel="numpy")
    key = offers[place % len(offers)].key if offers else other.key
    before, was = _openings(engine, seeker, k), engine.opening(key)
    rests = BestOpenings(engine, seeker, TODAY, Best.of(before, k))

    now = was if change == "nothing" else replace(other, key=key) if change == "all" else None
    if now is None:
        engine.remove_opening(key)
    else:
        engine.upsert_opening(now)
    moved = Moved(Changed(FeedKind.OPENING, key), was and Standing(was), now and Standing(now))

    if rests.touched(moved) is Touch.NONE:
        assert _openings(engine, seeker, k) == before


def _openings(engine: Engine, seeker: SeekerProfile, k: int) -> list[tuple[int, int]]:
    found = engine.openings_for(seeker, k=k, on=TODAY)
    return [(match.score, match.opening_key) for match in found]


ALLOWED = Grant(Answer.YES, "OK")
COOK = OpeningProfile(1, "07089", required_skills=frozenset({"fry"}))
FRIES, BOILS = frozenset({"fry"}), frozenset({"boil"})


def person(key: int, skills: frozenset[str]) -> SeekerProfile:
    return SeekerProfile(key, "07089", (ALLOWED,), skills)


@pytest.mark.parametrize(
    ("now", "touch"),
    [
        (person(1, BOILS), Touch.NONE),
        (replace(person(1, BOILS), expected_monthly_wage=9000), Touch.NONE),
        (person(1, FRIES), Touch.LIST),
        (replace(person(1, BOILS), municipality="19039"), Touch.COUNTS),
        (None, Touch.COUNTS),
    ],
    ids=["same", "still fits less", "fits better", "is counted otherwise", "gone"],
)
def test_a_list_holds_until_somebody_belongs_in_it_or_is_counted_otherwise(
    now: SeekerProfile | None, touch: Touch
) -> None:
    town = Town([person(2, FRIES), person(1, BOILS), person(3, BOILS)])
    rests = town.rests(COOK, None, 1)

    assert rests.best.rows == {2}
    assert rests.touched(town.change(1, now, CENTER)) is touch


def test_a_list_of_a_center_ends_when_the_best_comes_to_it() -> None:
    town = Town([person(1, BOILS), person(2, FRIES)])
    rests, others = town.rests(COOK, CENTER, 1), town.rests(COOK, OTHER, 1)

    moved = town.change(2, person(2, FRIES), CENTER)

    assert (rests.touched(moved), others.touched(moved)) == (Touch.LIST, Touch.LIST)
    moved = town.change(1, person(1, BOILS), OTHER)
    assert town.rests(COOK, None, 1).touched(moved) is Touch.NONE


def test_whoever_is_in_a_list_ends_it() -> None:
    town = Town([person(1, FRIES)])
    rests = town.rests(COOK, None, 5)

    assert rests.touched(town.change(1, person(1, FRIES), CENTER)) is Touch.LIST
