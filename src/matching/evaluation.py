"""How good a ranked answer is: `relevant` may be answered, `ranked` was, best first."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from math import log2
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def hit_at(relevant: Collection[Item], ranked: Sequence[Item], k: int) -> float:
    """1 if any of the first `k` is relevant, else 0."""
    return float(any(item in relevant for item in ranked[:k]))


def precision_at(relevant: Collection[Item], ranked: Sequence[Item], k: int) -> float:
    """Share of the first `k` places that hold a relevant item; a place left empty is a miss."""
    return sum(item in relevant for item in ranked[:k]) / k


def reciprocal_rank(relevant: Collection[Item], ranked: Sequence[Item]) -> float:
    """1 / place of the first relevant item; 0 if there is none."""
    return next((1 / (at + 1) for at, item in enumerate(ranked) if item in relevant), 0.0)


def average_precision(relevant: Collection[Item], ranked: Sequence[Item]) -> float:
    """Mean over all relevant items of the precision at their place; one not ranked counts 0."""
    if not relevant:
        return 0.0
    hits, total = 0, 0.0
    for place, item in enumerate(ranked, start=1):
        if item in relevant:
            hits += 1
            total += hits / place
    return total / len(relevant)


def ndcg(relevant: Collection[Item], ranked: Sequence[Item], k: int) -> float:
    """Discounted gain of the first `k` over the best possible, every relevant item worth 1."""
    ideal = sum(1 / log2(place + 2) for place in range(min(k, len(relevant))))
    gain = sum(1 / log2(at + 2) for at, item in enumerate(ranked[:k]) if item in relevant)
    return gain / ideal if ideal else 0.0


def graded_ndcg(grades: Mapping[Item, int], ranked: Sequence[Item], k: int) -> float:
    """The same where some answers are better than others: a grade g is worth 2^g - 1, an item
    without a grade nothing. 1 where nothing has a grade: there was nothing to find."""
    ideal = _discounted(sorted(grades.values(), reverse=True)[:k])
    return _discounted(grades.get(item, 0) for item in ranked[:k]) / ideal if ideal else 1.0


def _discounted(grades: Iterable[int]) -> float:
    return sum(((1 << grade) - 1) / log2(at + 2) for at, grade in enumerate(grades))


def calibration_error(scores: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error: mean gap, over bins of equal width of the score and weighted by
    their size, between the mean score and the share that was right."""
    kept: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for score, was_right in zip(scores, right, strict=True):
        kept[min(int(score * bins), bins - 1)].append((score, was_right))
    gaps = (abs(sum(s for s, _ in some) - sum(r for _, r in some)) for some in kept)
    return sum(gaps) / len(scores) if scores else 0.0


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
