"""The people for one opening: gates over all rows, then the score of those who pass."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.index import parts
from matching.index.coverage import WantedSkills
from matching.index.seekers import SCHEDULES, UNSTATED, SeekerColumns
from matching.index.storage import gather
from matching.index.vocabularies import Vocabularies
from matching.profiles import OpeningProfile
from matching.scoring import pair
from matching.scoring.weights import FULL, Weights

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Exclusions:
    """Of `total` people, how many each gate rules out (one person may be counted at several), how
    many would become eligible if that gate alone fell, and how many are eligible."""

    total: int
    eligible: int
    ruled_out: dict[str, int]
    only_by: dict[str, int]


class SeekerSearch:
    """One question to one snapshot. `rows` and positions are rows of the snapshot."""

    def __init__(
        self, columns: SeekerColumns, words: Vocabularies, opening: OpeningProfile, on: date
    ) -> None:
        self._columns = columns
        self._words = words
        self._opening = opening
        self._start = opening.starts(on).toordinal()
        self._metres = words.metres(opening.municipality)

    def top(self, k: int, weights: Weights, within: frozenset[int] | None) -> tuple[Ints, Ints]:
        """Rows of the best k, best first, and their scores."""
        rows = self.eligible(within)
        totals = self.totals(rows, weights)
        best = parts.best(totals, self._columns.key[rows], k)
        return rows[best], totals[best]

    def eligible(self, within: frozenset[int] | None = None) -> Ints:
        passing = self._alive()
        for gate in self._gates().values():
            passing &= gate
        rows = np.flatnonzero(passing)
        if within is not None:
            rows = rows[np.isin(self._columns.key[rows], np.fromiter(within, np.int64))]
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
        seekers, opening = self._columns, self._opening
        work, begins, months = self._work(rows)
        alike = self._alike()
        fit = self._fit(alike, work, begins)
        counted = self._counted(alike, work, begins, months)
        return (
            self._skills(rows, (np.where(months > 0, work, 0), begins), fit),
            fit,
            parts.experience_points(counted, opening.experience_months),
            self._language_points()[seekers.tongue[rows]],
            self._location(rows),
            parts.wage_points(seekers.wage[rows], _stated(opening.monthly_wage)),
            self._schedule(rows),
            parts.schooling_points(seekers.schooling[rows], _stated(opening.schooling)),
        )

    def _alive(self) -> Flags:
        size, version = self._columns.size, self._columns.version
        alive: Flags = self._columns.died[:size] > version
        return alive

    def _gates(self) -> dict[str, Flags]:
        """By name, in the order of `eligibility.GATES`: who passes, for every row."""
        columns, size = self._columns, self._columns.size
        permits, tongues = columns.permit[:size], columns.tongue[:size]
        near = self._metres[columns.place[:size]] <= columns.commute[:size]
        return {
            "permission": self._permitted()[permits],
            "language": self._understood()[tongues],
            "age": self._of_age()[permits],
            "place": near | self._moves()[columns.relocation[:size]],
        }

    def _permitted(self) -> Flags:
        columns = self._columns
        state = np.uint64(self._words.states.find(self._opening.state))
        holds = (columns.grant_states >> state) & np.uint64(1) == 1
        holds &= (columns.grant_since <= self._start) & (self._start <= columns.grant_until)
        found = np.zeros(len(columns.permit_adult), np.bool_)
        found[columns.grant_permit[holds]] = True
        return found

    def _of_age(self) -> Flags:
        columns = self._columns
        adult: Flags = columns.permit_adult <= self._start
        if self._opening.accepts_minors:
            adult |= columns.permit_fifteen <= self._start
        return adult

    def _moves(self) -> Flags:
        state = np.uint64(self._words.states.find(self._opening.state))
        moves: Flags = (self._columns.relocation_states >> state) & np.uint64(1) == 1
        return moves

    def _levels(self, language: str) -> Ints:
        """By tongue: 0 where the language is not spoken."""
        columns = self._columns
        found = np.zeros(columns.tongues, np.int64)
        row = self._words.languages.find(language)
        spoken = (columns.spoken_language == row) & (row > 0)
        found[columns.spoken_tongue[spoken]] = columns.spoken_level[spoken]
        return found

    def _understood(self) -> Flags:
        found = np.ones(self._columns.tongues, np.bool_)
        for wanted in self._opening.languages:
            found &= self._levels(wanted.language) >= int(wanted.level)
        return found

    def _language_points(self) -> Ints:
        wanted = self._opening.languages
        if not wanted:
            return np.full(self._columns.tongues, FULL, np.int64)
        points = [
            parts.language_points(self._levels(item.language), int(item.level)) for item in wanted
        ]
        found: Ints = np.sum(points, axis=0) // len(wanted)
        return found

    def _work(self, rows: Ints) -> tuple[Ints, Ints, Ints]:
        columns = self._columns
        positions, begins = gather(columns.work_at[rows], columns.work_count[rows])
        return columns.work[positions], begins, columns.months[positions].astype(np.int64)

    def _alike(self) -> Ints | None:
        occupation = self._opening.occupation
        return None if occupation is None else self._words.similarities(occupation)

    def _fit(self, alike: Ints | None, work: Ints, begins: Ints) -> Ints:
        if alike is None:
            return np.full(len(begins), pair.UNKNOWN_FIT, np.int64)
        found: Ints = np.maximum.reduceat(alike[work], begins)
        return found

    def _counted(self, alike: Ints | None, work: Ints, begins: Ints, months: Ints) -> Ints:
        if alike is None:
            return np.zeros(len(begins), np.int64)
        transferable = np.where(alike >= pair.TRANSFERABLE, alike, 0)
        found: Ints = np.add.reduceat(transferable[work] * months, begins) // FULL
        return found

    def _skills(self, rows: Ints, worked: tuple[Ints, Ints], fit: Ints) -> Ints:
        opening, columns = self._opening, self._columns
        positions, begins = gather(columns.skill_at[rows], columns.skill_count[rows])
        held = (columns.skill[positions], begins)
        essentials = self._words.knowledge.essentials(opening.occupation)
        wanted = WantedSkills(opening.required_skills or essentials, self._words)
        found = wanted.coverage(*held, *worked) if len(wanted) else fit
        if len(wanted) and not opening.required_skills:
            found = (found + fit) // 2
        if not opening.optional_skills:
            return found
        extra = WantedSkills(opening.optional_skills, self._words).coverage(*held, *worked)
        weighed = pair.REQUIRED_SHARE * found + pair.OPTIONAL_SHARE * extra
        return weighed // (pair.REQUIRED_SHARE + pair.OPTIONAL_SHARE)

    def _location(self, rows: Ints) -> Ints:
        columns = self._columns
        metres = self._metres[columns.place[rows]]
        near = np.where(metres <= columns.commute[rows], parts.commute_points(metres), 0)
        moving = np.where(
            self._moves()[columns.relocation[rows]], pair.relocation_points(self._opening), 0
        )
        found: Ints = np.maximum(near, moving)
        return found

    def _schedule(self, rows: Ints) -> Ints:
        columns, schedule = self._columns, self._opening.schedule
        number = UNSTATED if schedule is None else SCHEDULES.index(schedule)
        suits = parts.schedule_points(columns.schedules[rows], number)
        return suits * parts.availability(columns.available[rows], self._start) // FULL


def _stated(value: Any) -> int:
    return UNSTATED if value is None else int(value)
