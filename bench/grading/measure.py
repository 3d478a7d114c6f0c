"""What a ranking of the graded set is worth, and what it would be with other weights."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.grading.sets import Graded
from matching.evaluation import graded_ndcg, mean
from matching.scoring import COMPONENTS, Weights

K = 10
DEPTH = 20
GOOD = 2

# Of one opening, best first: the person and the eight components, each 0..1000.
Ranked = Sequence[tuple[str, tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Lists:
    """Everybody eligible for each opening, as `puente rank` gives them."""

    by_opening: Mapping[str, Ranked]

    def ndcg(self, asked: Iterable[Graded], weights: Weights | None = None) -> float:
        """Mean over the openings; with other weights the same people in their order."""
        found = [graded_ndcg(it.grades, self.names(it.opening, weights), K) for it in asked]
        return mean(found)

    def names(self, opening: str, weights: Weights | None = None) -> list[str]:
        ranked = self.by_opening[opening]
        if weights is not None:
            # Stable: of equal scores the one first in the file stays first.
            ranked = sorted(ranked, key=lambda it: -total(it[1], weights))
        return [name for name, _ in ranked]

    def ruled_out(self, asked: Iterable[Graded]) -> list[tuple[str, str, str]]:
        """Opening, person and reason wherever somebody ruled out by hand is in the first twenty."""
        return [
            (it.opening, name, it.ruled_out[name])
            for it in asked
            for name in self.names(it.opening)[:DEPTH]
            if name in it.ruled_out
        ]

    def found_early(self, asked: Sequence[Graded], people: set[str]) -> tuple[float, int]:
        """Of these people, graded good or better, the share among the first so many as there are
        good ones; and how many pairs that is of."""
        hits = [
            name in self.names(it.opening)[: sum(grade >= GOOD for grade in it.grades.values())]
            for it in asked
            for name, grade in it.grades.items()
            if grade >= GOOD and name in people
        ]
        return mean([float(hit) for hit in hits]), len(hits)


def total(parts: tuple[int, ...], weights: Weights) -> int:
    return sum(part * weight for part, weight in zip(parts, weights.parts, strict=True))


def without(weights: Weights, component: str) -> Weights:
    """The same weights, this component's shared out among the others."""
    dropped = COMPONENTS.index(component)
    kept = [0 if at == dropped else part for at, part in enumerate(weights.parts)]
    scaled = [part * 1000 // sum(kept) for part in kept]
    scaled[scaled.index(max(scaled))] += 1000 - sum(scaled)
    return Weights(f"{weights.name} without {component}", tuple(scaled))


def even() -> Weights:
    share = 1000 // len(COMPONENTS)
    return Weights("all alike", (share,) * len(COMPONENTS))
