"""Matches in words, for the person they are about or for staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from uuid import UUID

from matching.catalogs import load
from matching.eligibility import CODES, Reason, Tone, WorkPermission
from matching.profiles import Answer
from matching.ranking import Match
from matching.scoring import COMPONENTS
from models.opening import Opening
from services.errors import N_
from services.wording import say_choice, words
from services.wording.reasons import say_permission, say_reason

# Of a description, on a card.
SHOWN_LETTERS = 180
FULL_SCORE, FULL_PART, PERCENT = 1_000_000, 1000, 100
# Told by the badge and the words beside it.
TOLD_APART = frozenset({"permission_conditional", "permission_ends_soon", "no_work_permission"})


@dataclass(frozen=True, slots=True)
class OpeningView:
    """`about`: how the description begins."""

    id: UUID
    title: str
    employer: str
    place: str
    wage: str
    schedule: str
    offers: str
    about: str


@dataclass(frozen=True, slots=True)
class Part:
    label: str
    percent: int


@dataclass(frozen=True, slots=True)
class MatchView:
    """`reasons` speak for it, `gaps` against it or to be known, `obstacles` rule it out."""

    score: int
    parts: Sequence[Part]
    reasons: Sequence[str]
    gaps: Sequence[str]
    obstacles: Sequence[str]
    permission: str
    permission_label: str
    permission_words: str


def opening_view(opening: Opening, lang: str) -> OpeningView:
    return OpeningView(
        id=opening.public_id,
        title=opening.title,
        employer=opening.employer.trade_name or opening.employer.legal_name,
        place=place_name(opening.municipality),
        wage=wage_words(opening, lang),
        schedule=say_choice("schedule", opening.schedule, lang) if opening.schedule else "",
        offers=", ".join(say_choice("offer", offer, lang) for offer in opening.offers),
        about=shorten(" ".join(opening.description.split()), SHOWN_LETTERS, placeholder="…"),
    )


def place_name(municipality: str) -> str:
    found = load().municipalities[municipality]
    return f"{found.name}, {load().states[found.state].short_name}"


def wage_words(opening: Opening, lang: str) -> str:
    """`$9,582 a month, before taxes`; empty where no wage is given."""
    if opening.monthly_wage_mxn is None:
        return ""
    say = words(lang)
    amount = say(N_("%(amount)s a month"), amount=say.money(opening.monthly_wage_mxn))
    kind = say_choice("wage_is", opening.wage_is, lang) if opening.wage_is else ""
    return f"{amount}, {kind}" if kind else amount


def match_view(match: Match, lang: str, *, to_person: bool = False) -> MatchView:
    def said(reasons: Sequence[Reason], *tones: Tone) -> list[str]:
        return [
            say_reason(reason.code, reason.subject, lang, load(), to_person=to_person)
            for reason in reasons
            if reason.code not in TOLD_APART and CODES[reason.code].tone in tones
        ]

    return MatchView(
        score=match.score * PERCENT // FULL_SCORE,
        parts=[
            Part(say_choice("component", name, lang), value * PERCENT // FULL_PART)
            for name, value in zip(COMPONENTS, match.components.parts, strict=True)
        ],
        reasons=said(match.reasons, Tone.FOR),
        gaps=said(match.reasons, Tone.AGAINST, Tone.NOTE),
        obstacles=said(match.obstacles, Tone.OBSTACLE),
        permission=match.permission.answer.value,
        permission_label=say_choice("permission", match.permission.answer.value, lang),
        permission_words=permission_words(match.permission, lang),
    )


def permission_words(permission: WorkPermission, lang: str) -> str:
    """Until when, and what stands in the way of a plain yes."""
    say = words(lang)
    parts = []
    if permission.answer is not Answer.YES:
        parts += [say_permission(code, lang) for code in permission.codes]
    if permission.until:
        month = say.month(date.fromisoformat(f"{permission.until}-01"))
        parts.append(say(N_("until %(month)s."), month=month))
    return " ".join(part[:1].upper() + part[1:] for part in parts)
