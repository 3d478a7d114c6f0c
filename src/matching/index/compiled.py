"""Compiled functions, kept on disk between runs.

numba's cache sees edits of the file a function stands in and misses those of the files it takes
constants and callees from, so the cache folder is named after the sources of all of them.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

import numba

from matching.scoring import pair, weights

# Inside compiled code: a 64-bit integer, 64 bits, an array. The checker sees no use in more.
Int: TypeAlias = Any
Bits: TypeAlias = Any
Array: TypeAlias = Any

F = TypeVar("F", bound=Callable[..., object])

config: Any = numba.config
_HERE = Path(__file__).parent
_SOURCES = (
    *sorted(_HERE.glob("kernel_*.py")),
    *(_HERE / f"{name}.py" for name in ("compiled", "graph", "records", "rows")),
    Path(pair.__file__),
    Path(weights.__file__),
)


def _folder() -> str:
    digest = sha256(b"".join(path.read_bytes() for path in _SOURCES)).hexdigest()[:16]
    return str(Path(__file__).parent / "__pycache__" / f"kernels-{digest}")


def compiled(function: F) -> F:
    """Compiled at its first call for each kind of arguments; runs without the interpreter's lock.

    Where the folder cannot be written, numba falls back to the user's own cache folder.
    """
    before = config.CACHE_DIR
    config.CACHE_DIR = _FOLDER
    try:
        return cast(F, numba.njit(cache=True, **_FLAGS)(function))
    finally:
        config.CACHE_DIR = before


def inlined(function: F) -> F:
    """Copied into each caller: for what a loop does for every row."""
    return cast(F, numba.njit(inline="always", **_FLAGS)(function))


# No counting of references: compiled code here makes no array, and counting took most of the time
# of a loop, and of compiling it.
_FLAGS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
_FOLDER = _folder()
