"""Libraries that another library loads though nothing here needs them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*names: str) -> Iterator[None]:
    """As if these modules were not there; those that are loaded stay. For a time when no other
    thread may need them."""
    hidden = [name for name in names if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # how Python is told so
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
