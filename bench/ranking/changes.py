"""What a change costs: storing it, the next question, the shelf made anew, memory."""

# ruff: noqa: T201 - a benchmark prints

import time
from threading import Thread

import numpy as np

from bench.ranking.world import TODAY
from matching.index import table
from matching.profiles import OpeningProfile, SeekerProfile
from matching.ranking import Engine

K = 20
DELTA = 10_000


def storing(engine: Engine, people: list[SeekerProfile]) -> None:
    some = people[: min(DELTA, len(people) // 4)]
    made = [engine._seekers._items(it) for it in some[:1]]  # the first call warms up
    rounds = [_each(engine.upsert_seeker, some) for _ in range(3)]
    reading = [_each(engine._seekers._items, some) for _ in range(3)]
    keys = [it.key for it in some]
    leaving = _each(engine.remove_seeker, keys)
    engine.upsert_seekers(some)
    engine.refresh()
    assert made  # noqa: S101 - it was called
    print(f"upsert of a profile: {min(rounds):.1f} µs (max {max(rounds):.1f}),")
    print(f"  of it numbering skills and work {min(reading):.1f} µs; withdrawal {leaving:.1f} µs")


def _each(change, rows) -> float:  # type: ignore[no-untyped-def]
    begin = time.perf_counter()
    for row in rows:
        change(row)
    return (time.perf_counter() - begin) / len(rows) * 1e6


def delta(engine: Engine, people: list[SeekerProfile], questions: list[OpeningProfile]) -> None:
    """The same questions in turn to an engine in order and to one with a long tail."""
    long_tail, table.LONG_TAIL = table.LONG_TAIL, 10 * DELTA
    before = [_ask(engine, it) for it in questions]
    step = max(1, len(people) // DELTA)
    engine.upsert_seekers(people[::step][:DELTA])
    after = [_ask(engine, it) for it in questions]
    again = [_ask(engine, it) for it in questions]
    engine.refresh()
    base = [min(pair) for pair in zip(before, (_ask(engine, it) for it in questions), strict=True)]
    tail = [min(pair) for pair in zip(after, again, strict=True)]
    table.LONG_TAIL = long_tail
    ratio = np.median(tail) / np.median(base)
    print(f"query over a tail of {DELTA:,} rows: x{ratio:.2f} (median, warm)")


def _ask(engine: Engine, opening: OpeningProfile) -> float:
    begin = time.perf_counter()
    engine.scored_seekers(opening, k=K, on=TODAY)
    return time.perf_counter() - begin


def rebuilding(engine: Engine, questions: list[OpeningProfile]) -> None:
    """The longest question while the shelf is made anew beside it, and with nothing beside it."""
    quiet = [_ask(engine, it) for it in questions]
    begin = time.perf_counter()
    beside = Thread(target=engine._seekers.tidy)
    beside.start()
    busy = []
    while beside.is_alive():
        busy += [_ask(engine, it) for it in questions[len(busy) % len(questions) :][:1]]
    beside.join()
    seconds = time.perf_counter() - begin
    print(f"shelf made anew: {seconds:.3f} s with {len(busy)} questions beside it,")
    print(f"  the longest {max(busy) * 1000:.1f} ms; alone the longest {max(quiet) * 1000:.1f} ms")


def memory(engine: Engine) -> None:
    columns, book = engine._seekers.snapshot(), engine._seekers._book
    lists = columns.shelf.lists
    rows = [columns.records, columns.items, columns.key, columns.died]
    found = sum(it.nbytes for it in (*rows, *lists, book.keys, book.rows)) / columns.size
    shared = sum(getattr(columns.shared, it).nbytes for it in _SHARED) / columns.size
    print(f"memory of the index: {found:.0f} bytes a person, shared values {shared:.1f};")
    print("  no profile is kept, a winner is read back from the columns")


_SHARED = ("relocation_states", "grant_permit", "grant_states", "spoken_tongue")
