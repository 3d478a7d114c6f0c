"""Timing side by side: every peer answers the same question in turn, with cold and warm caches."""

# ruff: noqa: T201 - a benchmark prints

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

# Larger than the last cache of the machines this runs on.
_FLUSH = np.zeros(64 * 2**20, np.uint8)

Answer = list[tuple[int, int]]


@dataclass
class Peer:
    """`every` asks it only some of the questions; `is_exact` counts answers that differ. Each
    question is asked once after the caches were emptied and `again` times more; the last is warm.
    """

    ask: Callable[[Any], Answer]
    every: int = 1
    again: int = 3
    is_exact: bool = True
    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    differing: int = 0
    recalls: list[float] = field(default_factory=list)

    def answer(self, question: Any, right: Answer | None) -> Answer:
        _FLUSH[::64] += 1
        begin = time.perf_counter()
        self.ask(question)
        self.cold.append((time.perf_counter() - begin) * 1000)
        for _ in range(self.again):
            begin = time.perf_counter()
            found = self.ask(question)
            seconds = time.perf_counter() - begin
        self.warm.append(seconds * 1000)
        self._compare(found, found if right is None else right)
        return found

    def _compare(self, found: Answer, right: Answer) -> None:
        self.differing += found != right
        if right:
            common = {key for key, _ in found} & {key for key, _ in right}
            self.recalls.append(len(common) / len(right))


def compare(title: str, peers: Mapping[str, Peer], questions: Sequence[Any]) -> None:
    """The first peer is the measure of the others."""
    first = next(iter(peers.values()))
    for number, question in enumerate(questions):
        right = None
        for peer in peers.values():
            if number % peer.every == 0:
                found = peer.answer(question, right)
                right = found if right is None else right
    print(f"\n{title:36}{'cold p50':>10}{'p99':>9}{'warm p50':>10}{'mean':>9}{'ratio':>8}  rows")
    for name, peer in peers.items():
        _line(name, peer, first)


def alone(ask: Callable[[Any], Answer], questions: Sequence[Any], rounds: int = 5) -> None:
    """How much longer the longest questions take than the usual one: caches emptied before each, no
    peer in between, whose server or threads may still be at work after its answer."""
    ratios = []
    for _ in range(rounds):
        times = []
        for question in questions:
            _FLUSH[::64] += 1
            begin = time.perf_counter()
            ask(question)
            times.append((time.perf_counter() - begin) * 1000)
        middle, longest = np.median(times), np.percentile(times, 99)
        ratios.append(longest / middle)
        print(
            f"asked alone, caches emptied: p50 {middle:.3f}, p99 {longest:.3f}: {ratios[-1]:.1f}x"
        )
    print(f"  median {np.median(ratios):.1f}x, from {min(ratios):.1f} to {max(ratios):.1f}")


def _line(name: str, peer: Peer, first: Peer) -> None:
    cold, warm = np.array(peer.cold), np.array(peer.warm)
    ratio = np.median(warm) / np.median(first.warm[:: peer.every])
    same = f"{peer.differing} of {len(cold)} differ"
    if not peer.is_exact:
        same = f"recall {np.mean(peer.recalls):.3f}"
    print(
        f"{name:36}{np.median(cold):10.3f}{np.percentile(cold, 99):9.3f}"
        f"{np.median(warm):10.3f}{np.mean(warm):9.3f}{ratio:8.1f}  {same}"
        f", n={len(cold)}, min {warm.min():.3f} max {warm.max():.3f}"
    )


def bandwidth() -> float:
    """Bytes a second that one core reads one after the other."""
    column = np.ones(2**26, np.int64)
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        column.sum()
        times.append(time.perf_counter() - begin)
    return column.nbytes / min(times)
