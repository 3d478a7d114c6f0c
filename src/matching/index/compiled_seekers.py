"""The people for one opening by the compiled plans; answers as `SeekerSearch` does."""

from datetime import date
from threading import local

import numpy as np
from numpy.typing import NDArray

from matching.index import kernel_parts as n
from matching.index.kernel_masks import empty, fill
from matching.index.kernel_people import Best, People
from matching.index.kernel_plans import Scratch, find, scan
from matching.index.question import Questions
from matching.index.seekers import SeekerColumns
from matching.index.shelf import Shelf
from matching.index.vocabularies import Vocabularies
from matching.profiles import OpeningProfile

Ints = NDArray[np.int64]

_LAST_STAMP = np.iinfo(np.int32).max


class CompiledSeekers:
    """Holds what is reused between questions; safe to share between threads."""

    def __init__(self, words: Vocabularies, questions: Questions) -> None:
        self._words = words
        self._questions = questions
        self._thread = local()

    def top(
        self,
        columns: SeekerColumns,
        shelf: Shelf,
        opening: OpeningProfile,
        on: date,
        k: int,
        within: frozenset[int] | None = None,
    ) -> tuple[Ints, Ints]:
        """Rows of the best k, best first, and their scores. The shelf must be no newer than the
        columns."""
        best = empty_best(min(k, max(1, columns.size)))
        if not len(best.top):
            return ordered(best)
        ask, plan, slate = self._questions.ask(columns, opening, on)
        chosen = _chosen(columns, within)
        scratch = self._scratch(columns.size)
        fill(slate, self._words.graph, plan.slots)
        try:
            ask.numbers[n.STAMP] = self._stamp(scratch)
            scan(_table(columns, chosen), shelf.size, columns.size, ask, best, scratch)
            ask.numbers[n.STAMP] = self._stamp(scratch)
            find(_shelved(shelf, columns, chosen), shelf.lists, plan, ask, best, scratch)
        finally:
            empty(slate)
        return ordered(best)

    def _scratch(self, size: int) -> Scratch:
        """The calling thread's own; positions of a shelf are never more than rows of its table."""
        kept: dict[str, Scratch] = self._thread.__dict__
        scratch = kept.get("scratch")
        if scratch is None or len(scratch.seen) < size:
            room = size + size // 4
            scratch = Scratch(np.zeros(room, np.int32), np.zeros(room + 1, np.int32))
            kept["scratch"] = scratch
        return scratch

    def _stamp(self, scratch: Scratch) -> int:
        """A number that stands nowhere in `seen`."""
        kept: dict[str, int] = self._thread.__dict__
        stamp = kept.get("stamp", 0) + 1
        if stamp == _LAST_STAMP:
            scratch.seen[:], stamp = 0, 1
        kept["stamp"] = stamp
        return stamp


def empty_best(k: int) -> Best:
    """A heap for at most k rows."""
    return Best(np.empty((max(0, k), 3), np.int64), np.zeros(1, np.int64))


def ordered(best: Best) -> tuple[Ints, Ints]:
    """Rows of the table, best first, and their scores."""
    top = best.top[: best.size[0]]
    order = np.lexsort((top[:, n.KEY], -top[:, n.SCORE]))
    return top[order, n.ROW], top[order, n.SCORE]


def _chosen(columns: SeekerColumns, within: frozenset[int] | None) -> NDArray[np.bool_]:
    if within is None:
        return np.empty(0, np.bool_)
    return np.isin(columns.key[: columns.size], np.fromiter(within, np.int64, len(within)))


def _table(columns: SeekerColumns, chosen: NDArray[np.bool_]) -> People:
    return People(
        columns.records,
        columns.skill,
        columns.work,
        columns.key,
        columns.died,
        chosen,
    )


def _shelved(shelf: Shelf, columns: SeekerColumns, chosen: NDArray[np.bool_]) -> People:
    return People(
        shelf.records,
        shelf.skill,
        shelf.work,
        columns.key,
        columns.died,
        chosen,
    )
