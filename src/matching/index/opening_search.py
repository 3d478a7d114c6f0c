"""The openings for one person: the mirror of `seeker_search`, from tables of the person."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.eligibility.gates import fifteenth_birthday
from matching.index import parts
from matching.index.openings import OpeningColumns
from matching.index.seekers import FARTHEST_KM, SCHEDULES, UNSTATED, permit_of
from matching.index.storage import gather
from matching.index.vocabularies import Vocabularies
from matching.profiles import SeekerProfile
from matching.scoring import pair
from matching.scoring.pair import MOST_MONTHS
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
        self._starts = np.maximum(columns.starts[: columns.size], on.toordinal())
        self._metres = words.metres(seeker.municipality)

    def top(self, k: int, weights: Weights) -> tuple[Ints, Ints]:
        """Rows of the best k, best first, and their scores."""
        rows = self.eligible()
        totals = self.totals(rows, weights)
        best = parts.best(totals, self._columns.key[rows], k)
        return rows[best], totals[best]

    def eligible(self) -> Ints:
        columns, size = self._columns, self._columns.size
        passing: Flags = columns.died[:size] > columns.version
        passing &= self._permitted()
        passing &= self._understood()[columns.speech[:size]]
        passing &= self._of_age()
        passing &= self._near(slice(size)) | self._moves()[columns.state[:size]]
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
        openings, seeker = self._columns, self._seeker
        occupation = openings.occupation[rows]
        fits, counted = self._work()
        fit = np.where(occupation == 0, pair.UNKNOWN_FIT, fits[occupation])
        months = np.where(occupation == 0, 0, counted[occupation])
        return (
            self._skills(rows, fit),
            fit,
            parts.experience_points(months, openings.asked_months[rows]),
            self._language_points()[openings.speech[rows]],
            self._location(rows),
            parts.wage_points(_stated(seeker.expected_monthly_wage), openings.wage[rows]),
            self._schedule(rows),
            parts.schooling_points(_stated(seeker.schooling), openings.schooling[rows]),
        )

    def _permitted(self) -> Flags:
        state = self._columns.state[: self._columns.size].astype(np.uint64)
        found = np.zeros(self._columns.size, np.bool_)
        for states, since, until in permit_of(self._seeker, self._words)[0]:
            here = (np.uint64(states) >> state) & np.uint64(1) == 1
            found |= here & (since <= self._starts) & (self._starts <= until)
        return found

    def _of_age(self) -> Flags:
        adult = self._seeker.minor_until
        if adult is None:
            return np.ones(self._columns.size, np.bool_)
        fifteen = self._starts >= fifteenth_birthday(adult).toordinal()
        takes_minors = self._columns.takes_minors[: self._columns.size]
        found: Flags = (self._starts >= adult.toordinal()) | (takes_minors & fifteen)
        return found

    def _near(self, rows: Ints | slice) -> Flags:
        limit = min(max(self._seeker.max_commute_km, 0), FARTHEST_KM) * 1000
        near: Flags = self._metres[self._columns.place[rows]] <= limit
        return near

    def _moves(self) -> Flags:
        """By state row."""
        wish = self._seeker.relocation
        found = np.full(len(self._words.states), wish.willing and not wish.states, np.bool_)
        if wish.willing:
            for state in wish.states:
                found[self._words.states.find(state)] = True
            found[0] = not wish.states
        return found

    def _spoken(self) -> Ints:
        """By language row: the person's level."""
        found = np.zeros(len(self._words.languages), np.int64)
        for item in self._seeker.languages:
            row = self._words.languages.find(item.language)
            found[row] = max(found[row], int(item.level))
        found[0] = 0
        return found

    def _understood(self) -> Flags:
        columns = self._columns
        short = self._spoken()[columns.asked_language] < columns.asked_level
        found = np.ones(columns.speeches, np.bool_)
        found[columns.asked_speech[short]] = False
        return found

    def _language_points(self) -> Ints:
        columns = self._columns
        points = parts.language_points(self._spoken()[columns.asked_language], columns.asked_level)
        sums = np.zeros(columns.speeches, np.int64)
        counts = np.zeros(columns.speeches, np.int64)
        np.add.at(sums, columns.asked_speech, points)
        np.add.at(counts, columns.asked_speech, 1)
        found: Ints = np.where(counts == 0, FULL, sums // np.maximum(counts, 1))
        return found

    def _work(self) -> tuple[Ints, Ints]:
        """By occupation row: similarity of the nearest work, and months that count."""
        fits = np.zeros(len(self._words.occupations), np.int64)
        months = np.zeros_like(fits)
        for item in self._seeker.experience:
            alike = self._words.similarities(item.occupation)[: len(fits)]
            np.maximum(fits, alike, out=fits)
            transferable = np.where(alike >= pair.TRANSFERABLE, alike, 0)
            months += transferable * min(max(item.months, 0), MOST_MONTHS)
        return fits, months // FULL

    def _credits(self) -> Ints:
        """By skill row: credit of the nearest thing the person has. Row 0 gives none."""
        words = self._words
        found = np.zeros(len(words.skills), np.int64)
        for skill in self._seeker.skills:
            found[words.grouped(skill)] = pair.GROUPED
        for skill in self._seeker.skills:
            found[words.related(skill)] = pair.RELATED
        for item in self._seeker.experience:
            if item.months > 0:
                found[words.essentials(item.occupation)] = pair.RELATED
        for skill in self._seeker.skills:
            found[words.skills.find(skill)] = pair.HELD
        found[0] = 0
        return found

    def _skills(self, rows: Ints, fit: Ints) -> Ints:
        columns, credits_ = self._columns, self._credits()
        stated = columns.required_skills[rows]
        asked = _mean(credits_, columns.required, columns.required_at[rows], stated)
        found = np.where(stated > 0, asked, self._usual(credits_, columns.occupation[rows], fit))
        wished = columns.optional_skills[rows]
        extra = _mean(credits_, columns.optional, columns.optional_at[rows], wished)
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

    def _location(self, rows: Ints) -> Ints:
        columns = self._columns
        commute = parts.commute_points(self._metres[columns.place[rows]])
        near = np.where(self._near(rows), commute, 0)
        helped = np.where(columns.helps_move[rows], pair.RELOCATION_WITH_HELP, pair.RELOCATION)
        found: Ints = np.maximum(near, np.where(self._moves()[columns.state[rows]], helped, 0))
        return found

    def _schedule(self, rows: Ints) -> Ints:
        taken = sum(1 << SCHEDULES.index(item) for item in self._seeker.schedules)
        suits = parts.schedule_points(taken, self._columns.schedule[rows])
        available = self._seeker.available_from
        free = parts.availability(available.toordinal() if available else 0, self._starts[rows])
        return suits * free // FULL


def _mean(credits_: Ints, flat: Ints, at: Ints, counts: Ints) -> Ints:
    """Mean credit of each run; 0 where it holds no real skill."""
    positions, begins = gather(at, np.maximum(counts, 1))
    sums = np.add.reduceat(credits_[flat[positions]], begins)
    found: Ints = sums // np.maximum(counts, 1)
    return found


def _stated(value: int | None) -> int:
    return UNSTATED if value is None else int(value)
