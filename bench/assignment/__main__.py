"""How fast the best assignment is found, beside its peers in one run: `python -m bench.assignment`.

40,000 people, 6,000 openings with 16,000 positions, each opening's best 100. The peers take turns;
each line has the median with min and max, and the ratio of medians. All must reach the same sum.
"""

# ruff: noqa: T201 - a benchmark prints

import os
import platform
import time
from collections.abc import Callable

import numpy as np
import ortools
import scipy

from bench.assignment.peers import flow_over_objects, scipy_score
from bench.ranking.world import TODAY, World
from matching.assignment import Fair, Options, assign, assign_greedily
from matching.ranking import Engine
from matching.scoring.sources import catalog_knowledge

PEOPLE, OPENINGS, EACH, HOMES = 40_000, 6_000, 100, 200
ROUNDS = 5
POSITIONS, SHARES = (1, 2, 3, 4, 9), (0.35, 0.25, 0.2, 0.12, 0.08)


def main() -> None:
    fair = the_fair()
    print(
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, numpy {np.__version__}"
    )
    print(
        f"{PEOPLE:,} people, {OPENINGS:,} openings, {sum(fair.positions.values()):,} positions, "
        f"{len(fair.options):,} options"
    )
    solvers(fair)
    households(fair)


def the_fair() -> Fair:
    world = World(catalog_knowledge(), seed=1)
    people, openings = world.people(PEOPLE), world.openings(OPENINGS)
    engine = Engine.build(people, openings)
    found = [
        (key, opening.key, score)
        for opening in openings
        for key, score in engine.scored_seekers(opening, k=EACH, on=TODAY)
    ]
    positions = np.random.default_rng(5).choice(POSITIONS, OPENINGS, p=SHARES).tolist()
    return Fair(
        Options(*np.array(found, np.int64).T.copy()),
        {opening.key: count for opening, count in zip(openings, positions, strict=True)},
        region={opening.key: opening.state for opening in openings},
    )


def solvers(fair: Fair) -> None:
    asked: dict[str, Callable[[], int]] = {
        "augmenting paths, compiled": lambda: assign(fair).score,
        f"flow, OR-tools {ortools.__version__}": lambda: assign(fair, solver="flow").score,
        "the same, an object an option": lambda: flow_over_objects(fair),
        f"matching, scipy {scipy.__version__}": lambda: scipy_score(fair),
        "greedy (not the best)": lambda: assign_greedily(fair).score,
    }
    for ask in asked.values():  # compiled, imported, warm
        ask()
    times: dict[str, list[float]] = {name: [] for name in asked}
    sums: dict[str, int] = {}
    for _ in range(ROUNDS):
        for name, ask in asked.items():
            begin = time.perf_counter()
            sums[name] = ask()
            times[name].append(time.perf_counter() - begin)
    base = float(np.median(times["augmenting paths, compiled"]))
    print(f"\n{'assignment, seconds':36}{'p50':>8}{'min':>8}{'max':>8}   ratio   sum of scores")
    for name, took in times.items():
        p50 = float(np.median(took))
        spread = f"{p50:8.3f}{min(took):8.3f}{max(took):8.3f}"
        print(f"{name:36}{spread}   x{p50 / base:5.1f}   {sums[name]:,}")
    against_greedy(fair)


def against_greedy(fair: Fair) -> None:
    best, hand = assign(fair), assign_greedily(fair)
    score, places = best.score / hand.score - 1, len(best.placed) / len(hand.placed) - 1
    print(f"over greedy: {score:+.1%} score, {places:+.1%} places filled")
    print(f"mean regret of whoever has options: {best.mean_regret:,.0f}, {hand.mean_regret:,.0f}")


def households(fair: Fair) -> None:
    """Pairs of people in the same lists, who move to one state or not at all."""
    seekers = sorted(set(fair.options.seekers.tolist()))[: 2 * HOMES]
    homes = tuple(frozenset(seekers[at : at + 2]) for at in range(0, len(seekers), 2))
    bound = Fair(fair.options, fair.positions, homes, fair.region)
    begin = time.perf_counter()
    found = assign(bound)
    seconds = time.perf_counter() - begin
    below = 1 - found.score / found.bound
    print(f"{HOMES} households kept together: {seconds:.2f} s, at most {below:.3%} below the best")


main()
