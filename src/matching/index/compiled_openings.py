"""The openings for one person, compiled; answers as `OpeningSearch` does."""

from datetime import date
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from matching.eligibility.gates import fifteenth_birthday
from matching.index import kernel_parts as n
from matching.index.compiled_seekers import empty_best, ordered
from matching.index.kernel_offers import Offers, Person, search_offers
from matching.index.openings import OpeningColumns
from matching.index.person_tables import PersonTables
from matching.index.question import Questions
from matching.index.seekers import (
    SCHEDULES,
    commute_metres,
    permit_of,
    stated_wage,
)
from matching.index.storage import UNSTATED
from matching.index.vocabularies import Vocabularies
from matching.profiles import SeekerProfile
from matching.scoring.weights import Weights

Ints = NDArray[np.int64]
Ints32 = NDArray[np.int32]

# Numbers that only an opening's question has: months asked to the highest language part.
_OF_OPENINGS = (0,) * (n.AVAILABLE_AT - n.ASKED)


class CompiledOpenings:
    def __init__(self, words: Vocabularies, questions: Questions, weights: Weights) -> None:
        self._words = words
        self._questions = questions
        self._weights = weights.parts

    def top(
        self, columns: OpeningColumns, seeker: SeekerProfile, on: date, k: int
    ) -> tuple[Ints, Ints]:
        """Rows of the best k, best first, and their scores."""
        best = empty_best(min(k, max(1, columns.size)))
        if len(best.top):
            person = self._person(columns, seeker, on)
            search_offers(self._offers(columns), columns.size, person, best.top, best.size)
        return ordered(best)

    def _offers(self, columns: OpeningColumns) -> Offers:
        graph = self._words.graph
        return Offers(
            columns.records,
            columns.required,
            columns.optional,
            columns.key,
            columns.died,
            graph.essential_at,
            graph.essential,
        )

    def _person(self, columns: OpeningColumns, seeker: SeekerProfile, on: date) -> Person:
        about = PersonTables(columns, self._words, seeker)
        fits, months = about.work()
        grounds = permit_of(seeker, self._words)[0]
        tables = self._tables(about, seeker)
        return Person(
            tables=np.concatenate(tables),
            fits=fits,
            months=months,
            credits=about.credits(),
            states=np.array([ground[0] for ground in grounds], np.uint64),
            days=np.array([ground[1:] for ground in grounds], np.int64).reshape(-1, 2),
            numbers=self._numbers(columns, seeker, on, tables),
        )

    def _tables(self, about: PersonTables, seeker: SeekerProfile) -> tuple[Ints32, ...]:
        metres, part = self._questions.place(seeker.municipality)
        weighted = about.language_points() * self._weights[n.LANGUAGE]
        language = np.where(about.understood(), weighted, -1)
        return metres, part, about.moves().astype(np.int32), language.astype(np.int32)

    def _numbers(
        self,
        columns: OpeningColumns,
        seeker: SeekerProfile,
        on: date,
        tables: tuple[Ints32, ...],
    ) -> Ints:
        """In the order in which `kernel_parts` names their places."""
        adult = seeker.minor_until
        part_at, moves_at, language_at = accumulate(map(len, tables[:-1]))
        return np.array(
            (
                *self._weights,
                columns.version,
                on.toordinal(),
                stated_wage(seeker.expected_monthly_wage),
                sum(1 << SCHEDULES.index(item) for item in seeker.schedules),
                UNSTATED if seeker.schooling is None else seeker.schooling,
                *_OF_OPENINGS,
                seeker.available_from.toordinal() if seeker.available_from else 0,
                commute_metres(seeker),
                adult.toordinal() if adult else 0,
                fifteenth_birthday(adult).toordinal() if adult else 0,
                0,
                part_at,
                moves_at,
                0,
                language_at,
                0,
            ),
            np.int64,
        )
