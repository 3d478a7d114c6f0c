"""Invented people and openings of believable shape over the real catalogs.

A few cities hold most of them, a few occupations and skills are common and most are rare, three in
ten would move.
"""

import random
from collections.abc import Callable
from datetime import date
from itertools import accumulate

from matching.profiles import (
    Answer,
    Experience,
    Grant,
    Language,
    Level,
    OpeningProfile,
    Relocation,
    Schedule,
    Schooling,
    SeekerProfile,
)
from matching.scoring import Knowledge

TODAY = date(2026, 11, 23)
CITIES = ("07089", "07040", "02004", "08037", "28022", "19039", "09015", "14039", "11020", "22014")


class World:
    """Everything follows from the seed."""

    def __init__(self, knowledge: Knowledge, seed: int) -> None:
        self._rng = random.Random(seed)  # noqa: S311 - invented people
        self._knowledge = knowledge
        self._places = list(knowledge.places)
        self._occupation = self._zipf(list(knowledge.occupations))
        self._skill = self._zipf(list(knowledge.skills))

    def people(self, count: int) -> list[SeekerProfile]:
        return [self._person(key) for key in range(1, count + 1)]

    def openings(self, count: int) -> list[OpeningProfile]:
        return [self._opening(key) for key in range(1, count + 1)]

    def _zipf(self, ids: list[str]) -> Callable[[], str]:
        self._rng.shuffle(ids)
        weights = list(accumulate(1 / (rank + 20) for rank in range(len(ids))))
        return lambda: self._rng.choices(ids, cum_weights=weights)[0]

    def _place(self) -> str:
        return self._rng.choice(CITIES if self._rng.random() < 0.7 else self._places)

    def _skills(self, occupations: list[str], most: int) -> frozenset[str]:
        usual = [skill for it in occupations for skill in sorted(self._knowledge.essentials(it))]
        count = self._rng.randint(3, most)
        return frozenset(
            self._rng.choice(usual) if usual and self._rng.random() < 0.7 else self._skill()
            for _ in range(count)
        )

    def _person(self, key: int) -> SeekerProfile:
        rng, place = self._rng, self._place()
        held = [self._occupation() for _ in range(rng.choice([0, 1, 1, 2, 2, 3]))]
        bound = frozenset({place[:2]}) if rng.random() < 0.4 else frozenset()
        answer = rng.choice([Answer.YES, Answer.CONDITIONAL])
        until = date(2027, rng.randint(1, 12), 28) if rng.random() < 0.5 else None
        return SeekerProfile(
            key=key,
            municipality=place,
            grants=(Grant(answer, "OK", bound, until),),
            skills=self._skills(held, 15),
            experience=tuple(Experience(it, rng.randint(0, 120), self._year()) for it in held),
            languages=(Language("es", rng.choice(list(Level))), *self._second_language()),
            schooling=rng.choice([None, *Schooling]),
            schedules=frozenset(rng.sample(list(Schedule), rng.randint(0, 3))),
            expected_monthly_wage=rng.choice([None, 9_500, 12_000, 15_000, 20_000]),
            max_commute_km=rng.choice([0, 5, 10, 30, 50]),
            relocation=self._relocation(),
        )

    def _year(self) -> int | None:
        return self._rng.choice([None, None, None, 2025, 2022, 2016, 2009])

    def _second_language(self) -> tuple[Language, ...]:
        chosen = self._rng.choice([None, None, None, "en", "ht", "fr", "pt"])
        return (Language(chosen, self._rng.choice(list(Level))),) if chosen else ()

    def _relocation(self) -> Relocation:
        states = frozenset(self._rng.sample(["02", "05", "11", "14", "19", "22"], 2))
        return Relocation(self._rng.random() < 0.3, self._rng.choice([frozenset(), states]))

    def _opening(self, key: int) -> OpeningProfile:
        rng, occupation = self._rng, self._occupation()
        return OpeningProfile(
            key=key,
            municipality=self._place(),
            occupation=occupation,
            required_skills=self._skills([occupation], 10) if rng.random() < 0.5 else frozenset(),
            optional_skills=self._skills([occupation], 4) if rng.random() < 0.2 else frozenset(),
            languages=(Language("es", Level.BASIC), *self._second_language()),
            schooling=rng.choice([None, *Schooling][:7]),
            experience_months=rng.choice([0, 6, 12, 24]),
            monthly_wage=rng.choice([None, 9_500, 12_000, 16_000]),
            schedule=rng.choice([None, *Schedule]),
            relocation_help=rng.random() < 0.3,
        )
