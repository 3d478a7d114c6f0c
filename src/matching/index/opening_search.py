"""The openings for one person: the mirror of `seeker_search`, from tables of the person."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.eligibility.gates import fifteenth_birthday
from matching.index import parts
from matching.index.openings import (
    OpeningColumns,
    helps_move,
    schedule_of,
    takes_minors,
    wanted_schooling,
)
from matching.index.person_tables import PersonTables, moves
from matching.index.records import (
    AT,
    AT_ASKED,
    AT_FLAGS,
    AT_OCCUPATION,
    AT_OPTIONAL_COUNT,
    AT_PLACE,
    AT_REQUIRED_COUNT,
    AT_SPEECH,
    AT_STARTS,
    AT_STATE,
    AT_WAGE,
    AT_YEAR,
    field,
)
from matching.index.rows import Records32
from matching.index.seekers import SCHEDULES, commute_metres, grounds_of, stated_wage
from matching.index.storage import UNSTATED, gather
from matching.index.vocabularies import Vocabularies
from matching.profiles import SeekerProfile
from matching.scoring import pair
from matching.scoring.weights import FULL, Weights

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class OpeningSearch:
    """One question to one snapshot."""

    def __init__(
        self, columns: OpeningColumns, words: Vocabularies, seeker: SeekerProfile, on: date
    ) -> None:
        self._columns = columns
        self._words = words
        self._seeker = seeker
        self._tables = PersonTables(columns, words, seeker)
        self._moves = moves(seeker.relocation, words)
        self._records = columns.records[: columns.size]
        self._starts = np.maximum(field(self._records, AT_STARTS), on.toordinal())
        self._years = np.maximum(field(self._records, AT_YEAR), on.year)
        self._metres = words.metres(seeker.municipality)

    def top(self, k: int, weights: Weights) -> tuple[Ints, Ints]:
        """Rows of the best k, best first, and their scores."""
        rows = self.eligible()
        totals = self.totals(rows, weights)
        best = parts.best(totals, self._columns.key[rows], k)
        return rows[best], totals[best]

    def eligible(self) -> Ints:
        columns, records = self._columns, self._records
        passing: Flags = columns.died[: columns.size] > columns.version
        passing &= self._permitted()
        passing &= self._tables.understood()[field(records, AT_SPEECH)]
        passing &= self._of_age()
        passing &= self._near(records) | self._moves[field(records, AT_STATE)]
        return np.flatnonzero(passing)

    def totals(self, rows: Ints, weights: Weights) -> Ints:
        """Scores 0..1_000_000 of these rows."""
        if not len(rows):
            return np.empty(0, np.int64)
        found = np.zeros(len(rows), np.int64)
        for part, weight in zip(self.components(rows), weights.parts, strict=True):
            found += part * weight
        return found

    def components(self, rows: Ints) -> tuple[Ints, ...]:
        """In the order of `Components`; `rows` not empty."""
        records, seeker = self._records[rows], self._seeker
        occupation = field(records, AT_OCCUPATION)
        fit = np.where(occupation == 0, pair.UNKNOWN_FIT, self._tables.fits()[occupation])
        counted = self._tables.months(occupation, self._years[rows])
        months = np.where(occupation == 0, 0, counted)
        return (
            self._skills(records, fit),
            fit,
            parts.experience_points(months, field(records, AT_ASKED)),
            self._tables.language_points()[field(records, AT_SPEECH)],
            self._location(records),
            parts.wage_points(stated_wage(seeker.expected_monthly_wage), field(records, AT_WAGE)),
            self._schedule(records, self._starts[rows]),
            parts.schooling_points(
                _stated(seeker.schooling), wanted_schooling(field(records, AT_FLAGS))
            ),
        )

    def _permitted(self) -> Flags:
        state = field(self._records, AT_STATE).astype(np.uint64)
        found = np.zeros(self._columns.size, np.bool_)
        for states, since, until in grounds_of(self._seeker.grants, self._words):
            here = (np.uint64(states) >> state) & np.uint64(1) == 1
            found |= here & (since <= self._starts) & (self._starts <= until)
        return found

    def _of_age(self) -> Flags:
        adult = self._seeker.minor_until
        if adult is None:
            return np.ones(self._columns.size, np.bool_)
        fifteen = self._starts >= fifteenth_birthday(adult).toordinal()
        accepted = takes_minors(field(self._records, AT_FLAGS)) & fifteen
        found: Flags = (self._starts >= adult.toordinal()) | accepted
        return found

    def _near(self, records: Records32) -> Flags:
        near: Flags = self._metres[field(records, AT_PLACE)] <= commute_metres(self._seeker)
        return near

    def _skills(self, records: Records32, fit: Ints) -> Ints:
        items, credits_ = self._columns.items, self._tables.credits()
        stated, at = field(records, AT_REQUIRED_COUNT), field(records, AT)
        asked = _mean(credits_, items, at, stated)
        usual = self._usual(credits_, field(records, AT_OCCUPATION), fit)
        found = np.where(stated > 0, parts.presumed(asked, fit), usual)
        wished = field(records, AT_OPTIONAL_COUNT)
        extra = _mean(credits_, items, at + np.maximum(stated, 1), wished)
        weighed = pair.REQUIRED_SHARE * found + pair.OPTIONAL_SHARE * extra
        shares = pair.REQUIRED_SHARE + pair.OPTIONAL_SHARE
        result: Ints = np.where(wished > 0, weighed // shares, found)
        return result

    def _usual(self, credits_: Ints, occupations: Ints, fit: Ints) -> Ints:
        """Where no skill is required: the occupation's essential skills, blended with the fit."""
        skills, begins, counts = self._words.essentials_of_all
        known = len(counts)
        sums = np.add.reduceat(credits_[skills], begins) if known else np.empty(0, np.int64)
        means = np.zeros(len(self._words.occupations), np.int64)
        listed = np.zeros(len(means), np.bool_)
        means[1 : known + 1] = sums // np.maximum(counts, 1)
        listed[1 : known + 1] = counts > 0
        found: Ints = np.where(listed[occupations], (means[occupations] + fit) // 2, fit)
        return found

    def _location(self, records: Records32) -> Ints:
        commute = parts.commute_points(self._metres[field(records, AT_PLACE)])
        near = np.where(self._near(records), commute, 0)
        helped = helps_move(field(records, AT_FLAGS))
        moving = np.where(helped, pair.RELOCATION_WITH_HELP, pair.RELOCATION)
        found: Ints = np.maximum(near, np.where(self._moves[field(records, AT_STATE)], moving, 0))
        return found

    def _schedule(self, records: Records32, starts: Ints) -> Ints:
        taken = sum(1 << SCHEDULES.index(item) for item in self._seeker.schedules)
        suits = parts.schedule_points(taken, schedule_of(field(records, AT_FLAGS)))
        available = self._seeker.available_from
        free = parts.availability(available.toordinal() if available else 0, starts)
        return suits * free // FULL


def _mean(credits_: Ints, flat: Ints, at: Ints, counts: Ints) -> Ints:
    """Mean credit of each run; 0 where it holds no real skill."""
    positions, begins = gather(at, np.maximum(counts, 1))
    sums = np.add.reduceat(credits_[flat[positions]], begins)
    found: Ints = sums // np.maximum(counts, 1)
    return found


def _stated(value: int | None) -> int:
    return UNSTATED if value is None else int(value)
