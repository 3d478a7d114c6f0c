"""Libraries that another library loads though nothing here needs them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_linear_algebra() -> Iterator[None]:
    """As if SciPy's were not there: numba looks for it when it loads its first function, which
    takes longer than the function. For a time when no other thread may need it; compiled code
    here multiplies no matrices."""
    if "scipy.linalg" in sys.modules:
        yield
        return
    sys.modules["scipy.linalg"] = None  # type: ignore[assignment]  # how Python is told so
    try:
        yield
    finally:
        del sys.modules["scipy.linalg"]
