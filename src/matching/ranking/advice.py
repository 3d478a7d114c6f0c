"""What would change a rank: for one pair, for one person over many openings, for one move."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.eligibility.gates import level_of, reaches
from matching.profiles import Language, OpeningProfile, Relocation, SeekerProfile
from matching.ranking.engine import Engine
from matching.ranking.match import Match
from matching.scoring import components

# Changes are tried one at a time, and only as many as a person would read.
MOST_SKILLS = 12
# Farther than this nobody is asked to travel every day.
LONGEST_COMMUTE_KM = 60
COMMUTE_STEP_KM = 5
# Every advice code, and what its subject is, as in `CODES` of the reasons.
ADVICE = ("gain_skill", "gain_language", "accept_move", "accept_move_within", "accept_commute")


@dataclass(frozen=True, slots=True)
class Change:
    """`code` is one of ADVICE; `subject` a skill, a language, a state, kilometres.

    Ranks count from 1; None where the person is not eligible.
    """

    code: str
    subject: str
    rank_before: int | None
    rank_after: int
    score_gained: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One pair among everybody: `rank` of `eligible` people, None where something rules it out;
    then `eligible` leaves the person out. `changes`: the single ones that raise the rank most."""

    match: Match
    rank: int | None
    eligible: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class SkillGap:
    """A skill the person lacks: in how many of their best openings it is wanted, and the score it
    would bring over them together."""

    skill: str
    openings: int
    score_gained: int


@dataclass(frozen=True, slots=True)
class Move:
    """How many more openings a person could take by accepting to move to that state, or, with
    `code` accept_move_within, to another place of their own."""

    state: str
    openings_gained: int
    code: str = "accept_move"


def standing(
    engine: Engine, seeker: SeekerProfile, opening: OpeningProfile, *, on: date, limit: int = 5
) -> Standing:
    """Where the person stands for the opening, why, and what would change it."""
    others = _Others(engine, opening, seeker.key, on)
    match = engine.explain(seeker, opening, on)
    rank = others.rank_of(match)
    changes = []
    for code, subject, changed in _changes(engine, seeker, opening, on):
        then = engine.explain(changed, opening, on)
        after = others.rank_of(then)
        if after is not None and (rank is None or after < rank):
            changes.append(Change(code, subject, rank, after, then.score - match.score))
    changes.sort(key=lambda change: (change.rank_after, -change.score_gained, change.subject))
    return Standing(match, rank, len(others) + (rank is not None), tuple(changes[:limit]))


def what_would_change(
    engine: Engine, seeker: SeekerProfile, opening: OpeningProfile, *, on: date, limit: int = 5
) -> list[Change]:
    """The single changes that raise the rank most, best first; none that raises nothing."""
    return list(standing(engine, seeker, opening, on=on, limit=limit).changes)


def skill_gaps(
    engine: Engine, seeker: SeekerProfile, *, on: date, k: int = 50, limit: int = 10
) -> list[SkillGap]:
    """Over the person's best k openings, the skills that would help most, best first."""
    wanted: Counter[str] = Counter()
    gained: Counter[str] = Counter()
    for key, score in engine.scored_openings(seeker, k=k, on=on):
        opening = engine.opening(key)
        if opening is None:  # withdrawn this very moment
            continue
        for skill in _missing(engine, seeker, opening):
            gain = _score_with(engine, seeker, skill, opening, on) - score
            if gain > 0:
                wanted[skill] += 1
                gained[skill] += gain
    ordered = sorted(wanted, key=lambda skill: (-gained[skill], skill))
    return [SkillGap(skill, wanted[skill], gained[skill]) for skill in ordered[:limit]]


def moves(
    engine: Engine, seeker: SeekerProfile, states: Iterable[str], *, on: date, limit: int = 5
) -> list[Move]:
    """Of these states, those that would open most openings, best first."""
    before = engine.eligible_openings(seeker, on=on)
    found = []
    for state in states if _could_move_more(seeker) else ():
        gained = engine.eligible_openings(_moving_to(seeker, state), on=on) - before
        if gained > 0:
            found.append(Move(state, gained, _move_code(seeker, state)))
    found.sort(key=lambda move: (-move.openings_gained, move.state))
    return found[:limit]


class _Others:
    """Everybody else who is eligible for one opening."""

    def __init__(self, engine: Engine, opening: OpeningProfile, key: int, on: date) -> None:
        pool = engine.pool(opening, on=on)
        others = pool.keys != key
        self._keys: NDArray[np.int64] = pool.keys[others]
        self._scores: NDArray[np.int64] = pool.scores[others]

    def __len__(self) -> int:
        return len(self._keys)

    def rank_of(self, match: Match) -> int | None:
        if not match.is_eligible:
            return None
        ahead = (self._scores > match.score) | (
            (self._scores == match.score) & (self._keys < match.seeker_key)
        )
        return int(ahead.sum()) + 1


def _changes(
    engine: Engine, seeker: SeekerProfile, opening: OpeningProfile, on: date
) -> Iterator[tuple[str, str, SeekerProfile]]:
    for skill in _most_gained(engine, seeker, opening, on):
        yield "gain_skill", skill, replace(seeker, skills=seeker.skills | {skill})
    for wanted in opening.languages:
        if level_of(seeker.languages, wanted.language) < wanted.level:
            spoken = (*seeker.languages, Language(wanted.language, wanted.level))
            yield "gain_language", wanted.language, replace(seeker, languages=spoken)
    yield from _places(engine, seeker, opening)


def _places(
    engine: Engine, seeker: SeekerProfile, opening: OpeningProfile
) -> Iterator[tuple[str, str, SeekerProfile]]:
    """To move there, or to travel every day where it is near enough for that."""
    metres = engine.knowledge.metres(seeker.municipality, opening.municipality)
    if reaches(seeker, opening, metres):
        return
    wish = seeker.relocation
    if not wish.willing or (wish.states and opening.state not in wish.states):
        code = _move_code(seeker, opening.state)
        yield code, opening.state, _moving_to(seeker, opening.state)
    if metres is not None and metres <= LONGEST_COMMUTE_KM * 1000:
        steps = -(-metres // (COMMUTE_STEP_KM * 1000))
        far = steps * COMMUTE_STEP_KM
        yield "accept_commute", str(far), replace(seeker, max_commute_km=far)


def _missing(engine: Engine, seeker: SeekerProfile, opening: OpeningProfile) -> list[str]:
    wanted = opening.required_skills or engine.knowledge.essentials(opening.occupation)
    return sorted(wanted - seeker.skills)


def _most_gained(
    engine: Engine, seeker: SeekerProfile, opening: OpeningProfile, on: date
) -> list[str]:
    """Of the missing skills, those that bring the highest score."""
    missing = _missing(engine, seeker, opening)
    if len(missing) <= MOST_SKILLS:
        return missing
    scores = {skill: _score_with(engine, seeker, skill, opening, on) for skill in missing}
    return sorted(missing, key=lambda skill: (-scores[skill], skill))[:MOST_SKILLS]


def _score_with(
    engine: Engine, seeker: SeekerProfile, skill: str, opening: OpeningProfile, on: date
) -> int:
    richer = replace(seeker, skills=seeker.skills | {skill})
    return components(richer, opening, on, engine.knowledge).total(engine.weights)


def _move_code(seeker: SeekerProfile, state: str) -> str:
    return "accept_move_within" if seeker.municipality[:2] == state else "accept_move"


def _could_move_more(seeker: SeekerProfile) -> bool:
    return not seeker.relocation.willing or bool(seeker.relocation.states)


def _moving_to(seeker: SeekerProfile, state: str) -> SeekerProfile:
    wish = seeker.relocation
    states = wish.states | {state} if wish.willing else frozenset({state})
    return replace(seeker, relocation=Relocation(True, states, wish.household_size))
