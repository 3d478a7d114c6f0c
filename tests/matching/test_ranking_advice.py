"""What would change a rank, what a person lacks, what a move would open, who tops every list."""

from dataclasses import replace

from matching.profiles import (
    Answer,
    Experience,
    Grant,
    Language,
    Level,
    OpeningProfile,
    Relocation,
    SeekerProfile,
)
from matching.ranking import Engine, congestion, moves, skill_gaps, standing, what_would_change
from matching.scoring import Knowledge
from tests.matching.ranking.world import KNOWLEDGE, PLACES, TODAY, crowd, offers

PERSON = SeekerProfile(
    100, "07089", (Grant(Answer.YES, "OK"),), frozenset({"fry"}), (Experience("cook", 12),)
)
WELDING = OpeningProfile(1, "07089", "welder", frozenset({"weld"}))


def rivals(count: int) -> list[SeekerProfile]:
    return [replace(PERSON, key=key, skills=frozenset({"measure"})) for key in range(count)]


def test_the_missing_certificate_is_named_with_the_rank_it_would_bring():
    engine = Engine.build([*rivals(5), PERSON], knowledge=KNOWLEDGE)

    found = what_would_change(engine, PERSON, WELDING, on=TODAY)

    assert [(it.code, it.subject, it.rank_before, it.rank_after) for it in found] == [
        ("gain_skill", "weld", 6, 1)
    ]
    assert found[0].score_gained > 0


def test_a_missing_language_is_what_stands_between_the_person_and_the_list():
    engine = Engine.build([PERSON], knowledge=KNOWLEDGE)
    opening = replace(WELDING, languages=(Language("en", Level.INTERMEDIATE),))

    found = what_would_change(engine, PERSON, opening, on=TODAY)

    assert [(it.code, it.subject, it.rank_before, it.rank_after) for it in found] == [
        ("gain_language", "en", None, 1)
    ]


def test_accepting_to_move_brings_the_person_onto_a_far_list():
    engine = Engine.build([PERSON], knowledge=KNOWLEDGE)
    opening = replace(WELDING, municipality="19039")

    found = what_would_change(engine, PERSON, opening, on=TODAY)

    assert ("accept_move", "19", None, 1) in [
        (it.code, it.subject, it.rank_before, it.rank_after) for it in found
    ]


def test_a_longer_way_to_work_is_advised_where_it_is_near_enough():
    engine = Engine.build([PERSON], knowledge=KNOWLEDGE)
    near = replace(WELDING, municipality="07040")
    metres = KNOWLEDGE.metres("07089", "07040")

    found = what_would_change(engine, PERSON, near, on=TODAY)

    (travel,) = [it for it in found if it.code == "accept_commute"]
    assert (travel.rank_before, travel.rank_after) == (None, 1)
    assert 0 <= int(travel.subject) * 1000 - metres < 5000


def test_nobody_is_asked_to_travel_across_the_country_every_day():
    engine = Engine.build([PERSON], knowledge=KNOWLEDGE)

    found = what_would_change(engine, PERSON, replace(WELDING, municipality="19039"), on=TODAY)

    assert {it.code for it in found} == {"accept_move"}


def test_a_standing_counts_the_person_among_the_eligible_only_when_they_are():
    engine = Engine.build([*rivals(5), PERSON], knowledge=KNOWLEDGE)
    far = replace(WELDING, municipality="19039")

    here, there = (standing(engine, PERSON, it, on=TODAY) for it in (WELDING, far))

    assert (here.rank, here.eligible, here.match.is_eligible) == (6, 6, True)
    assert (there.rank, there.eligible, there.match.is_eligible) == (None, 0, False)
    assert [it.code for it in there.match.obstacles] == ["too_far"]


def test_nothing_is_advised_to_who_is_first():
    engine = Engine.build([PERSON], knowledge=KNOWLEDGE)

    assert what_would_change(engine, PERSON, WELDING, on=TODAY) == []


def test_the_rank_told_is_the_rank_in_the_list():
    people = crowd(4, 200)
    engine = Engine.build(people, knowledge=KNOWLEDGE)
    checked = 0
    for opening in offers(4, 12):
        listed = [match.seeker_key for match in engine.seekers_for(opening, k=200, on=TODAY)]
        for person in people[:40]:
            for change in what_would_change(engine, person, opening, on=TODAY):
                before = listed.index(person.key) + 1 if person.key in listed else None
                assert change.rank_before == before
                checked += 1
    assert checked > 50


def test_skill_gaps_are_counted_over_the_best_openings():
    posted = [replace(WELDING, key=key) for key in (1, 2)]
    posted.append(replace(WELDING, key=3, required_skills=frozenset({"fry", "sing"})))
    engine = Engine.build(openings=posted, knowledge=KNOWLEDGE)

    found = skill_gaps(engine, PERSON, on=TODAY)

    assert [(gap.skill, gap.openings) for gap in found] == [("weld", 2), ("sing", 1)]


def test_a_move_is_worth_the_openings_it_adds():
    posted = [replace(WELDING, key=key, municipality="19039") for key in range(3)]
    posted.append(replace(WELDING, key=9, municipality="02004"))
    engine = Engine.build(openings=[*posted, replace(WELDING, key=10)], knowledge=KNOWLEDGE)

    found = moves(engine, PERSON, ["02", "09", "19"], on=TODAY)

    assert [(it.state, it.openings_gained) for it in found] == [("19", 3), ("02", 1)]


def test_a_move_within_the_own_state_is_called_so():
    there = replace(WELDING, municipality="07040")
    engine = Engine.build([PERSON], [there], knowledge=KNOWLEDGE)

    (move,) = moves(engine, PERSON, ["07", "19"], on=TODAY)
    changes = {it.code for it in what_would_change(engine, PERSON, there, on=TODAY)}

    assert (move.state, move.code) == ("07", "accept_move_within")
    assert "accept_move_within" in changes


def test_who_would_move_anywhere_gains_nothing_by_one_state_more():
    engine = Engine.build(openings=[replace(WELDING, municipality="19039")], knowledge=KNOWLEDGE)

    assert moves(engine, replace(PERSON, relocation=Relocation(True)), ["19"], on=TODAY) == []


def test_congestion_tells_who_is_in_no_list_and_which_lists_are_empty():
    found = congestion([[1, 2], [1, 3], []], people=10)

    assert (found.lists, round(found.empty_lists, 2), found.unlisted_people) == (3, 0.33, 0.7)
    assert (found.busiest_share, found.most_lists) == (0.5, 2)
    assert found.is_congested


def test_the_people_in_most_lists_are_named_with_how_many():
    found = congestion([[1, 2], [3, 1], [2, 1]], people=3)

    assert found.most_wanted == ((1, 3), (2, 2), (3, 1))


def test_lists_that_share_people_out_are_not_congested():
    assert not congestion([[key] for key in range(100)], people=100).is_congested


def test_few_people_who_are_all_listed_once_are_not_congested():
    assert not congestion([[1, 2, 3]], people=3).is_congested


def test_one_person_in_every_list_is_congested_though_half_are_in_some():
    found = congestion([[0, key] for key in range(1, 30)], people=50)

    assert found.unlisted_people <= 0.5
    assert found.is_congested


# Fifteen wanted, all near one that the person has but the last in order.
MANY = tuple(f"skill-{number:02}" for number in range(15))
WIDE = Knowledge(
    "wide",
    occupations={"cook": "5120", "welder": "7212"},
    essentials={},
    skills=dict.fromkeys((*MANY, "known"), ()),
    related=[("known", skill) for skill in MANY[:-1]],
    places=PLACES,
)
KNOWING = replace(PERSON, skills=frozenset({"known"}))
DEMANDING = replace(WELDING, required_skills=frozenset(MANY))


def test_of_many_missing_skills_the_one_that_brings_most_is_told():
    ahead = [replace(KNOWING, key=key, skills=frozenset({"known", MANY[0]})) for key in range(5)]
    engine = Engine.build([*ahead, KNOWING], knowledge=WIDE)

    found = what_would_change(engine, KNOWING, DEMANDING, on=TODAY)

    assert [(it.subject, it.rank_before, it.rank_after) for it in found] == [(MANY[-1], 6, 1)]


def test_an_opening_that_wants_many_skills_is_counted_for_each_of_them():
    engine = Engine.build([], [DEMANDING], knowledge=WIDE)

    found = skill_gaps(engine, KNOWING, on=TODAY, limit=50)

    assert {gap.skill: gap.openings for gap in found} == dict.fromkeys(MANY, 1)
