"""The pair score: bounded, weighed as named, and never lowered by something gained."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.catalogs import load
from matching.profiles import (
    Experience,
    Language,
    Level,
    OpeningProfile,
    Relocation,
    Schedule,
    Schooling,
    SeekerProfile,
)
from matching.scoring import FULL, WEIGHTS, Components, Knowledge, Weights, components
from matching.scoring.knowledge import great_circle_metres
from matching.scoring.pair import commute_points, presumed, transferred, work
from matching.scoring.sides import asked
from matching.scoring.sources import near_groups
from tests.matching.ranking.world import (
    KNOWLEDGE,
    OCCUPATIONS,
    PLACES,
    TODAY,
    experiences,
    openings,
    seekers,
    skill_ids,
)

EMPTY = SeekerProfile(1, "07089")
COOKING = OpeningProfile(1, "07089", "cook")


def parts(seeker: SeekerProfile, opening: OpeningProfile) -> Components:
    return components(seeker, opening, TODAY, KNOWLEDGE)


def no_part_falls(before: Components, after: Components) -> bool:
    return all(one <= other for one, other in zip(before.parts, after.parts, strict=True))


def test_an_advertisement_gains_nothing_by_saying_nothing():
    cook = replace(EMPTY, experience=(Experience("cook", 36),), expected_monthly_wage=9000)
    silent = OpeningProfile(1, "07089")
    of_another_trade = replace(silent, occupation="welder", monthly_wage=9500)

    said, unsaid = parts(cook, of_another_trade), parts(cook, silent)

    assert said.total(WEIGHTS) > unsaid.total(WEIGHTS)


@given(seekers, openings)
@settings(deadline=None)
def test_every_component_lies_between_nothing_and_full(
    seeker: SeekerProfile, opening: OpeningProfile
):
    assert all(0 <= part <= FULL for part in parts(seeker, opening).parts)


@given(seekers, openings, skill_ids)
@settings(deadline=None, max_examples=300)
def test_gaining_a_skill_never_lowers_a_component(
    seeker: SeekerProfile, opening: OpeningProfile, skill: str
):
    richer = replace(seeker, skills=seeker.skills | {skill})

    assert no_part_falls(parts(seeker, opening), parts(richer, opening))


@given(seekers, openings, st.sampled_from(["es", "en", "ht"]), st.sampled_from(Level))
@settings(deadline=None, max_examples=300)
def test_gaining_a_language_level_never_lowers_a_component(
    seeker: SeekerProfile, opening: OpeningProfile, language: str, level: Level
):
    richer = replace(seeker, languages=(*seeker.languages, Language(language, level)))

    assert no_part_falls(parts(seeker, opening), parts(richer, opening))


@given(seekers, openings, st.integers(0, 3))
@settings(deadline=None, max_examples=300)
def test_a_month_of_experience_never_lowers_a_component(
    seeker: SeekerProfile, opening: OpeningProfile, place: int
):
    longer = tuple(
        item._replace(months=item.months + (number == place))
        for number, item in enumerate(seeker.experience)
    )

    richer = replace(seeker, experience=longer)

    assert no_part_falls(parts(seeker, opening), parts(richer, opening))


@given(seekers, openings, experiences)
@settings(deadline=None, max_examples=300)
def test_more_work_never_lowers_a_component(
    seeker: SeekerProfile, opening: OpeningProfile, more: tuple[Experience, ...]
):
    richer = replace(seeker, experience=seeker.experience + more)

    assert no_part_falls(parts(seeker, opening), parts(richer, opening))


@given(seekers, openings, st.integers(0, 8))
@settings(deadline=None)
def test_a_school_level_never_lowers_a_component(
    seeker: SeekerProfile, opening: OpeningProfile, level: int
):
    lower = replace(seeker, schooling=Schooling(level))

    higher = replace(seeker, schooling=Schooling(level + 1))

    assert no_part_falls(parts(lower, opening), parts(higher, opening))


@given(seekers, openings, st.integers(0, 100))
@settings(deadline=None)
def test_travelling_farther_never_lowers_a_component(
    seeker: SeekerProfile, opening: OpeningProfile, km: int
):
    farther = replace(seeker, max_commute_km=seeker.max_commute_km + km)

    assert no_part_falls(parts(seeker, opening), parts(farther, opening))


@given(seekers, openings)
@settings(deadline=None)
def test_being_willing_to_move_never_lowers_a_component(
    seeker: SeekerProfile, opening: OpeningProfile
):
    settled = replace(seeker, relocation=Relocation())

    willing = replace(seeker, relocation=Relocation(True))

    assert no_part_falls(parts(settled, opening), parts(willing, opening))


@given(st.integers(0, 5_000_000), st.integers(0, 100_000))
def test_living_nearer_never_lowers_a_commute(metres: int, farther: int):
    assert commute_points(metres) >= commute_points(metres + farther)


@given(seekers, openings, st.integers(0, 30_000), st.integers(0, 30_000))
@settings(deadline=None)
def test_expecting_less_never_lowers_a_component(
    seeker: SeekerProfile, opening: OpeningProfile, expected: int, less: int
):
    asking = replace(seeker, expected_monthly_wage=expected)

    modest = replace(seeker, expected_monthly_wage=max(0, expected - less))

    assert no_part_falls(parts(asking, opening), parts(modest, opening))


@given(seekers, openings, st.integers(-40, 100), st.integers(0, 60))
@settings(deadline=None)
def test_being_free_sooner_never_lowers_a_component(
    seeker: SeekerProfile, opening: OpeningProfile, day: int, sooner: int
):
    late = replace(seeker, available_from=TODAY + timedelta(day))

    early = replace(seeker, available_from=TODAY + timedelta(day - sooner))

    assert no_part_falls(parts(late, opening), parts(early, opening))


@given(seekers, openings, st.sampled_from(Schedule))
@settings(deadline=None)
def test_one_more_schedule_never_lowers_a_component(
    seeker: SeekerProfile, opening: OpeningProfile, more: Schedule
):
    some = replace(seeker, schedules=seeker.schedules or frozenset({Schedule.NIGHT}))

    wider = replace(some, schedules=some.schedules | {more})

    assert no_part_falls(parts(some, opening), parts(wider, opening))


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000))
def test_what_is_presumed_grows_with_what_is_known_and_with_the_fit(
    found: int, more: int, fit: int, closer: int
):
    lower = presumed(min(found, more), min(fit, closer))

    assert lower <= presumed(max(found, more), max(fit, closer)) <= FULL


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_months_count_the_more_the_more_alike_the_work_is(alike: int, other: int):
    assert 0 <= transferred(min(alike, other)) <= transferred(max(alike, other)) <= FULL


def test_a_required_skill_is_credited_by_the_nearest_thing_the_person_has():
    opening = replace(COOKING, required_skills=frozenset({"weld"}))
    nearest = {"sing": 0, "grind": 200, "measure": 500, "weld": 1000}

    found = {
        skill: parts(replace(EMPTY, skills=frozenset({skill})), opening).skills for skill in nearest
    }

    assert found == nearest


def test_having_worked_where_a_skill_is_essential_counts_as_a_related_skill():
    opening = replace(COOKING, required_skills=frozenset({"weld"}))

    welder = replace(EMPTY, experience=(Experience("welder", 1),))

    assert parts(welder, opening).skills == 500


def test_an_occupation_only_wished_for_teaches_no_skill():
    opening = replace(COOKING, required_skills=frozenset({"weld"}))

    hopeful = replace(EMPTY, experience=(Experience("welder", 0),))

    assert parts(hopeful, opening).skills == 0


def test_a_bare_title_blends_the_usual_skills_with_the_occupation():
    person = replace(EMPTY, skills=frozenset({"fry", "clean"}), experience=(Experience("cook", 0),))

    found = parts(person, COOKING)

    # fry and clean full, boil related to fry, taste in the kitchen group: 2700 of 4000; a cook
    # without a month 800.
    assert found.skills == (2700 // 4 + 800) // 2


def test_an_optional_skill_is_worth_a_quarter_of_a_required_one():
    opening = replace(
        COOKING, required_skills=frozenset({"weld"}), optional_skills=frozenset({"sing"})
    )
    welder, singer = (replace(EMPTY, skills=frozenset({one})) for one in ("weld", "sing"))

    assert (parts(welder, opening).skills, parts(singer, opening).skills) == (800, 200)


def test_occupations_are_alike_in_the_order_of_their_codes_and_shared_skills():
    found = [KNOWLEDGE.similarity(one, "cook") for one in ("cook", "chef", "waiter", "welder")]

    # chef shares 5120 and three of four and five skills; waiter 51 and one of four and three.
    assert found == [1000, 650 + 300 * (6000 // 9) // 1000, 250 + 700 * (2000 // 7) // 1000, 0]


@given(st.sampled_from([*OCCUPATIONS]), st.sampled_from([*OCCUPATIONS]))
def test_similarity_is_the_same_both_ways(one: str, other: str):
    assert KNOWLEDGE.similarity(one, other) == KNOWLEDGE.similarity(other, one)


def test_months_count_as_far_as_the_work_is_alike():
    person = replace(EMPTY, experience=(Experience("chef", 12),))

    found = parts(person, replace(COOKING, experience_months=24)).experience

    # Alike by 849, which is 748 of the way from 400 to 1000: of 12 months, whole months, 8 of 24.
    assert found == 1000 * 8 // 24


def test_months_in_work_hardly_alike_do_not_count():
    person = replace(EMPTY, experience=(Experience("welder", 240),))

    assert parts(person, replace(COOKING, experience_months=24)).experience == 0


def test_an_occupation_only_wished_for_is_worth_four_fifths():
    hopeful = replace(EMPTY, experience=(Experience("cook", 0),))

    assert parts(hopeful, COOKING).occupation == 800


def test_who_does_this_work_is_presumed_half_of_what_is_not_stated():
    opening = replace(COOKING, required_skills=frozenset({"weld", "sing"}))
    cook = replace(EMPTY, skills=frozenset({"sing"}), experience=(Experience("cook", 1),))

    assert parts(cook, opening).skills == 500 + 500 * 500 // 1000


def test_a_native_speaker_counts_no_more_than_an_advanced_one():
    opening = replace(COOKING, languages=(Language("es", Level.BASIC),))
    points = [
        parts(replace(EMPTY, languages=(Language("es", level),)), opening).language
        for level in Level
    ]

    assert points == [800, 900, 1000, 1000]


@given(seekers, openings, st.integers(1980, TODAY.year))
@settings(deadline=None)
def test_work_that_ended_later_never_counts_less(
    seeker: SeekerProfile, opening: OpeningProfile, year: int
):
    ended = tuple(it._replace(last_year=year) for it in seeker.experience)
    later = tuple(it._replace(last_year=year + 3) for it in seeker.experience)
    still = tuple(it._replace(last_year=None) for it in seeker.experience)
    parts_ = [parts(replace(seeker, experience=it), opening) for it in (ended, later, still)]

    assert no_part_falls(parts_[0], parts_[1])
    assert no_part_falls(parts_[1], parts_[2])


def test_work_of_two_years_ago_counts_whole_and_that_of_twelve_half():
    opening = replace(COOKING, experience_months=100)
    years = [None, TODAY.year + 1, TODAY.year - 2, TODAY.year - 4, TODAY.year - 12, 1980]
    cooks = [replace(EMPTY, experience=(Experience("cook", 100, year),)) for year in years]

    assert [parts(it, opening).experience for it in cooks] == [1000, 1000, 1000, 900, 500, 500]


def test_a_year_in_the_trade_is_told_as_a_year_and_not_as_what_counts_of_it():
    chef = replace(EMPTY, experience=(Experience("chef", 60), Experience("welder", 60)))

    assert work(chef.experience, asked(COOKING, TODAY, KNOWLEDGE)).told == 60


def test_moving_counts_more_when_the_employer_helps():
    opening = OpeningProfile(1, "19039")
    mover = replace(EMPTY, relocation=Relocation(True))

    found = [
        parts(mover, opening).location,
        parts(mover, replace(opening, relocation_help=True)).location,
    ]

    assert found == [300, 500]


@pytest.mark.parametrize(
    ("expected", "points"), [(None, 700), (10_000, 1000), (12_500, 400), (15_000, 1), (20_000, 0)]
)
def test_a_wage_below_the_expectation_loses_three_times_the_share(
    expected: int | None, points: int
):
    person = replace(EMPTY, expected_monthly_wage=expected)

    assert parts(person, replace(COOKING, monthly_wage=10_000)).wage == points


def test_head_towns_are_as_far_apart_as_the_haversine_says():
    for one, here in PLACES.items():
        for other, there in PLACES.items():
            metres = KNOWLEDGE.metres(one, other)
            assert metres == pytest.approx(great_circle_metres(here, there), abs=1)


def test_weights_are_named_and_sum_to_a_thousand():
    assert WEIGHTS.name
    assert sum(WEIGHTS.as_dict().values()) == FULL
    assert [*WEIGHTS.as_dict()] == [*Components._fields]


def test_weights_that_do_not_sum_are_refused():
    with pytest.raises(ValueError, match="thousand"):
        Weights("wrong", (1000, 1, 0, 0, 0, 0, 0, 0))


def test_a_perfect_pair_scores_a_million():
    assert Components(*[FULL] * 8).total(WEIGHTS) == 1_000_000


def test_unit_groups_called_akin_are_alike_wherever_their_codes_stand():
    knowledge = Knowledge(
        "akin",
        occupations=OCCUPATIONS,
        essentials={},
        skills={},
        related=[],
        places={},
        akin=[("7212", "5120")],
    )

    found = [knowledge.similarity(one, "welder") for one in ("cook", "chef", "guard")]

    assert found == [250, 250, 0]
    assert knowledge.similarity("welder", "cook") == 250


def test_groups_named_near_are_alike_as_far_as_the_table_says():
    knowledge = Knowledge(
        "near",
        occupations=OCCUPATIONS,
        essentials={},
        skills={},
        related=[],
        places={},
        near=[("721", "5120", 450), ("5414", "7212", 600)],
    )

    assert [knowledge.similarity("welder", one) for one in ("cook", "guard", "waiter")] == [
        450,
        600,
        0,
    ]
    assert knowledge.similarity("cook", "welder") == 450


def test_the_packaged_near_groups_are_groups_of_the_catalog_each_pair_once():
    codes = [occupation.isco for occupation in load().occupations]
    pairs = [frozenset(row[:2]) for row in near_groups()]

    assert len(pairs) == len(set(pairs))
    assert all(0 < alike < 950 for _, _, alike in near_groups())
    assert all(any(code.startswith(group) for code in codes) for pair in pairs for group in pair)
