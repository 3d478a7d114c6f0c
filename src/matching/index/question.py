"""One opening, or one person, made into a question for compiled code."""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate, chain
from struct import Struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.eligibility.gates import fifteenth_birthday
from matching.index import kernel_parts as n
from matching.index.kernel_offers import Person, Shares
from matching.index.kernel_plans import Tables
from matching.index.openings import OpeningColumns
from matching.index.pages import OfferPages, PeoplePages, WorldPages
from matching.index.person_tables import moves
from matching.index.seekers import (
    SCHEDULES,
    SeekerColumns,
    commute_metres,
    counted,
    grounds_of,
    stated_wage,
)
from matching.index.storage import UNSTATED
from matching.index.vocabularies import Vocabularies
from matching.profiles import OpeningProfile, SeekerProfile
from matching.scoring import pair
from matching.scoring.weights import Weights

Ints = NDArray[np.int64]
Ints32 = NDArray[np.int32]


_SCHEDULE = {schedule: number for number, schedule in enumerate(SCHEDULES)}
_LINE = Struct(f"{n.NUMBERS}q")


class Wanted(NamedTuple):
    """Skill rows, required ones first; how many required, how many optional, and whether the
    occupation's essential skills stand in."""

    slots: tuple[int, ...]
    numbers: tuple[int, int, bool]


class Asked(NamedTuple):
    """Questions, a line of numbers each, with what they share; `most_slots` any of them wants."""

    tables: Tables
    numbers: Ints
    slots: Ints32
    most_slots: int


class Questions:
    """Makes the questions; one for an engine. Safe between threads."""

    def __init__(self, words: Vocabularies, weights: Weights) -> None:
        self._words, self._all = words, weights
        self._weights = weights.parts
        self._world = WorldPages(words, weights)
        self._people: PeoplePages | None = None
        self._offers: OfferPages | None = None
        self._usual: dict[str | None, Wanted] = {}

    def ask(self, columns: SeekerColumns, openings: Sequence[OpeningProfile], on: date) -> Asked:
        world, people = self._worldwide(), self._of_people(columns)
        wanted = [self._wanted(opening) for opening in openings]
        lengths = [len(it.slots) for it in wanted]
        begins, same = accumulate(lengths, initial=0), (*self._weights, columns.version)
        numbers = b"".join(
            _LINE.pack(*same, *self._numbers(opening, on, world, people, slots), at)
            for opening, slots, at in zip(openings, wanted, begins, strict=False)
        )
        lines = np.frombuffer(numbers, np.int64).reshape(-1, n.NUMBERS)
        slots = np.fromiter(chain.from_iterable(it.slots for it in wanted), np.int32, sum(lengths))
        tables = Tables(
            world.places.array,
            world.fit.array,
            world.order.array,
            people.moves.array,
            people.barred.array,
            people.tongue.array,
        )
        return Asked(tables, lines, slots, max(lengths, default=1))

    def _numbers(
        self,
        opening: OpeningProfile,
        on: date,
        world: WorldPages,
        people: PeoplePages,
        wanted: Wanted,
    ) -> tuple[int, ...]:
        """From START on, in the order in which `kernel_parts` names their places."""
        schedule, schooling = opening.schedule, opening.schooling
        begins = opening.starts(on)
        start = begins.toordinal()
        return (
            start,
            stated_wage(opening.monthly_wage),
            UNSTATED if schedule is None else _SCHEDULE[schedule],
            UNSTATED if schooling is None else schooling,
            begins.year,
            world.place(opening.municipality),
            people.language(opening.languages),
            pair.asked_months(opening),
            *wanted.numbers,
            opening.occupation is not None,
            self._weights[n.LOCATION] * pair.relocation_points(opening),
            people.moving(opening.state),
            people.permit(opening, start),
            *world.order_of(opening.occupation),
        )

    def _wanted(self, opening: OpeningProfile) -> Wanted:
        """Remembered where the opening names no skill of its own."""
        if opening.required_skills or opening.optional_skills:
            return self._slots(opening)
        found = self._usual.get(opening.occupation)
        if found is None:
            found = self._usual[opening.occupation] = self._slots(opening)
        return found

    def _slots(self, opening: OpeningProfile) -> Wanted:
        find = self._words.skills.find_all
        wanted = opening.required_skills or self._words.knowledge.essentials(opening.occupation)
        slots = (*find(wanted), *find(opening.optional_skills))
        blended = bool(wanted) and not opening.required_skills
        numbers = (len(wanted), len(opening.optional_skills), blended)
        return Wanted(slots, numbers)

    def ask_person(
        self, columns: OpeningColumns, seeker: SeekerProfile, on: date
    ) -> tuple[Shares, Person]:
        world, offers = self._worldwide(), self._of_offers(columns)
        occupation, skill = self._words.occupations.find, self._words.skills.find
        works = [
            (
                world.similar(it.occupation),
                occupation(it.occupation),
                counted(it.months),
                it.last_year or 0,
            )
            for it in seeker.experience
        ]
        grounds = grounds_of(seeker.grants, self._words)
        lines = (world.place(seeker.municipality), offers.language(seeker))
        person = Person(
            works=np.array(works, np.int64).reshape(-1, 4),
            skills=np.array([*map(skill, seeker.skills)], np.int32),
            states=np.array([ground[0] for ground in grounds], np.uint64),
            days=np.array([ground[1:] for ground in grounds], np.int64).reshape(-1, 2),
            moves=moves(seeker.relocation, self._words).astype(np.uint8),
            numbers=self._numbers_of(columns, seeker, on, lines),
        )
        return Shares(world.places.array, world.fit.array, offers.tongue.array), person

    def _numbers_of(
        self, columns: OpeningColumns, seeker: SeekerProfile, on: date, lines: tuple[int, int]
    ) -> Ints:
        available, adult = seeker.available_from, seeker.minor_until
        return np.array(
            (
                *self._weights,
                columns.version,
                on.toordinal(),
                stated_wage(seeker.expected_monthly_wage),
                sum(1 << SCHEDULES.index(item) for item in seeker.schedules),
                UNSTATED if seeker.schooling is None else seeker.schooling,
                on.year,
                *lines,
                available.toordinal() if available else 0,
                commute_metres(seeker),
                adult.toordinal() if adult else 0,
                fifteenth_birthday(adult).toordinal() if adult else 0,
            ),
            np.int64,
        )

    def _worldwide(self) -> WorldPages:
        if not self._world.is_current:
            self._world = WorldPages(self._words, self._all)
        return self._world

    def _of_people(self, columns: SeekerColumns) -> PeoplePages:
        found = self._people
        if found is None or found.shared is not columns.shared or found.is_full:
            found = self._people = PeoplePages(columns.shared, self._words, self._all)
        return found

    def _of_offers(self, columns: OpeningColumns) -> OfferPages:
        found = self._offers
        if found is None or found.speeches != columns.speeches or found.is_full:
            found = self._offers = OfferPages(columns, self._words, self._all)
        return found
