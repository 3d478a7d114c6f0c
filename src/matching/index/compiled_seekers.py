"""The people for openings by the compiled plans; answers as `SeekerSearch` does."""

from collections.abc import Sequence
from datetime import date
from operator import is_not
from threading import local
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.index.best import Found, found_in
from matching.index.kernel_masks import WORD, Slate
from matching.index.kernel_people import People
from matching.index.kernel_plans import ROOM, Scratch, answer
from matching.index.question import Asked, Questions
from matching.index.seekers import SeekerColumns
from matching.index.vocabularies import Vocabularies
from matching.index.within import Within, is_within
from matching.profiles import OpeningProfile

Ints = NDArray[np.int64]
Ints32 = NDArray[np.int32]


class CompiledSeekers:
    """Holds what is reused between questions; safe to share between threads."""

    def __init__(self, words: Vocabularies, questions: Questions) -> None:
        self._words = words
        self._questions = questions
        self._thread = local()

    def ask(self, columns: SeekerColumns, openings: Sequence[OpeningProfile], on: date) -> Asked:
        return self._questions.ask(columns, openings, on)

    def ask_one(self, columns: SeekerColumns, opening: OpeningProfile, on: date) -> Asked:
        """Kept until the thread asks the next: who is best, and why others are not, is asked of the
        same moment."""
        last: _Last | None = self._thread.__dict__.get("last")
        about = columns.version, columns.shared, opening, on
        if last is None or any(map(is_not, last.about, about)):
            last = self._thread.last = _Last(about, self.ask(columns, [opening], on))
        return last.asked

    def top(
        self,
        columns: SeekerColumns,
        asked: Asked,
        k: int,
        within: Within | None = None,
    ) -> list[Found]:
        """For each question the best k."""
        count, room = len(asked.numbers), max(0, min(k, max(1, columns.size)))
        tops, counts = np.empty((count, room, 3), np.int64), np.zeros(count, np.int64)
        if room:
            self._answer(columns, asked, within, tops, counts)
        return found_in(tops, counts)

    def _answer(
        self,
        columns: SeekerColumns,
        asked: Asked,
        within: Within | None,
        tops: Ints,
        counts: Ints,
    ) -> None:
        people = People(
            columns.records,
            columns.items,
            columns.key,
            columns.died,
            _chosen(columns, within),
            columns.gone,
        )
        answer(
            people,
            columns.shelf.lists,
            (columns.shelf.size, columns.size),
            asked.tables,
            self._words.graph,
            asked.numbers,
            asked.slots,
            self._scratch(columns, asked.most_slots),
            tops,
            counts,
        )

    def _scratch(self, columns: SeekerColumns, slots: int) -> Scratch:
        """The calling thread's own, large enough."""
        lists = columns.shelf.lists
        sizes = (
            columns.size,
            2 * len(lists.places) + len(lists.move_at),
            len(self._words.skills),
            len(self._words.occupations),
            3 * ((slots + WORD - 1) // WORD),
        )
        kept: Scratch | None = self._thread.__dict__.get("scratch")
        if kept is None or any(has < wants for has, wants in zip(_sizes(kept), sizes, strict=True)):
            kept = self._thread.scratch = _scratch_of(self._words.graph.family, *sizes)
        return kept


class _Last(NamedTuple):
    about: tuple[object, ...]
    asked: Asked


def _sizes(scratch: Scratch) -> tuple[int, ...]:
    """Rows, spans, skills, occupations, columns of the masks."""
    slate = scratch.slate
    sizes = scratch.reached, scratch.spans, slate.line_of_skill, slate.line_of_work
    return *map(len, sizes), slate.masks.shape[1]


def _scratch_of(
    family: Ints32, rows: int, spans: int, skills: int, occupations: int, columns: int
) -> Scratch:
    skills, occupations = skills + SPARE, occupations + SPARE
    slate = Slate(
        line_of_skill=np.append(family, np.zeros(skills - len(family), np.int32)),
        line_of_work=np.zeros(occupations, np.int32),
        masks=np.zeros((int(family.max()) + 1 + skills, columns), np.uint64),
        worked=np.zeros((occupations + 1, columns // 3), np.uint64),
        touched=np.zeros((2, max(skills, occupations)), np.int32),
        counts=np.zeros(2, np.int32),
    )
    rows += rows // 4
    found, reached = np.zeros(rows + ROOM, np.int32), np.zeros(rows, np.uint8)
    return Scratch(found, reached, np.zeros((spans + SPARE, 3), np.int32), slate)


# Room for rows and ids that come later.
SPARE = 64


def _chosen(columns: SeekerColumns, within: Within | None) -> NDArray[np.bool_]:
    if within is None:
        return np.empty(0, np.bool_)
    return is_within(within, columns.key[: columns.size])
