"""Ranking: who fits an opening, which openings fit a person, and why."""

from datetime import date

from matching.eligibility import CODES, Reason, WorkPermission
from matching.index import Exclusions
from matching.profiles import OpeningProfile, SeekerProfile
from matching.ranking.advice import (
    ADVICE,
    Change,
    Move,
    SkillGap,
    Standing,
    moves,
    skill_gaps,
    standing,
    what_would_change,
)
from matching.ranking.congestion import Congestion, congestion
from matching.ranking.engine import ENGINE_VERSION, Engine
from matching.ranking.explain import explain as explain_pair
from matching.ranking.fit import Fit
from matching.ranking.match import Match
from matching.ranking.pool import Pool
from matching.scoring import WEIGHTS, Components, Weights
from matching.scoring.sources import catalog_knowledge

__all__ = [
    "ADVICE",
    "CODES",
    "ENGINE_VERSION",
    "WEIGHTS",
    "Change",
    "Components",
    "Congestion",
    "Engine",
    "Exclusions",
    "Fit",
    "Match",
    "Move",
    "Pool",
    "Reason",
    "SkillGap",
    "Standing",
    "Weights",
    "WorkPermission",
    "congestion",
    "explain",
    "moves",
    "prepare",
    "rank_openings",
    "rank_seekers",
    "skill_gaps",
    "standing",
    "what_would_change",
]


def explain(seeker: SeekerProfile, opening: OpeningProfile, on: date) -> Match:
    """One pair by the packaged catalogs; also for pairs that are ruled out."""
    return explain_pair(seeker, opening, on, catalog_knowledge())


def prepare() -> None:
    """Compile the kernels where that was not done yet: half a minute, for installation and image
    builds. Afterwards a first `Engine.build` takes a second or two."""
    from matching.assignment import Fair, Option, Options, assign  # noqa: PLC0415 - solvers weigh

    Engine.build()
    assign(Fair(Options.of([Option(1, 1, 1)]), {1: 1}))


def rank_seekers(
    opening: OpeningProfile, seekers: list[SeekerProfile], *, k: int, on: date
) -> list[Match]:
    """For a handful of people, once; keep an `Engine` where they are many or asked often."""
    return Engine.build(seekers).seekers_for(opening, k=k, on=on)


def rank_openings(
    seeker: SeekerProfile, openings: list[OpeningProfile], *, k: int, on: date
) -> list[Match]:
    """The same for the openings of one person."""
    return Engine.build(openings=openings).openings_for(seeker, k=k, on=on)
