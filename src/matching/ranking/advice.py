"""What would change a rank: for one pair, for one person over many openings, for one move."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from matching.eligibility.gates import level_of
from matching.profiles import Language, OpeningProfile, Relocation, SeekerProfile
from matching.ranking.engine import Engine

# Changes are tried one at a time, and only as many as a person would read.
MOST_SKILLS = 12


@dataclass(frozen=True, slots=True)
class Change:
    """`code` gain_skill | gain_language | accept_move; `subject` a skill, a language, a state.

    Ranks count from 1; None where the person is not eligible.
    """

    code: str
    subject: str
    rank_before: int | None
    rank_after: int | None
    score_gained: int


@dataclass(frozen=True, slots=True)
class SkillGap:
    """A skill the person lacks: in how many of their best openings it is wanted, and the score it
    would bring over them together."""

    skill: str
    openings: int
    score_gained: int


@dataclass(frozen=True, slots=True)
class Move:
    """How many more openings a person could take by accepting to move to that state."""

    state: str
    openings_gained: int


def what_would_change(
    engine: Engine, seeker: SeekerProfile, opening: OpeningProfile, *, on: date, limit: int = 5
) -> list[Change]:
    """The single changes that raise the rank most, best first; none that raises nothing."""
    pool = engine.pool(opening, on=on)
    others = pool.keys != seeker.key
    standing = _Standing(engine, opening, on, pool.keys[others], pool.scores[others])
    before, score = standing.of(seeker)
    changes = []
    for code, subject, changed in _changes(engine, seeker, opening):
        after, gained = standing.of(changed)
        if after is not None and (before is None or after < before):
            changes.append(Change(code, subject, before, after, gained - score))
    changes.sort(key=lambda change: (change.rank_after, -change.score_gained, change.subject))
    return changes[:limit]


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
            richer = replace(seeker, skills=seeker.skills | {skill})
            wanted[skill] += 1
            gained[skill] += engine.explain(richer, opening, on).score - score
    ordered = sorted(wanted, key=lambda skill: (-gained[skill], skill))
    return [SkillGap(skill, wanted[skill], gained[skill]) for skill in ordered[:limit]]


def moves(
    engine: Engine, seeker: SeekerProfile, states: list[str], *, on: date, limit: int = 5
) -> list[Move]:
    """Of these states, those that would open most openings, best first."""
    before = engine.eligible_openings(seeker, on=on)
    found = []
    for state in states:
        gained = engine.eligible_openings(_moving_to(seeker, state), on=on) - before
        if gained > 0:
            found.append(Move(state, gained))
    found.sort(key=lambda move: (-move.openings_gained, move.state))
    return found[:limit]


class _Standing:
    """The rank a profile would have among the others of one opening."""

    def __init__(
        self,
        engine: Engine,
        opening: OpeningProfile,
        on: date,
        keys: np.ndarray[tuple[int], np.dtype[np.int64]],
        scores: np.ndarray[tuple[int], np.dtype[np.int64]],
    ) -> None:
        self._engine, self._opening, self._on = engine, opening, on
        self._keys, self._scores = keys, scores

    def of(self, seeker: SeekerProfile) -> tuple[int | None, int]:
        match = self._engine.explain(seeker, self._opening, self._on)
        if not match.is_eligible:
            return None, match.score
        ahead = (self._scores > match.score) | (
            (self._scores == match.score) & (self._keys < seeker.key)
        )
        return int(ahead.sum()) + 1, match.score


def _changes(
    engine: Engine, seeker: SeekerProfile, opening: OpeningProfile
) -> Iterator[tuple[str, str, SeekerProfile]]:
    for skill in _missing(engine, seeker, opening):
        yield "gain_skill", skill, replace(seeker, skills=seeker.skills | {skill})
    for wanted in opening.languages:
        if level_of(seeker.languages, wanted.language) < wanted.level:
            spoken = (*seeker.languages, Language(wanted.language, wanted.level))
            yield "gain_language", wanted.language, replace(seeker, languages=spoken)
    wish = seeker.relocation
    if not wish.willing or (wish.states and opening.state not in wish.states):
        yield "accept_move", opening.state, _moving_to(seeker, opening.state)


def _missing(engine: Engine, seeker: SeekerProfile, opening: OpeningProfile) -> list[str]:
    wanted = opening.required_skills or engine.knowledge.essentials(opening.occupation)
    return sorted(wanted - seeker.skills)[:MOST_SKILLS]


def _moving_to(seeker: SeekerProfile, state: str) -> SeekerProfile:
    wish = seeker.relocation
    states = wish.states | {state} if wish.willing and wish.states else frozenset({state})
    if wish.willing and not wish.states:
        states = frozenset()
    return replace(seeker, relocation=Relocation(True, states, wish.household_size))
