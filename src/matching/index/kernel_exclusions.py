"""Whom the gates rule out, compiled: how many people fail which of them."""

import numpy as np

from matching.eligibility.gates import GATES
from matching.index.compiled import Array, Int, compiled
from matching.index.records import COMMUTE, PERMIT, PLACE, RELOCATION, TONGUE

# A bit for each gate that is not passed.
PERMISSION_FAILS, LANGUAGE_FAILS, AGE_FAILS, PLACE_FAILS = (1 << bit for bit in range(len(GATES)))
SETS = 2 ** len(GATES)


@compiled
def count_failures(
    rows: tuple[Array, Array, Int, Int],
    metres: Array,
    moves: Array,
    barred: Array,
    tongue: Array,
    counts: Array,
) -> None:
    """Adds to `counts`, by set of bits, the `rows` (records, died, size) there at a version. The
    tables are those of `kernel_gates.Ask`."""
    records, died, size, version = rows
    for i in range(np.uint64(size)):
        is_far = metres[np.uint32(records[i, PLACE])] > records[i, COMMUTE]
        stays = moves[np.uint32(records[i, RELOCATION])] == 0
        is_silent = tongue[np.uint32(records[i, TONGUE])] < 0
        failed = np.int64(barred[np.uint32(records[i, PERMIT])])
        failed |= is_silent * LANGUAGE_FAILS | (is_far & stays) * PLACE_FAILS
        counts[np.uint64(failed)] += died[i] > version
