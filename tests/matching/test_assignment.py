"""Who goes where: optimal, within the positions, households together, nobody without options."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.assignment import Assignment, Fair, Option, assign, assign_greedily, with_floor

pairs = st.dictionaries(
    st.tuples(st.integers(1, 4), st.integers(11, 13)), st.integers(1, 1_000_000), max_size=9
)
positions = st.fixed_dictionaries({key: st.integers(0, 2) for key in (11, 12, 13)})
homes = st.sampled_from([(), (frozenset({1, 2}),), (frozenset({1, 2}), frozenset({3, 4}))])
REGION = {11: "north", 12: "north", 13: "south"}


def fair(scores: dict[tuple[int, int], int], places: dict[int, int], households=()) -> Fair:
    options = tuple(Option(seeker, opening, it) for (seeker, opening), it in scores.items())
    return Fair(options, places, households, REGION)


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


@given(pairs, positions, homes)
@settings(deadline=None, max_examples=150)
def test_the_assignment_is_lawful_and_the_best_of_all(scores, places, households):
    case = fair(scores, places, households)

    found = assign(case)

    assert is_lawful(dict(found.placed), case)
    assert found.score == best_by_trying_all(case)


@given(pairs, positions, homes)
@settings(deadline=None)
def test_by_hand_it_is_lawful_and_never_better(scores, places, households):
    case = fair(scores, places, households)

    found = assign_greedily(case)

    assert is_lawful(dict(found.placed), case)
    assert found.score <= assign(case).score


def test_the_best_pair_first_can_cost_the_sum():
    case = fair({(1, 11): 10, (1, 12): 9, (2, 11): 9}, {11: 1, 12: 1})

    assert (assign(case).score, assign_greedily(case).score) == (18, 10)


def test_regret_is_the_best_one_could_have_had_less_what_one_got():
    found = assign(fair({(1, 11): 10, (1, 12): 9, (2, 11): 9, (3, 11): 4}, {11: 1, 12: 1}))

    assert (found.regret, found.positions_open) == ({1: 1, 2: 0, 3: 4}, 0)
    assert found.mean_regret == pytest.approx(5 / 3)


def test_a_floor_of_options_reaches_who_tops_no_list():
    top = [Option(1, 11, 9)]
    own = [Option(2, 11, 5), Option(2, 12, 4), Option(2, 13, 3), Option(1, 11, 9)]

    assert with_floor(top, own, floor=2) == (Option(1, 11, 9), Option(2, 11, 5), Option(2, 12, 4))


def test_nobody_and_nothing_is_assigned():
    assert assign(Fair((), {11: 2})) == Assignment({}, 0, {}, 2)
