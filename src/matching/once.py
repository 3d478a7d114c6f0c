"""What is made once a process, however many threads ask for it at the same time."""

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import Any, TypeVar

T = TypeVar("T")


def once(make: Callable[..., T]) -> Callable[..., T]:
    """As `functools.cache` of positional arguments, and who asks while it is made waits for it."""
    made: dict[tuple[Any, ...], T] = {}
    making = RLock()

    @wraps(make)
    def door(*asked: Any) -> T:
        if asked not in made:
            with making:
                if asked not in made:
                    made[asked] = make(*asked)
        return made[asked]

    return door
