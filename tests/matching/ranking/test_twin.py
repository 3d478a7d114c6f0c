"""Both engines answer as the slow twin does: same rows, same scores, same order."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.index import Kernel
from matching.index.opening_search import OpeningSearch
from matching.index.seeker_search import SeekerSearch
from matching.profiles import OpeningProfile, SeekerProfile
from matching.ranking import Engine
from tests.matching.ranking.world import (
    KNOWLEDGE,
    TODAY,
    crowd,
    offers,
    openings,
    seekers,
    twin_openings_for,
    twin_seekers_for,
    unique_openings,
    unique_seekers,
)

counts = st.integers(1, 15)
kernels = pytest.mark.parametrize("kernel", ["compiled", "numpy"])


@kernels
@given(openings, unique_seekers, counts)
@settings(max_examples=250, deadline=None)
def test_people_for_an_opening(
    kernel: Kernel, opening: OpeningProfile, people: list[SeekerProfile], k: int
):
    engine = Engine.build(people, knowledge=KNOWLEDGE, kernel=kernel)

    assert engine.seekers_for(opening, k=k, on=TODAY) == twin_seekers_for(opening, people, k)


@kernels
@given(seekers, unique_openings, counts)
@settings(max_examples=250, deadline=None)
def test_openings_for_a_person(
    kernel: Kernel, seeker: SeekerProfile, offers: list[OpeningProfile], k: int
):
    engine = Engine.build(openings=offers, knowledge=KNOWLEDGE, kernel=kernel)

    assert engine.openings_for(seeker, k=k, on=TODAY) == twin_openings_for(seeker, offers, k)


@given(openings, st.lists(seekers, min_size=1, max_size=8, unique_by=lambda row: row.key))
@settings(max_examples=150, deadline=None)
def test_scores_of_people_are_the_pair_scores(opening: OpeningProfile, people: list[SeekerProfile]):
    engine = Engine.build(people, knowledge=KNOWLEDGE)
    columns = engine._seekers.snapshot()
    rows = SeekerSearch(columns, engine._words, opening, TODAY).eligible()

    search = SeekerSearch(columns, engine._words, opening, TODAY)
    totals = search.totals(rows, engine.weights)

    found = [engine._seekers.profile(columns, row) for row in rows]
    pairs = [engine.explain(person, opening, TODAY) for person in found]
    assert list(totals) == [pair.score for pair in pairs]


@given(seekers, st.lists(openings, min_size=1, max_size=8, unique_by=lambda row: row.key))
@settings(max_examples=150, deadline=None)
def test_scores_of_openings_are_the_pair_scores(
    seeker: SeekerProfile, offers: list[OpeningProfile]
):
    engine = Engine.build(openings=offers, knowledge=KNOWLEDGE)
    columns = engine._openings.snapshot()
    search = OpeningSearch(columns, engine._words, seeker, TODAY)
    rows = search.eligible()

    totals = search.totals(rows, engine.weights)

    pairs = [engine.explain(seeker, columns.profiles[row], TODAY) for row in rows]
    assert list(totals) == [pair.score for pair in pairs]


@kernels
@given(openings, seekers, st.integers(2, 9))
@settings(max_examples=60, deadline=None)
def test_equal_people_come_in_the_order_of_their_keys(
    kernel: Kernel, opening: OpeningProfile, seeker: SeekerProfile, count: int
):
    people = [replace(seeker, key=key) for key in range(count, 0, -1)]
    engine = Engine.build(people, knowledge=KNOWLEDGE, kernel=kernel)

    found = [match.seeker_key for match in engine.seekers_for(opening, k=count - 1, on=TODAY)]

    assert found == list(range(1, len(found) + 1))


changes = st.lists(st.tuples(st.integers(1, 6), st.none() | seekers), max_size=15)
refreshed = st.frozensets(st.integers(0, 14), max_size=2)


@kernels
@given(openings, changes, counts, refreshed)
@settings(max_examples=150, deadline=None)
def test_people_who_come_change_and_go(
    kernel: Kernel,
    opening: OpeningProfile,
    steps: list[tuple[int, SeekerProfile | None]],
    k: int,
    refresh_after: frozenset[int],
):
    engine = Engine.build(knowledge=KNOWLEDGE, kernel=kernel)
    present: dict[int, SeekerProfile] = {}
    for number, (key, seeker) in enumerate(steps):
        if seeker is None:
            assert engine.remove_seeker(key) == (present.pop(key, None) is not None)
        else:
            present[key] = replace(seeker, key=key)
            engine.upsert_seeker(present[key])
        if number in refresh_after:
            engine.refresh()

    found = engine.seekers_for(opening, k=k, on=TODAY)

    assert found == twin_seekers_for(opening, list(present.values()), k)


offer_changes = st.lists(st.tuples(st.integers(1, 6), st.none() | openings), max_size=15)


@kernels
@given(seekers, offer_changes, counts)
@settings(max_examples=100, deadline=None)
def test_openings_that_come_change_and_go(
    kernel: Kernel, seeker: SeekerProfile, steps: list[tuple[int, OpeningProfile | None]], k: int
):
    engine = Engine.build(knowledge=KNOWLEDGE, kernel=kernel)
    present: dict[int, OpeningProfile] = {}
    for key, opening in steps:
        if opening is None:
            assert engine.remove_opening(key) == (present.pop(key, None) is not None)
        else:
            present[key] = replace(opening, key=key)
            engine.upsert_opening(present[key])

    found = engine.openings_for(seeker, k=k, on=TODAY)

    assert found == twin_openings_for(seeker, list(present.values()), k)


@kernels
@given(openings, unique_seekers, st.frozensets(st.integers(0, 11)))
@settings(max_examples=100, deadline=None)
def test_within_keeps_to_the_named_people(
    kernel: Kernel, opening: OpeningProfile, people: list[SeekerProfile], chosen: frozenset[int]
):
    engine = Engine.build(people, knowledge=KNOWLEDGE, kernel=kernel)
    some = [person for place, person in enumerate(people) if place in chosen]
    keys = frozenset(person.key for person in some)

    found = engine.seekers_for(opening, k=9, on=TODAY, within=keys)
    asked = engine.seekers_for(opening, k=9, on=TODAY, within=lambda asked: np.isin(asked, [*keys]))

    assert found == asked == twin_seekers_for(opening, some, 9)


@given(openings, unique_seekers, st.sampled_from(["compiled", "numpy"]))
@settings(max_examples=150, deadline=None)
def test_exclusions_count_what_each_gate_rules_out(
    opening: OpeningProfile, people: list[SeekerProfile], kernel: Kernel
):
    engine = Engine.build(people, knowledge=KNOWLEDGE, kernel=kernel)

    found = engine.exclusions(opening, on=TODAY)

    gates = [_gates(engine.explain(person, opening, TODAY).obstacles) for person in people]
    assert found.total == len(people)
    assert found.eligible == sum(not failed for failed in gates)
    for gate, count in found.ruled_out.items():
        assert count == sum(gate in failed for failed in gates)
        assert found.only_by[gate] == sum(failed == {gate} for failed in gates)


@given(unique_openings, unique_seekers, unique_seekers)
@settings(max_examples=100, deadline=None)
def test_what_is_counted_once_is_counted_anew_after_a_change(
    some: list[OpeningProfile], people: list[SeekerProfile], later: list[SeekerProfile]
):
    engine = Engine.build(people, knowledge=KNOWLEDGE)
    now = {person.key: person for person in people}

    def steps() -> Iterator[None]:
        yield
        for person in later:
            engine.upsert_seeker(person)
            now[person.key] = person
        yield
        engine.refresh()
        yield
        for person in people:
            engine.remove_seeker(person.key)
            del now[person.key]
        yield

    for _ in steps():
        fresh = Engine.build(now.values(), knowledge=KNOWLEDGE, kernel="numpy")
        for _ in range(2):
            found = [engine.exclusions(opening, on=TODAY) for opening in some]
            assert found == [fresh.exclusions(opening, on=TODAY) for opening in some]


@given(openings, seekers)
@settings(max_examples=200, deadline=None)
def test_a_pair_fits_as_it_is_explained(opening: OpeningProfile, seeker: SeekerProfile):
    engine = Engine.build(knowledge=KNOWLEDGE)

    found, told = engine.fit(seeker, opening, TODAY), engine.explain(seeker, opening, TODAY)

    assert set(found.failed) == _gates(told.obstacles)
    assert found.score == (told.score if told.is_eligible else None)


_GATE_OF = {
    "no_work_permission": "permission",
    "language_missing": "language",
    "language_below": "language",
    "under_fifteen": "age",
    "minor_not_accepted": "age",
    "too_far": "place",
}


def _gates(obstacles) -> set[str]:
    return {_GATE_OF[reason.code] for reason in obstacles}


@pytest.mark.parametrize("seed", range(12))
def test_engines_agree_where_many_people_score_alike(seed: int):
    people = crowd(seed, 600)
    engines = [Engine.build(people, knowledge=KNOWLEDGE, kernel=it) for it in ("compiled", "numpy")]

    for opening in offers(seed, 25):
        for k in (1, 5, 40):
            one, other = (engine._finder.seekers(opening, TODAY, k, None)[1] for engine in engines)
            assert list(one) == list(other)


@pytest.mark.parametrize("seed", range(6))
def test_engines_agree_where_many_openings_score_alike(seed: int):
    posted = offers(seed, 600)
    engines = [
        Engine.build(openings=posted, knowledge=KNOWLEDGE, kernel=it)
        for it in ("compiled", "numpy")
    ]

    for seeker in crowd(seed, 40):
        for k in (1, 5, 40):
            one, other = (engine._finder.openings(seeker, TODAY, k)[1] for engine in engines)
            assert list(one) == list(other)
