"""One opening made into tables for the compiled search; what many openings share is remembered."""

from datetime import date
from itertools import accumulate
from threading import local
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.index import kernel_parts as n
from matching.index import parts
from matching.index.kernel_masks import WORD, Slate
from matching.index.kernel_people import Ask
from matching.index.kernel_plans import Plan
from matching.index.people_tables import PeopleTables
from matching.index.seekers import SCHEDULES, SeekerColumns, stated_wage
from matching.index.storage import UNSTATED
from matching.index.vocabularies import Vocabularies
from matching.profiles import OpeningProfile
from matching.scoring import pair
from matching.scoring.weights import Weights

Ints32 = NDArray[np.int32]
T = TypeVar("T")

# Numbers that only a person's question has, and the stamp.
_OF_SEEKERS = (0,) * (n.PART_AT - n.AVAILABLE_AT)
# Remembered tables of one kind; when there are more, all are forgotten.
MOST_REMEMBERED = 4096


class Memory:
    """Tables by what they depend on. Safe between threads: at worst a table is made twice."""

    def __init__(self) -> None:
        self._kept: dict[Any, Any] = {}

    def get(self, key: Any) -> Any:
        return self._kept.get(key)

    def keep(self, key: Any, value: T) -> T:
        if len(self._kept) >= MOST_REMEMBERED:
            self._kept.clear()
        self._kept[key] = value
        return value


class Wanted(NamedTuple):
    """Skill rows, required ones first; which bits are required; how many required, how many
    optional, and whether the occupation's essential skills stand in."""

    slots: Ints32
    required: NDArray[np.uint64]
    numbers: tuple[int, int, bool]


class Questions:
    """Makes the tables of a question; one for an engine."""

    def __init__(self, words: Vocabularies, weights: Weights) -> None:
        self._words = words
        self._weights = weights.parts
        self._places, self._fits, self._moves = Memory(), Memory(), Memory()
        self._permits, self._tongues, self._usual = Memory(), Memory(), Memory()
        self._thread = local()

    def ask(
        self, columns: SeekerColumns, opening: OpeningProfile, on: date
    ) -> tuple[Ask, Plan, Slate]:
        """The tables, what to look for first, and the slate the wanted skills are to be marked on.

        The slate belongs to the calling thread until it asks again, and must be left empty.
        """
        wanted = self._wanted(opening)
        fit, occupations, then_fit = self.fit(opening.occupation)
        start = opening.starts(on).toordinal()
        tables = (
            *self.place(opening.municipality),
            self._moving(columns, opening.state),
            self._permitted(columns, opening, start),
            self._tongue(columns, opening),
            fit,
        )
        numbers = self._numbers(columns, opening, start, wanted, tables)
        slate = self._slate(len(wanted.required))
        ask = Ask(np.concatenate(tables), numbers, slate.masks, slate.worked, wanted.required)
        return ask, Plan(occupations, then_fit, wanted.slots), slate

    def fit(self, occupation: str | None) -> tuple[Ints32, Ints32, int]:
        """Similarity by occupation row; the rows alike enough to be visited first, most alike
        first; and the most alike of the others."""
        if occupation is None:
            return np.zeros(1, np.int32), np.empty(0, np.int32), pair.UNKNOWN_FIT
        key = (occupation, len(self._words.occupations))
        return self._fits.get(key) or self._fits.keep(key, self._fit(occupation))

    def _fit(self, occupation: str) -> tuple[Ints32, Ints32, int]:
        alike = self._words.similarities(occupation).astype(np.int32)
        order = np.argsort(-alike, kind="stable").astype(np.int32)
        first = int((alike >= pair.TRANSFERABLE).sum())
        then_fit = int(alike[order[first]]) if first < len(order) else 0
        return alike, order[:first], then_fit

    def _numbers(
        self,
        columns: SeekerColumns,
        opening: OpeningProfile,
        start: int,
        wanted: Wanted,
        tables: tuple[Ints32, ...],
    ) -> NDArray[np.int64]:
        """In the order in which `kernel_parts` names their places."""
        schedule, schooling = opening.schedule, opening.schooling
        return np.array(
            (
                *self._weights,
                columns.version,
                start,
                stated_wage(opening.monthly_wage),
                UNSTATED if schedule is None else SCHEDULES.index(schedule),
                UNSTATED if schooling is None else schooling,
                pair.asked_months(opening),
                *wanted.numbers,
                opening.occupation is not None,
                self._weights[n.LOCATION] * pair.relocation_points(opening),
                tables[4].max(initial=0),
                *_OF_SEEKERS,
                *accumulate(map(len, tables[:-1])),
            ),
            np.int64,
        )

    def _wanted(self, opening: OpeningProfile) -> Wanted:
        """Remembered where the opening names no skill of its own."""
        is_bare = not opening.required_skills and not opening.optional_skills
        found: Wanted | None = self._usual.get(opening.occupation) if is_bare else None
        if found is None:
            found = self._slots(opening)
            if is_bare:
                self._usual.keep(opening.occupation, found)
        return found

    def _slots(self, opening: OpeningProfile) -> Wanted:
        find = self._words.skills.find
        wanted = opening.required_skills or self._words.knowledge.essentials(opening.occupation)
        slots = [*map(find, sorted(wanted)), *map(find, sorted(opening.optional_skills))]
        words = (len(slots) + WORD - 1) // WORD
        bits = (1 << len(wanted)) - 1
        required = [bits >> (WORD * word) & (2**WORD - 1) for word in range(words)]
        blended = bool(wanted) and not opening.required_skills
        return Wanted(
            slots=np.array(slots, np.int32),
            required=np.array(required, np.uint64),
            numbers=(len(wanted), len(opening.optional_skills), blended),
        )

    def place(self, municipality: str) -> tuple[Ints32, Ints32]:
        """By place row: metres, and the weighted location of who commutes from there."""
        key = (municipality, len(self._words.places))
        found = self._places.get(key)
        if found is None:
            metres = self._words.metres(municipality)
            part = parts.commute_points(metres) * self._weights[n.LOCATION]
            found = self._places.keep(key, (metres.astype(np.int32), part.astype(np.int32)))
        made: tuple[Ints32, Ints32] = found
        return made

    def _moving(self, columns: SeekerColumns, state: str) -> Ints32:
        key = (state, len(columns.relocation_states), self._words.states.find(state))
        found: Ints32 | None = self._moves.get(key)
        if found is None:
            tables = PeopleTables(columns, self._words)
            found = self._moves.keep(key, tables.moves(state).astype(np.int32))
        return found

    def _permitted(self, columns: SeekerColumns, opening: OpeningProfile, start: int) -> Ints32:
        minors, permits = opening.accepts_minors, len(columns.permit_adult)
        key = (opening.state, self._words.states.find(opening.state), start, minors, permits)
        found: Ints32 | None = self._permits.get(key)
        if found is None:
            tables = PeopleTables(columns, self._words)
            allowed = tables.permitted(opening.state, start)
            allowed &= tables.of_age(start, accepts_minors=minors)
            found = self._permits.keep(key, allowed.astype(np.int32))
        return found

    def _tongue(self, columns: SeekerColumns, opening: OpeningProfile) -> Ints32:
        wanted = opening.languages
        known = tuple(self._words.languages.find(item.language) for item in wanted)
        key = (wanted, known, columns.tongues)
        found: Ints32 | None = self._tongues.get(key)
        if found is None:
            tables = PeopleTables(columns, self._words)
            weighted = tables.language_points(wanted) * self._weights[n.LANGUAGE]
            points = np.where(tables.understood(wanted), weighted, -1).astype(np.int32)
            found = self._tongues.keep(key, points)
        return found

    def _slate(self, words: int) -> Slate:
        """A clean slate wide enough, the calling thread's own."""
        slates: dict[int, Slate] = self._thread.__dict__.setdefault("slates", {})
        skills, occupations = len(self._words.skills), len(self._words.occupations)
        slate = slates.get(words)
        if slate is None or len(slate.masks) < skills or len(slate.worked) < occupations:
            slate = Slate(
                masks=np.zeros((skills, 3 * words), np.uint64),
                worked=np.zeros((occupations, words), np.uint64),
                touched=np.zeros((2, max(skills, occupations)), np.int32),
                counts=np.zeros(2, np.int32),
            )
            slates[words] = slate
        return slate
