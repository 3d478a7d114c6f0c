"""What the matrix of access says of one route."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from api.http.description import SAME_PATHS
from tests.api.http.world import House

AS_ROUTED = {f"PUT {told}": f"PUT {routed}" for routed, told in SAME_PATHS.items()}


def as_routed(name: str) -> str:
    """A described operation as the application routes it."""
    return AS_ROUTED.get(name, name)


@dataclass(frozen=True)
class Asked:
    path: str
    body: Any = None


@dataclass(frozen=True)
class Rule:
    """What a fresh request answers to each of CALLERS, in that order."""

    make: Callable[[House], Asked]
    statuses: tuple[int, ...]
