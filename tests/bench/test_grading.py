"""The graded set of `bench/grading`, end to end: good ones first, nobody ruled out."""

from datetime import date

import pytest

from bench.grading.measure import Lists, without
from bench.grading.sets import GRADES, OPENINGS, PEOPLE, graded, languages_of_people, records
from matching.scoring import COMPONENTS, WEIGHTS
from services.matches.offline import rank_records

TODAY = date(2026, 11, 23)
BAR = 0.85


@pytest.fixture(scope="module")
def lists() -> Lists:
    """Everybody eligible for each opening."""
    lines = rank_records(records(OPENINGS), records(PEOPLE), k=1000, on=TODAY)
    return Lists({line["opening"]: _ranked(line["matches"]) for line in lines})


def _ranked(matches):
    return [
        (it["seeker"], tuple(round(1000 * part) for part in it["components"].values()))
        for it in matches
    ]


@pytest.mark.parametrize("is_held_back", [False, True])
def test_lists_are_in_a_good_order(lists: Lists, is_held_back: bool):
    asked = [it for it in graded() if it.is_held_back is is_held_back]

    assert lists.ndcg(asked) >= BAR


@pytest.mark.parametrize("language", ["es", "en", "fr", "pt", "ht"])
def test_people_of_every_language_are_found(lists: Lists, language: str):
    people = {name for name, spoken in languages_of_people().items() if spoken == language}

    share, pairs = lists.found_early(graded(), people)

    assert pairs > 10
    assert share > 0.75


def test_nobody_ruled_out_by_hand_is_in_any_list(lists: Lists):
    wrong = [
        (it.opening, name)
        for it in graded()
        for name in lists.names(it.opening)
        if name in it.ruled_out
    ]

    assert wrong == []


def test_the_order_measured_is_the_one_ranked(lists: Lists):
    for it in graded():
        assert lists.names(it.opening, WEIGHTS) == lists.names(it.opening)


def test_whoever_is_graded_exists_and_says_no_one_real(lists: Lists):
    people, openings = languages_of_people(), {row["external_id"] for row in records(OPENINGS)}
    rows = GRADES.read_text(encoding="utf-8").splitlines()[1:]

    assert {row.split(",")[0] for row in rows} == openings
    assert {row.split(",")[1] for row in rows} <= people.keys()
    assert not any("curp" in row or "phone" in row for row in records(PEOPLE))


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_left_out_shares_its_weight(component: str):
    weights = without(WEIGHTS, component)

    assert weights.as_dict()[component] == 0
    assert sum(weights.parts) == 1000
