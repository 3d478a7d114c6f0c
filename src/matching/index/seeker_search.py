"""The people for one opening: gates over all rows, then the score of those who pass."""

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.index import parts
from matching.index.coverage import WantedSkills
from matching.index.exclusions import Exclusions
from matching.index.people_tables import PeopleTables
from matching.index.records import (
    AVAILABLE,
    COMMUTE,
    FLAGS,
    PERMIT,
    PLACE,
    RELOCATION,
    TONGUE,
    WAGE,
    field,
)
from matching.index.rows import Records32
from matching.index.seekers import (
    SCHEDULES,
    SeekerColumns,
    Work,
    held_skills,
    held_work,
    schooling_of,
    stated_wage,
    taken_schedules,
)
from matching.index.storage import UNSTATED
from matching.index.vocabularies import Vocabularies
from matching.index.within import Within, is_within
from matching.profiles import OpeningProfile
from matching.scoring import pair
from matching.scoring.weights import FULL, Weights

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class SeekerSearch:
    """One question to one snapshot. `rows` and positions are rows of the snapshot."""

    def __init__(
        self, columns: SeekerColumns, words: Vocabularies, opening: OpeningProfile, on: date
    ) -> None:
        self._columns = columns
        self._words = words
        self._opening = opening
        start = opening.starts(on)
        self._start, self._year = start.toordinal(), start.year
        self._metres = words.metres(opening.municipality)
        self._tables = PeopleTables(columns.shared, words)

    def top(self, k: int, weights: Weights, within: Within | None) -> tuple[Ints, Ints]:
        """Rows of the best k, best first, and their scores."""
        rows = self.eligible(within)
        totals = self.totals(rows, weights)
        best = parts.best(totals, self._columns.key[rows], k)
        return rows[best], totals[best]

    def eligible(self, within: Within | None = None) -> Ints:
        passing = self._alive()
        for gate in self._gates().values():
            passing &= gate
        rows = np.flatnonzero(passing)
        if within is not None:
            rows = rows[is_within(within, self._columns.key[rows])]
        return rows

    def exclusions(self) -> Exclusions:
        alive, gates = self._alive(), self._gates()
        failed = sum((~gate).astype(np.int8) for gate in gates.values())
        return Exclusions(
            total=int(alive.sum()),
            eligible=int((alive & (failed == 0)).sum()),
            ruled_out={name: int((alive & ~gate).sum()) for name, gate in gates.items()},
            only_by={
                name: int((alive & ~gate & (failed == 1)).sum()) for name, gate in gates.items()
            },
        )

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
        records, opening = self._columns.records[rows], self._opening
        work, alike = held_work(self._columns, records), self._alike()
        fit, counted = self._fit(alike, work), self._counted(alike, work)
        done = np.where(work.months > 0, work.occupations, 0)
        return (
            self._skills(records, (done, work.begins), fit),
            fit,
            parts.experience_points(counted, pair.asked_months(opening)),
            self._tables.language_points(opening.languages)[field(records, TONGUE)],
            self._location(records),
            parts.wage_points(field(records, WAGE), stated_wage(opening.monthly_wage)),
            self._schedule(records),
            parts.schooling_points(schooling_of(field(records, FLAGS)), _stated(opening.schooling)),
        )

    def _alive(self) -> Flags:
        size, version = self._columns.size, self._columns.version
        alive: Flags = self._columns.died[:size] > version
        return alive

    def _gates(self) -> dict[str, Flags]:
        """By name, in the order of `eligibility.GATES`: who passes, for every row."""
        records = self._columns.records[: self._columns.size]
        near = self._metres[field(records, PLACE)] <= field(records, COMMUTE)
        tables, opening = self._tables, self._opening
        of_age = tables.of_age(self._start, accepts_minors=opening.accepts_minors)
        return {
            "permission": tables.permitted(opening.state, self._start)[field(records, PERMIT)],
            "language": tables.understood(opening.languages)[field(records, TONGUE)],
            "age": of_age[field(records, PERMIT)],
            "place": near | tables.moves(opening.state)[field(records, RELOCATION)],
        }

    def _alike(self) -> Ints | None:
        occupation = self._opening.occupation
        return None if occupation is None else self._words.similarities(occupation)

    def _fit(self, alike: Ints | None, work: Work) -> Ints:
        if alike is None:
            return np.full(len(work.begins), pair.UNKNOWN_FIT, np.int64)
        held, wished = alike[work.occupations], parts.wished(alike)[work.occupations]
        fits = np.where(work.months > 0, held, wished)
        found: Ints = np.maximum.reduceat(fits, work.begins)
        return found

    def _counted(self, alike: Ints | None, work: Work) -> Ints:
        if alike is None:
            return np.zeros(len(work.begins), np.int64)
        share = parts.transferred(alike)[work.occupations] * parts.kept(work.years, self._year)
        found: Ints = np.add.reduceat(share * work.months, work.begins) // (FULL * FULL)
        return found

    def _skills(self, records: Records32, worked: tuple[Ints, Ints], fit: Ints) -> Ints:
        opening, held = self._opening, held_skills(self._columns, records)
        essentials = self._words.knowledge.essentials(opening.occupation)
        wanted = WantedSkills(opening.required_skills or essentials, self._words)
        found = wanted.coverage(*held, *worked) if len(wanted) else fit
        if opening.required_skills:
            found = parts.presumed(found, fit)
        elif len(wanted):
            found = (found + fit) // 2
        if not opening.optional_skills:
            return found
        extra = WantedSkills(opening.optional_skills, self._words).coverage(*held, *worked)
        weighed = pair.REQUIRED_SHARE * found + pair.OPTIONAL_SHARE * extra
        return weighed // (pair.REQUIRED_SHARE + pair.OPTIONAL_SHARE)

    def _location(self, records: Records32) -> Ints:
        metres = self._metres[field(records, PLACE)]
        near = np.where(metres <= field(records, COMMUTE), parts.commute_points(metres), 0)
        moves = self._tables.moves(self._opening.state)[field(records, RELOCATION)]
        moving = np.where(moves, pair.relocation_points(self._opening), 0)
        found: Ints = np.maximum(near, moving)
        return found

    def _schedule(self, records: Records32) -> Ints:
        schedule = self._opening.schedule
        number = UNSTATED if schedule is None else SCHEDULES.index(schedule)
        suits = parts.schedule_points(taken_schedules(field(records, FLAGS)), number)
        return suits * parts.availability(field(records, AVAILABLE), self._start) // FULL


def _stated(value: Any) -> int:
    return UNSTATED if value is None else int(value)
