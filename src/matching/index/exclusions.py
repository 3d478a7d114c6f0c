"""Why a list is short: whom each gate rules out, counted in one pass over everybody."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matching.eligibility.gates import GATES
from matching.index import kernel_parts as n
from matching.index.kernel_exclusions import SETS, count_failures
from matching.index.question import Asked
from matching.index.seekers import SeekerColumns


@dataclass(frozen=True, slots=True)
class Exclusions:
    """Of `total` people, how many each gate rules out (one person may be counted at several), how
    many would become eligible if that gate alone fell, and how many are eligible."""

    total: int
    eligible: int
    ruled_out: dict[str, int]
    only_by: dict[str, int]


def exclusions_of(counts: Sequence[int]) -> Exclusions:
    """`counts` of people by the set of gates they do not pass, a bit for each of GATES."""
    return Exclusions(
        total=sum(counts),
        eligible=counts[0],
        ruled_out={
            gate: sum(count for failed, count in enumerate(counts) if failed >> number & 1)
            for number, gate in enumerate(GATES)
        },
        only_by={gate: counts[1 << number] for number, gate in enumerate(GATES)},
    )


def counted(columns: SeekerColumns, asked: Asked) -> Exclusions:
    """For a single question, by compiled code; answers as `SeekerSearch` does."""
    [numbers], tables = asked.numbers, asked.tables
    counts = np.zeros(SETS, np.int64)
    count_failures(
        (columns.records, columns.died, columns.size, columns.version),
        tables.places[numbers[n.PLACE_LINE]],
        tables.moves[numbers[n.MOVE_LINE]],
        tables.barred[numbers[n.PERMIT_LINE]],
        tables.tongue[numbers[n.TONGUE_LINE]],
        counts,
    )
    return exclusions_of(counts.tolist())
