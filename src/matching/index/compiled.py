"""Compiled functions, kept on disk between runs.

numba's cache sees edits of the file a function stands in and misses those of the files it takes
constants and callees from, so the cache folder is named after the sources of all of them.
"""

import logging
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

import numba
from llvmlite import ir
from numba.core import cgutils as untyped_tools
from numba.core import types
from numba.extending import intrinsic

from matching.scoring import pair, weights

# Inside compiled code: a 64-bit integer, 64 bits, an array. The checker sees no use in more.
Int: TypeAlias = Any
Bits: TypeAlias = Any
Array: TypeAlias = Any

F = TypeVar("F", bound=Callable[..., object])

logger = logging.getLogger(__name__)
config: Any = numba.config
cgutils: Any = untyped_tools
_HERE = Path(__file__).parent
# A server of the version before may still run beside this one.
_UNUSED_FOR = 7 * 24 * 3600.0
_SOURCES = (
    *sorted(_HERE.glob("kernel_*.py")),
    *(_HERE / f"{name}.py" for name in ("compiled", "graph", "records", "rows")),
    Path(pair.__file__),
    Path(weights.__file__),
)


def _folder() -> str:
    digest = sha256(b"".join(path.read_bytes() for path in _SOURCES)).hexdigest()[:16]
    return str(Path(__file__).parent / "__pycache__" / f"kernels-{digest}")


def forget_unused(own: Path) -> None:
    """Removes what other versions compiled, some MB each, once none has started from it for a week
    before this one. Nothing happens where the folder cannot be written."""
    with suppress(OSError):
        own.mkdir(parents=True, exist_ok=True)
        own.touch()
        started = own.stat().st_mtime
        for other in own.parent.glob("kernels-*"):
            if started - other.stat().st_mtime > _UNUSED_FOR:
                shutil.rmtree(other, ignore_errors=True)


def compiled(function: F) -> F:
    """Compiled at its first call for each kind of arguments; runs without the interpreter's lock.

    Where the folder cannot be written, numba falls back to the user's own cache folder; where there
    is none either, what is compiled is not kept.
    """
    before = config.CACHE_DIR
    config.CACHE_DIR = _FOLDER
    try:
        return cast(F, numba.njit(cache=True, **_FLAGS)(function))
    except RuntimeError:
        _tell_of_no_folder()
        return cast(F, numba.njit(**_FLAGS)(function))
    finally:
        config.CACHE_DIR = before


@cache
def _tell_of_no_folder() -> None:
    logger.warning(
        "Compiled code is kept nowhere, and each start takes half a minute longer: set"
        " XDG_CACHE_HOME to a folder that this user can write"
    )


def inlined(function: F) -> F:
    """Copied into each caller: for what a loop does for every row."""
    return cast(F, numba.njit(inline="always", **_FLAGS)(function))


# No counting of references: compiled code here makes no array, and counting took most of the time
# of a loop, and of compiling it.
_FLAGS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
_FOLDER = _folder()
forget_unused(Path(_FOLDER))


def _prefetch(typing: Any, array: Any, row: Any) -> Any:  # noqa: ARG001 - numba's order
    """Begins to fetch what stands first in a row of the array, and goes on."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        kind, word = signature.args[0], ir.IntType(32)
        found = context.make_array(kind)(context, builder, values[0])
        place = [values[1], *[context.get_constant(types.intp, 0)] * (kind.ndim - 1)]
        at = cgutils.get_item_pointer(context, builder, kind, found, place)
        pointer = builder.bitcast(at, ir.IntType(8).as_pointer())
        shape = ir.FunctionType(ir.VoidType(), [pointer.type, word, word, word])
        begin = cgutils.get_or_insert_function(builder.module, shape, "llvm.prefetch.p0")
        # To be read, to stay in every cache, data.
        builder.call(begin, [pointer, word(0), word(3), word(1)])
        return context.get_dummy_value()

    return types.void(array, types.intp), generate


prefetch: Any = intrinsic(_prefetch)
