"""Whom the gates rule out, compiled: how many people fail which of them."""

from typing import NamedTuple

import numpy as np

from matching.index.compiled import Array, Int, compiled
from matching.index.records import COMMUTE, PERMIT, PLACE, RELOCATION, TONGUE


class Failures(NamedTuple):
    """A bit for each gate that is not passed, by permit and by tongue; metres by place, and the
    bit for being too far by whether one would move there."""

    by_permit: Array
    by_tongue: Array
    metres: Array
    by_relocation: Array


@compiled
def count_failures(
    records: Array, died: Array, size: Int, version: Int, failures: Failures, counts: Array
) -> None:
    """Adds to `counts`, by set of bits, the rows that are there at this version."""
    by_permit, by_tongue = failures.by_permit, failures.by_tongue
    metres, by_relocation = failures.metres, failures.by_relocation
    for i in range(np.uint64(size)):
        is_far = metres[np.uint32(records[i, PLACE])] > records[i, COMMUTE]
        bits = by_permit[np.uint32(records[i, PERMIT])] | by_tongue[np.uint32(records[i, TONGUE])]
        bits |= is_far * by_relocation[np.uint32(records[i, RELOCATION])]
        counts[np.uint64(bits)] += died[i] > version
