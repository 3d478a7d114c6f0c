"""The engine while people come and go, and what a match tells."""

from dataclasses import replace
from threading import Thread

import pytest

from matching.eligibility import CODES
from matching.index import table
from matching.profiles import (
    Answer,
    Experience,
    Grant,
    Language,
    Level,
    OpeningProfile,
    Relocation,
    Schedule,
    Schooling,
    SeekerProfile,
)
from matching.ranking import ENGINE_VERSION, WEIGHTS, Engine
from matching.ranking import engine as door
from tests.matching.ranking.world import KNOWLEDGE, TODAY, crowd, offers

COOK = SeekerProfile(
    7,
    "07089",
    (Grant(Answer.CONDITIONAL, "CONDITIONAL_NO_TVRH", until=TODAY.replace(month=12)),),
    frozenset({"fry", "serve"}),
    (Experience("cook", 24),),
    (Language("es", Level.NATIVE),),
    Schooling.PRIMARY,
    frozenset({Schedule.FULL_TIME}),
    12_000,
)
KITCHEN = OpeningProfile(
    3,
    "07089",
    "chef",
    frozenset({"fry", "boil", "plan", "taste"}),
    frozenset({"serve"}),
    (Language("es", Level.BASIC),),
    Schooling.SECONDARY,
    36,
    10_000,
    Schedule.NIGHT,
)


def told(match) -> set[tuple[str, str | None]]:
    return {(reason.code, reason.subject) for reason in match.reasons}


def test_a_match_tells_what_speaks_for_and_against_it():
    match = Engine.build([COOK], knowledge=KNOWLEDGE).seekers_for(KITCHEN, k=1, on=TODAY)[0]

    assert told(match) == {
        ("skill_held", "fry"),
        ("skill_related", "boil"),
        ("skill_missing", "plan"),
        ("skill_from_work", "taste"),
        ("optional_skill_held", "serve"),
        ("occupation_similar", "cook"),
        ("experience_short", "19"),
        ("language_met", "es"),
        ("same_municipality", "07089"),
        ("wage_below", "16"),
        ("schedule_differs", "night"),
        ("schooling_below", "secondary"),
        ("permission_conditional", "CONDITIONAL_NO_TVRH"),
        ("permission_ends_soon", "2026-12"),
    }


def test_experience_of_years_ago_is_told_where_it_is_why_it_falls_short():
    worked = replace(COOK, experience=(Experience("chef", 30, 2005),))
    asked = replace(KITCHEN, occupation="chef", experience_months=24)
    engine = Engine.build(knowledge=KNOWLEDGE)

    codes = [
        {code for code, _ in told(engine.explain(it, asked, TODAY)) if "experience" in code}
        for it in (worked, replace(worked, experience=(Experience("chef", 30, 2025),)))
    ]

    assert codes == [{"experience_short", "experience_long_ago"}, {"experience_enough"}]


def test_every_code_told_has_a_meaning_written_down():
    engine = Engine.build(crowd(1, 200), knowledge=KNOWLEDGE)

    codes = {
        reason.code
        for opening in offers(1, 20)
        for person in crowd(1, 30)
        for reason in (
            *engine.explain(person, opening, TODAY).reasons,
            *engine.explain(person, opening, TODAY).obstacles,
        )
    }

    assert codes <= CODES.keys()


def test_a_move_is_told_with_the_help_for_it():
    mover = replace(COOK, municipality="02004", relocation=Relocation(True))
    opening = replace(KITCHEN, relocation_help=True)

    found = told(Engine.build([mover], knowledge=KNOWLEDGE).seekers_for(opening, k=1, on=TODAY)[0])

    assert {("would_relocate", "07"), ("relocation_help", None)} <= found


def test_an_ineligible_pair_is_explained_with_what_rules_it_out():
    far = replace(COOK, municipality="02004")

    match = Engine.build(knowledge=KNOWLEDGE).explain(far, KITCHEN, TODAY)

    assert [reason.code for reason in match.obstacles] == ["too_far"]
    assert match.components.location == 0


def test_the_score_is_the_weighted_sum_of_the_components():
    match = Engine.build([COOK], knowledge=KNOWLEDGE).seekers_for(KITCHEN, k=1, on=TODAY)[0]

    assert match.score == match.components.total(WEIGHTS)


def test_conditional_permission_costs_no_point():
    sure = replace(COOK, key=8, grants=(Grant(Answer.YES, "OK"),))
    engine = Engine.build([COOK, sure], knowledge=KNOWLEDGE)

    one, other = engine.seekers_for(KITCHEN, k=2, on=TODAY)

    assert one.score == other.score


def test_ranking_all_goes_through_the_openings_by_key():
    posted = offers(2, 30)
    engine = Engine.build(crowd(2, 50), posted, knowledge=KNOWLEDGE)

    ranked = list(engine.rank_all(k=3, on=TODAY))

    assert [opening.key for opening, _ in ranked] == sorted(opening.key for opening in posted)
    assert all(matches == engine.seekers_for(opening, k=3, on=TODAY) for opening, matches in ranked)


@pytest.mark.parametrize("kernel", ["compiled", "numpy"])
def test_answers_are_whole_while_a_person_is_replaced_over_and_over(kernel):
    engine = Engine.build([COOK], knowledge=KNOWLEDGE, kernel=kernel)

    def replace_often() -> None:
        for months in range(400):
            engine.upsert_seeker(replace(COOK, experience=(Experience("cook", months),)))

    writer = Thread(target=replace_often)
    writer.start()
    seen = set()
    while writer.is_alive():
        seen.add(len(engine.seekers_for(KITCHEN, k=3, on=TODAY)))
    writer.join()

    assert seen <= {1}


def test_a_long_tail_is_shelved_in_the_background(monkeypatch):
    monkeypatch.setattr(table, "LONG_TAIL", 10)
    engine = Engine.build(knowledge=KNOWLEDGE, kernel="compiled")
    for person in crowd(3, 30):
        engine.upsert_seeker(person)
    before = engine.seekers_for(KITCHEN, k=30, on=TODAY)

    engine.refresh()

    assert engine._seekers.snapshot().shelf.size == 30
    assert engine.seekers_for(KITCHEN, k=30, on=TODAY) == before


def test_rows_that_are_gone_are_left_out_when_they_are_many(monkeypatch):
    monkeypatch.setattr(table, "LONG_TAIL", 5)
    people, posted = crowd(6, 40), offers(6, 40)
    engine = Engine.build(people, posted, knowledge=KNOWLEDGE, kernel="compiled")
    for person in people * 2:
        engine.upsert_seeker(person)
    for opening in posted * 2:
        engine.upsert_opening(opening)
    before = [engine.seekers_for(opening, k=40, on=TODAY) for opening in posted]
    listed = [engine.openings_for(person, k=40, on=TODAY) for person in people]

    engine.refresh()

    assert engine._seekers.snapshot().size == engine._openings.snapshot().size == 40
    assert [engine.seekers_for(opening, k=40, on=TODAY) for opening in posted] == before
    assert [engine.openings_for(person, k=40, on=TODAY) for person in people] == listed


def test_nobody_ranks_nobody():
    assert Engine.build(knowledge=KNOWLEDGE).seekers_for(KITCHEN, k=5, on=TODAY) == []


def test_the_engine_names_its_version():
    assert ENGINE_VERSION


def test_who_won_before_is_told_as_they_are_now():
    engine = Engine.build(crowd(3, 20), [KITCHEN], knowledge=KNOWLEDGE)
    before = engine.seekers_for(KITCHEN, k=20, on=TODAY)
    changed = replace(engine.seeker(before[0].seeker_key), expected_monthly_wage=90_000)

    engine.upsert_seeker(changed)

    found = {match.seeker_key: match for match in engine.seekers_for(KITCHEN, k=20, on=TODAY)}
    assert found[changed.key] == engine.explain(changed, KITCHEN, TODAY) != before[0]


def test_who_won_before_is_told_the_same_when_rows_have_new_numbers():
    engine = Engine.build([], [KITCHEN], knowledge=KNOWLEDGE)
    for person in reversed(crowd(3, 20)):
        engine.upsert_seeker(person)
    before = engine.seekers_for(KITCHEN, k=20, on=TODAY)

    engine.refresh()

    assert engine.seekers_for(KITCHEN, k=20, on=TODAY) == before


def test_more_may_win_than_are_kept_read(monkeypatch):
    monkeypatch.setattr(door, "PEOPLE_KEPT", 3)
    engine = Engine.build(crowd(3, 20), [KITCHEN], knowledge=KNOWLEDGE)

    asked = [engine.seekers_for(KITCHEN, k=20, on=TODAY) for _ in range(2)]

    assert asked[0] == asked[1]
    assert len(asked[0]) > 3
