"""Pairs are explained alike however their two sides were looked up."""

from hypothesis import given, settings

from matching.eligibility import Reason
from matching.profiles import OpeningProfile, SeekerProfile
from matching.ranking.explain import explain, explained
from matching.scoring import WEIGHTS, Knowledge
from matching.scoring.pair import nearest
from matching.scoring.sides import asked, brought, wanted
from tests.matching.ranking.world import (
    KNOWLEDGE,
    TODAY,
    openings,
    seekers,
    unique_openings,
    unique_seekers,
)


@given(openings, unique_seekers)
@settings(max_examples=60, deadline=None)
def test_an_opening_looked_up_once_serves_everybody(
    opening: OpeningProfile, people: list[SeekerProfile]
):
    wants = asked(opening, TODAY, KNOWLEDGE)

    found = [explained(brought(one, KNOWLEDGE), wants, WEIGHTS) for one in people]

    alone = [explain(one, opening, TODAY, KNOWLEDGE) for one in people]
    assert found == [match._replace(obstacles=()) for match in alone]


@given(seekers, unique_openings)
@settings(max_examples=60, deadline=None)
def test_a_person_looked_up_once_serves_every_opening(
    seeker: SeekerProfile, offers: list[OpeningProfile]
):
    has = brought(seeker, KNOWLEDGE)

    found = [explained(has, asked(one, TODAY, KNOWLEDGE), WEIGHTS) for one in offers]

    alone = [explain(seeker, one, TODAY, KNOWLEDGE) for one in offers]
    assert found == [match._replace(obstacles=()) for match in alone]


@given(openings, seekers)
@settings(max_examples=100, deadline=None)
def test_every_wanted_skill_is_credited_for_one_thing_at_most(
    opening: OpeningProfile, seeker: SeekerProfile
):
    skills = wanted(opening.required_skills, KNOWLEDGE)

    near = nearest(skills, brought(seeker, KNOWLEDGE))

    assert sum(map(len, near)) == len(frozenset().union(*near))
    assert frozenset().union(*near) <= opening.required_skills


def test_groups_of_several_skills_are_those_of_each():
    knowledge = Knowledge(
        "groups",
        occupations={},
        essentials={},
        skills={"fry": ("kitchen", "heat"), "boil": ("kitchen",), "sing": ()},
        related=(),
        places={},
    )

    assert knowledge.groups_of(["fry", "boil", "sing", "unheard"]) == {"kitchen", "heat"}


def test_who_tells_of_no_work_is_not_said_to_wish_for_it():
    found = explain(SeekerProfile(1, "07089"), OpeningProfile(2, "07089", "cook"), TODAY, KNOWLEDGE)

    assert Reason("occupation_far", "cook") in found.reasons
