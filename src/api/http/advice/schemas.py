"""What the API says of advice and of one pair."""

from uuid import UUID

from api.http.matches import MatchOut, match_fields
from api.http.schemas import Out
from matching.catalogs import load
from matching.ranking import Change
from models.seeker import Seeker
from services.matches.advice import Advice, PairStanding
from services.wording.advice import say_change, say_move, say_skill_gap


class ChangeOut(Out):
    """`code` gain_skill, gain_language, accept_move, accept_move_within (the person's own state) or
    accept_commute; `subject` a skill, language, state or kilometres. Places count from 1; null
    where the person is not eligible yet."""

    code: str
    subject: str
    rank_before: int | None
    rank_after: int
    score_gained: float
    text: str


class MoveOut(Out):
    """`code` accept_move, or accept_move_within for the person's own state."""

    code: str
    state: str
    openings_gained: int
    text: str


class SkillGapOut(Out):
    """`openings`: in how many of the person's best 50 it is wanted; `score_gained` over them."""

    skill: str
    openings: int
    score_gained: float
    text: str


class AdviceOut(Out):
    seeker: UUID
    moves: list[MoveOut]
    skill_gaps: list[SkillGapOut]


class StandingOut(MatchOut):
    """`rank` among `eligible` people; null where `obstacles` rule the pair out."""

    seeker: UUID
    opening: UUID
    rank: int | None
    eligible: int
    changes: list[ChangeOut]


def advice_out(seeker: Seeker, found: Advice, language: str) -> AdviceOut:
    known = load()
    return AdviceOut(
        seeker=seeker.public_id,
        moves=[
            MoveOut(
                code=it.code,
                state=it.state,
                openings_gained=it.openings_gained,
                text=say_move(it, language, known),
            )
            for it in found.moves
        ],
        skill_gaps=[
            SkillGapOut(
                skill=it.skill,
                openings=it.openings,
                score_gained=it.score_gained / 1_000_000,
                text=say_skill_gap(it, language, known),
            )
            for it in found.skills
        ],
    )


def standing_out(found: PairStanding, language: str) -> StandingOut:
    standing = found.standing
    return StandingOut(
        seeker=found.seeker.public_id,
        opening=found.opening.public_id,
        rank=standing.rank,
        eligible=standing.eligible,
        changes=[_change_out(it, language) for it in standing.changes],
        **match_fields(standing.match, language),
    )


def _change_out(change: Change, language: str) -> ChangeOut:
    return ChangeOut(
        code=change.code,
        subject=change.subject,
        rank_before=change.rank_before,
        rank_after=change.rank_after,
        score_gained=change.score_gained / 1_000_000,
        text=say_change(change, language, load()),
    )
