import pytest

from matching.evaluation import (
    average_precision,
    calibration_error,
    graded_ndcg,
    hit_at,
    mean,
    ndcg,
    precision_at,
    reciprocal_rank,
)

RANKED = ["a", "x", "b", "y"]


def test_a_hit_counts_once_within_the_first_k() -> None:
    assert hit_at({"b"}, RANKED, 2) == 0
    assert hit_at({"b", "a"}, RANKED, 3) == 1


def test_precision_counts_empty_places_as_misses() -> None:
    assert precision_at({"a"}, ["a"], 5) == 0.2


def test_reciprocal_rank_is_of_the_first_relevant() -> None:
    assert reciprocal_rank({"b", "y"}, RANKED) == pytest.approx(1 / 3)
    assert reciprocal_rank({"z"}, RANKED) == 0


def test_average_precision_charges_what_was_not_ranked() -> None:
    assert average_precision({"a", "b"}, RANKED) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision({"a", "z"}, RANKED) == 0.5
    assert average_precision(set(), RANKED) == 0


def test_ndcg_is_one_when_the_relevant_come_first() -> None:
    assert ndcg({"a", "x"}, RANKED, 4) == pytest.approx(1)
    assert 0 < ndcg({"y"}, RANKED, 4) < 1
    assert ndcg({"y"}, RANKED, 2) == 0


def test_graded_ndcg_is_one_for_the_best_order_and_less_for_any_other() -> None:
    grades = {"a": 3, "b": 2, "x": 1}

    assert graded_ndcg(grades, ["a", "b", "x", "y"], 3) == pytest.approx(1)
    assert 0 < graded_ndcg(grades, ["x", "b", "a"], 3) < graded_ndcg(grades, ["a", "x", "b"], 3) < 1


def test_a_grade_of_three_is_worth_seven_of_one() -> None:
    assert graded_ndcg({"a": 3, "x": 1}, ["x"], 1) == pytest.approx(1 / 7)


def test_graded_ndcg_asks_nothing_where_nothing_can_be_found() -> None:
    assert graded_ndcg({}, ["y"], 5) == 1


def test_calibration_error_is_the_gap_between_promise_and_outcome() -> None:
    assert calibration_error([0.75] * 4, [True, True, True, False]) == pytest.approx(0)
    assert calibration_error([0.95] * 4, [False] * 4) == pytest.approx(0.95)
    assert calibration_error([], []) == 0


def test_the_mean_of_nothing_is_zero() -> None:
    assert mean([]) == 0
    assert mean([1, 2]) == 1.5
