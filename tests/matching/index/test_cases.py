"""Both engines against the slow twin where it is hardest; `cases` runs as many as one likes."""

from dataclasses import replace

import pytest

from matching.index import SeekerTable, Vocabularies
from matching.profiles import Experience
from matching.ranking import WEIGHTS, Engine
from matching.scoring import Weights
from tests.matching.index.cases import SURE, Case, Rng, person
from tests.matching.ranking.world import KNOWLEDGE, TODAY, crowd, offers, twin_seekers_for


@pytest.mark.parametrize("first", range(0, 280, 28))
def test_no_answer_differs_from_the_slow_twin(first: int):
    assert [seed for seed in range(first, first + 28) if Case(seed).differences()] == []


def test_a_person_is_read_back_as_told():
    table, rng = SeekerTable(Vocabularies(KNOWLEDGE)), Rng(4)
    people = [person(rng, key) for key in range(1, 200)]
    for one in people:
        table.upsert(one)
    table.tidy()

    for one in people:
        wage, km = one.expected_monthly_wage, min(one.max_commute_km, 100_000)
        told = replace(one, max_commute_km=km, expected_monthly_wage=wage and min(wage, 10**9))
        assert table.get(one.key) == told


@pytest.mark.timeout(900)  # Wide rows are compiled for themselves.
def test_more_skills_than_sixteen_bits_number():
    people = [replace(it, grants=SURE) for it in crowd(5, 60)]
    many = frozenset(f"rare-{number}" for number in range(66_000))
    people[7] = replace(people[7], skills=many)
    people[9] = replace(people[9], skills=frozenset({"rare-65999", "fry"}))
    wanted = frozenset({"rare-65999", "rare-65998", "rare-3"})
    posted = [replace(it, required_skills=wanted) for it in offers(5, 12)]
    engine = Engine.build(people[:8], knowledge=KNOWLEDGE)
    engine.upsert_seekers(people[8:])

    for opening in posted:
        found = engine.scored_seekers(opening, k=9, on=TODAY)
        right = twin_seekers_for(opening, people, 9)
        assert found == [(match.seeker_key, match.score) for match in right]


def test_everybody_in_several_lists_of_one_likeness():
    """More are listed than there are people: each is still scored once."""
    works = (Experience("chef", 12), Experience("waiter", 12, 2019), Experience("cook", 0))
    people = [
        replace(it, grants=SURE, experience=works, max_commute_km=5000) for it in crowd(6, 3000)
    ]
    engines = [Engine.build(people, knowledge=KNOWLEDGE, kernel=it) for it in ("compiled", "numpy")]

    for opening in offers(6, 20):
        found, right = (it.scored_seekers(opening, k=50, on=TODAY) for it in engines)
        assert found == right


def test_a_place_that_weighs_nothing_is_still_in_reach():
    parts = list(WEIGHTS.parts)
    parts[0], parts[4] = parts[0] + parts[4], 0
    weights, people = Weights("nowhere", tuple(parts)), crowd(9, 400)
    engines = [
        Engine.build(people, knowledge=KNOWLEDGE, weights=weights, kernel=it)
        for it in ("compiled", "numpy")
    ]

    for opening in offers(9, 40):
        found, right = (it.scored_seekers(opening, k=50, on=TODAY) for it in engines)
        assert found == right


def test_a_batch_answers_as_one_question_after_the_other():
    engine = Engine.build(crowd(8, 300), offers(8, 150), knowledge=KNOWLEDGE)
    asked = offers(9, 150)

    for threads in (1, 2):
        found = list(engine.score_all(asked, k=5, on=TODAY, threads=threads))
        assert found == [(it, engine.scored_seekers(it, k=5, on=TODAY)) for it in asked]


def test_what_changes_while_the_shelf_is_made_is_in_it(monkeypatch: pytest.MonkeyPatch):
    table = SeekerTable(Vocabularies(KNOWLEDGE))
    before, after = crowd(2, 40), [replace(it, key=it.key + 1) for it in crowd(3, 40)]
    for one in before:
        table.upsert(one)
    shelve = SeekerTable._shelve

    def meanwhile(self: SeekerTable, *rows):
        for one in after:
            table.upsert(one)
        table.remove(before[0].key)
        table.remove(after[0].key)
        return shelve(self, *rows)

    monkeypatch.setattr(SeekerTable, "_shelve", meanwhile)
    table.tidy()

    left = {it.key: it for it in (*before, *after)}
    del left[before[0].key], left[after[0].key]
    assert {it.key: it for it in table.living()} == left
    assert len(table) == len(left)
    assert all(table.get(key) == it for key, it in left.items())
