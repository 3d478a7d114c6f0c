"""Advice in words, for the person it is about or for staff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from matching.catalogs import load
from matching.ranking import Standing
from models.opening import Opening
from services.matches.advice import Advice
from services.wording.advice import say_change, say_move, say_place, say_skill_gap


@dataclass(frozen=True, slots=True)
class AdviceView:
    """`tips`: what would raise the person most in one opening's list, by the opening's id."""

    tips: Mapping[UUID, str]
    moves: Sequence[str]
    skills: Sequence[str]


@dataclass(frozen=True, slots=True)
class StandingView:
    """`place` is empty where something rules the pair out."""

    place: str
    changes: Sequence[str]


NO_ADVICE = AdviceView({}, (), ())


def advice_view(advice: Advice | None, shown: Sequence[Opening], lang: str) -> AdviceView:
    """To the person."""
    if advice is None:
        return NO_ADVICE
    known = load()
    return AdviceView(
        tips={
            opening.public_id: say_change(standing.changes[0], lang, known, to_person=True)
            for opening, standing in zip(shown, advice.standings, strict=True)
            if standing.changes
        },
        moves=[say_move(it, lang, known, to_person=True) for it in advice.moves],
        skills=[say_skill_gap(it, lang, known) for it in advice.skills],
    )


def standing_view(standing: Standing, lang: str) -> StandingView:
    """About the person."""
    changes = [say_change(it, lang, load()) for it in standing.changes]
    return StandingView(say_place(standing, lang), changes)
