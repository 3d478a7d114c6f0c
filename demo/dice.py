"""Chance that gives the same demo for the same name."""

from collections.abc import Mapping
from random import Random
from typing import TypeVar

T = TypeVar("T")


def dice(name: str) -> Random:
    return Random(name)  # noqa: S311 - makes up a demo and guards nothing


def drawn(chance: Random, weights: Mapping[T, float]) -> T:
    """One of the keys, by weight."""
    return chance.choices(tuple(weights), tuple(weights.values()))[0]


def happens(chance: Random, share: float) -> bool:
    return chance.random() < share
