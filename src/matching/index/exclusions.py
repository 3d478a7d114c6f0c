"""Why a list is short: whom each gate rules out, counted in one pass over everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import is_not
from typing import NamedTuple

import numpy as np

from matching.eligibility.gates import GATES
from matching.index import kernel_parts as n
from matching.index.kernel_exclusions import SETS, count_failures
from matching.index.kernel_plans import Tables
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


class Counts:
    """For single questions, by compiled code; answers as `SeekerSearch` does.

    Openings in one place, from one day, in the same languages, rule out the same people: they are
    counted once at each moment of the table.
    """

    def __init__(self) -> None:
        self._moment = _Moment((), {})

    def of(self, columns: SeekerColumns, asked: Asked) -> Exclusions:
        known = self._at(columns, asked.tables).known
        gates = asked.numbers[0, _GATES].tobytes()
        found = known.get(gates)
        if found is None:
            found = known[gates] = _counted(columns, asked)
        return found

    def _at(self, columns: SeekerColumns, tables: Tables) -> "_Moment":
        """Lines have numbers of their own in each table."""
        parts = columns.version, tables.places, tables.moves, tables.barred, tables.tongue
        moment = self._moment
        if len(parts) != len(moment.parts) or any(map(is_not, parts, moment.parts)):
            moment = self._moment = _Moment(parts, {})
        return moment


class _Moment(NamedTuple):
    parts: tuple[object, ...]
    known: dict[bytes, Exclusions]


_GATES = [n.PLACE_LINE, n.MOVE_LINE, n.PERMIT_LINE, n.TONGUE_LINE]


def _counted(columns: SeekerColumns, asked: Asked) -> Exclusions:
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
