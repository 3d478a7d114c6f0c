"""What the matrix of access says of one route."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.api.http.world import House


@dataclass(frozen=True)
class Asked:
    path: str
    body: Any = None


@dataclass(frozen=True)
class Rule:
    """What a fresh request answers to each of CALLERS, in that order."""

    make: Callable[[House], Asked]
    statuses: tuple[int, ...]
