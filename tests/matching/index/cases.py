"""Adversarial cases for both engines against the slow twin: `python -m tests.matching.index.cases
10000`. A case is a seed: a small world of one kind, changed step by step, then asked both ways."""

# ruff: noqa: T201 - run by hand it prints

import random
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from matching.eligibility.gates import obstacles
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
from matching.ranking import WEIGHTS, Engine
from matching.scoring import components
from tests.matching.ranking.world import KNOWLEDGE, OCCUPATIONS, PLACES, SKILLS, TODAY

Rng = random.Random
Scored = list[tuple[int, int]]

STATES = ("07", "02", "19", "09")
EVERYWHERE = (*PLACES, "07999", "19998")
TRADES = (*OCCUPATIONS, "juggler")
HELD = (*SKILLS, "unheard", "unseen")
SURE = (Grant(Answer.YES, "OK"),)


def person(rng: Rng, key: int) -> SeekerProfile:
    """Every gate and every component may go either way."""
    return SeekerProfile(
        key,
        rng.choice(EVERYWHERE),
        rng.choice([SURE, (), _bound(rng), (*_bound(rng), *_bound(rng))]),
        frozenset(rng.sample(HELD, rng.randint(0, 5))),
        tuple(
            Experience(rng.choice(TRADES), rng.choice([0, 0, 3, 12, 40, 700]), _last_year(rng))
            for _ in range(rng.choice([0, 0, 1, 1, 2, 2, 3, 3, 6]))
        ),
        _languages(rng),
        rng.choice([None, *Schooling]),
        frozenset(rng.sample([*Schedule], rng.randint(0, 2))),
        rng.choice([None, 0, 9_000, 12_000, 10**10]),
        rng.choice([0, 5, 40, 42, 5000, 10**6]),
        Relocation(rng.random() < 0.5, frozenset(rng.sample(STATES, rng.choice([0, 0, 1, 2])))),
        rng.choice([None, TODAY, TODAY + timedelta(rng.randint(1, 60))]),
        rng.choice([None, None, TODAY + timedelta(rng.randint(-5, 1500))]),
    )


def opening(rng: Rng, key: int) -> OpeningProfile:
    return OpeningProfile(
        key,
        rng.choice(EVERYWHERE),
        rng.choice([None, *TRADES]),
        frozenset(rng.sample(HELD, rng.choice([0, 0, 1, 4]))),
        frozenset(rng.sample(HELD, rng.choice([0, 0, 2]))),
        _languages(rng)[: rng.choice([0, 1, 2])],
        rng.choice([None, *Schooling]),
        rng.choice([0, 0, 6, 24, 900]),
        rng.choice([None, 0, 9_000, 11_999]),
        rng.choice([None, *Schedule]),
        rng.choice([None, TODAY + timedelta(rng.randint(-9, 90))]),
        rng.random() < 0.5,
        rng.random() < 0.5,
    )


def plain_person(rng: Rng, key: int) -> SeekerProfile:
    """Few differ, so nearly all tie."""
    skills = frozenset(rng.sample(["fry", "boil"], rng.randint(0, 1)))
    return SeekerProfile(key, rng.choice(["07089", "07040"]), SURE, skills, max_commute_km=50)


def same_person(_rng: Rng, key: int) -> SeekerProfile:
    return SeekerProfile(key, "07089", SURE, frozenset({"fry"}), (Experience("cook", 12),))


def bare_person(rng: Rng, key: int) -> SeekerProfile:
    return replace(person(rng, key), skills=frozenset(), experience=(), grants=SURE)


def mover(rng: Rng, key: int) -> SeekerProfile:
    return replace(person(rng, key), grants=SURE, relocation=Relocation(True))


def skilled_person(rng: Rng, key: int) -> SeekerProfile:
    """More wanted skills than one or two words of bits hold."""
    return replace(person(rng, key), grants=SURE, skills=_many(rng), max_commute_km=5000)


def demanding_opening(rng: Rng, key: int) -> OpeningProfile:
    required, optional = _many(rng), rng.choice([frozenset(), _many(rng)])
    return replace(opening(rng, key), required_skills=required, optional_skills=optional)


def _many(rng: Rng) -> frozenset[str]:
    return frozenset(f"skill-{rng.randint(0, 200)}" for _ in range(rng.randint(50, 170)))


def _last_year(rng: Rng) -> int | None:
    return rng.choice([None, None, TODAY.year + 1, TODAY.year - rng.randint(0, 30)])


def _bound(rng: Rng) -> tuple[Grant, ...]:
    since, until = (rng.choice([None, TODAY + timedelta(rng.randint(-30, 60))]) for _ in range(2))
    answer, states = rng.choice([*Answer]), rng.sample(STATES, rng.randint(0, 2))
    return (Grant(answer, "OK", frozenset(states), until, since),)


def _languages(rng: Rng) -> tuple[Language, ...]:
    spoken = [rng.choice(["es", "es", "en", "ht"]) for _ in range(rng.randint(0, 3))]
    return tuple(Language(it, rng.choice([*Level])) for it in spoken)


PersonMaker = Callable[[Rng, int], SeekerProfile]
KINDS: tuple[tuple[PersonMaker, Callable[[Rng, int], OpeningProfile], int], ...] = (
    (person, opening, 14),
    (person, opening, 1),
    (plain_person, opening, 30),
    (same_person, opening, 12),
    (bare_person, opening, 10),
    (mover, opening, 14),
    (skilled_person, demanding_opening, 6),
)


class Case:
    """Two engines and plain dictionaries that hold the same."""

    def __init__(self, seed: int) -> None:
        self.rng = Rng(seed)
        self.make_person, self.make_opening, self.most = KINDS[seed % len(KINDS)]
        self.people: dict[int, SeekerProfile] = {}
        self.openings: dict[int, OpeningProfile] = {}
        self.engines = [
            Engine.build(knowledge=KNOWLEDGE, kernel=it) for it in ("compiled", "numpy")
        ]

    def differences(self) -> int:
        """Changes and questions in turn; how many answers were not the twin's."""
        found = 0
        for _ in range(3):
            for _ in range(self.rng.randint(1, self.most)):
                self._change()
            if self.rng.random() < 0.6:
                for engine in self.engines:
                    engine.refresh()
            for _ in range(self.rng.randint(0, 3)):
                self._change()
            found += self._ask_for_people() + self._ask_for_openings()
        return found

    def _change(self) -> None:
        rng, key = self.rng, self.rng.randint(1, 2 * self.most)
        kind = rng.choice(["person", "person", "opening", "leave", "withdraw"])
        for engine in self.engines:
            if kind == "leave":
                engine.remove_seeker(key)
            elif kind == "withdraw":
                engine.remove_opening(key)
        self.people.pop(key, None) if kind == "leave" else None
        self.openings.pop(key, None) if kind == "withdraw" else None
        if kind == "person":
            self._put_person(self.make_person(rng, key))
        elif kind == "opening":
            self._put_opening(self.make_opening(rng, key))

    def _put_person(self, profile: SeekerProfile) -> None:
        self.people[profile.key] = profile
        for engine in self.engines:
            engine.upsert_seeker(profile)

    def _put_opening(self, profile: OpeningProfile) -> None:
        self.openings[profile.key] = profile
        for engine in self.engines:
            engine.upsert_opening(profile)

    def _ask_for_people(self) -> int:
        asked, k = self.make_opening(self.rng, 0), self.rng.choice([1, 3, 40])
        right = _best(((it.key, _score(it, asked)) for it in self.people.values()), k)
        return sum(it.scored_seekers(asked, k=k, on=TODAY) != right for it in self.engines)

    def _ask_for_openings(self) -> int:
        asked, k = self.make_person(self.rng, 0), self.rng.choice([1, 3, 40])
        right = _best(((it.key, _score(asked, it)) for it in self.openings.values()), k)
        return sum(it.scored_openings(asked, k=k, on=TODAY) != right for it in self.engines)


def _score(seeker: SeekerProfile, posted: OpeningProfile) -> int | None:
    if obstacles(seeker, posted, TODAY, KNOWLEDGE.metres):
        return None
    return components(seeker, posted, TODAY, KNOWLEDGE).total(WEIGHTS)


def _best(pairs: Iterable[tuple[int, int | None]], k: int) -> Scored:
    eligible = [(key, score) for key, score in pairs if score is not None]
    return sorted(eligible, key=lambda it: (-it[1], it[0]))[:k]


def main() -> None:
    count = int(sys.argv[1])
    differing = {seed for seed in range(count) if Case(seed).differences()}
    print(
        f"{count:,} cases, {12 * count:,} answers: {len(differing)} differ {sorted(differing)[:9]}"
    )


if __name__ == "__main__":
    main()
