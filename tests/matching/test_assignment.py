"""Who goes where: optimal, within the positions, households together, nobody without options."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.assignment import (
    Assignment,
    Fair,
    Option,
    Options,
    assign,
    assign_greedily,
    households,
    with_floor,
)
from matching.assignment.numbered import numbered
from matching.assignment.paths import by_paths

NORTH, ALSO_NORTH, SOUTH = 11, 12, 13
REGION = {NORTH: "north", ALSO_NORTH: "north", SOUTH: "south"}
# Few distinct scores make ties; the sum may be reached in many ways.
scores = st.integers(0, 1_000_000) | st.integers(0, 3)
pairs = st.dictionaries(
    st.tuples(st.integers(1, 4), st.sampled_from(sorted(REGION))), scores, max_size=9
)
positions = st.fixed_dictionaries({key: st.integers(0, 2) for key in REGION})
homes = st.sampled_from([(), (frozenset({1, 2}),), (frozenset({1, 2}), frozenset({3, 4}))])


def fair(scores: dict[tuple[int, int], int], places: dict[int, int], homes=()) -> Fair:
    options = (Option(seeker, opening, it) for (seeker, opening), it in scores.items())
    return Fair(Options.of(options), places, homes, REGION)


def is_lawful(found: dict[int, int], case: Fair) -> bool:
    taken = list(found.values())
    within = all(taken.count(opening) <= case.positions.get(opening, 0) for opening in taken)
    together = all(
        len({REGION[found[key]] for key in home if key in found}) <= 1 for home in case.households
    )
    return within and together


def best_by_trying_all(case: Fair) -> int:
    choices: dict[int, list[Option | None]] = {}
    for option in case.options:
        choices.setdefault(option.seeker, [None]).append(option)
    best = 0
    for chosen in product(*choices.values()):
        placed = {option.seeker: option.opening for option in chosen if option}
        if is_lawful(placed, case):
            best = max(best, sum(option.score for option in chosen if option))
    return best


def crowded(seed: int, people: int, openings: int, each: int) -> Fair:
    """Every opening lists `each` people, some of them again and again."""
    rng = np.random.default_rng(seed)
    popular = 1 / (np.arange(people) + 5.0)
    listed = [
        rng.choice(people, each, replace=False, p=popular / popular.sum()) for _ in range(openings)
    ]
    options = Options(
        np.concatenate(listed),
        np.repeat(np.arange(openings), each),
        rng.integers(0, 1_000_000, openings * each),
    )
    return Fair(options, {key: int(rng.integers(0, 4)) for key in range(openings)})


@given(pairs, positions, homes)
@settings(deadline=None, max_examples=150)
@pytest.mark.parametrize("solver", ["paths", "flow"])
def test_the_assignment_is_lawful_and_the_best_of_all(solver, scores, places, homes):
    case = fair(scores, places, homes)

    found = assign(case, solver=solver)

    assert is_lawful(dict(found.placed), case)
    assert found.score == found.bound == best_by_trying_all(case)


@pytest.mark.parametrize("seed", range(8))
def test_both_solvers_reach_the_same_optimum(seed: int):
    case = crowded(seed, people=60 * (1 + seed % 3), openings=40, each=15)

    one, other = assign(case), assign(case, solver="flow")

    assert one.score == other.score
    assert is_within(one, case)
    assert is_within(other, case)


def is_within(found: Assignment, case: Fair) -> bool:
    taken = list(found.placed.values())
    known = {(it.seeker, it.opening) for it in case.options}
    return set(found.placed.items()) <= known and all(
        taken.count(key) <= case.positions[key] for key in set(taken)
    )


def test_a_search_that_takes_too_long_says_so_and_the_flow_answers():
    case = crowded(1, people=60, openings=40, each=30)

    assert by_paths(numbered(case), looks=10) is None
    assert by_paths(numbered(case), looks=10**9) is not None


def test_keys_and_scores_of_any_size_are_taken():
    far = 10**15
    case = Fair(
        Options.of([Option(far, 3 * far, 10**12), Option(7, 3 * far, 10**12 - 1)]), {3 * far: 1}
    )

    assert assign(case).placed == {far: 3 * far}


@given(pairs, positions, homes)
@settings(deadline=None)
def test_by_hand_it_is_lawful_and_never_better(scores, places, homes):
    case = fair(scores, places, homes)

    found = assign_greedily(case)

    assert is_lawful(dict(found.placed), case)
    assert found.score <= assign(case).score


def test_the_best_pair_first_can_cost_the_sum():
    case = fair({(1, 11): 10, (1, 12): 9, (2, 11): 9}, {11: 1, 12: 1})

    assert (assign(case).score, assign_greedily(case).score) == (18, 10)


def test_a_household_goes_where_it_can_go_together():
    case = fair({(1, NORTH): 9, (1, SOUTH): 6, (2, SOUTH): 8}, dict.fromkeys(REGION, 2))
    bound = Fair(case.options, case.positions, (frozenset({1, 2}),), REGION)

    assert assign(case).placed == {1: NORTH, 2: SOUTH}
    assert assign(bound).placed == {1: SOUTH, 2: SOUTH}


def test_a_large_case_keeps_households_together_and_tells_how_near_the_best_it_is(monkeypatch):
    case = crowded(3, people=90, openings=40, each=20)
    bound = Fair(
        case.options,
        case.positions,
        tuple(frozenset({key, key + 1}) for key in range(0, 60, 2)),
        {key: "north" if key % 2 else "south" for key in range(40)},
    )
    proven = assign(bound)
    monkeypatch.setattr(households, "PROVABLE", 0)

    found = assign(bound)

    assert all(
        len({bound.region[found.placed[key]] for key in home if key in found.placed}) <= 1
        for home in bound.households
    )
    assert found.score <= proven.score == proven.bound <= found.bound
    assert found.score > 0.9 * proven.score


def test_regret_is_the_best_one_could_have_had_less_what_one_got():
    found = assign(fair({(1, 11): 10, (1, 12): 9, (2, 11): 9, (3, 11): 4}, {11: 1, 12: 1}))

    assert (found.regret, found.positions_open) == ({1: 1, 2: 0, 3: 4}, 0)
    assert found.mean_regret == pytest.approx(5 / 3)


def test_a_floor_of_options_reaches_who_tops_no_list():
    top = Options.of([Option(1, 11, 9)])
    own = Options.of([Option(2, 11, 5), Option(2, 12, 4), Option(2, 13, 3), Option(1, 11, 9)])

    assert list(with_floor(top, own, floor=2)) == [
        Option(1, 11, 9),
        Option(2, 11, 5),
        Option(2, 12, 4),
    ]


def test_nobody_and_nothing_is_assigned():
    assert assign(Fair(Options.of([]), {11: 2})) == Assignment({}, 0, {}, 2, 0)
