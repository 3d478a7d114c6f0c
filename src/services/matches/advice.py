"""What would help a person: over all openings, and for one of them ("why not me")."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from matching.catalogs import load
from matching.profiles import SeekerProfile
from matching.ranking import Engine, Move, SkillGap, Standing, moves, skill_gaps, standing
from models.lifecycles import OpeningStatus
from models.opening import Opening
from models.repositories import openings
from models.seeker import Seeker
from models.vocabulary import ActorKind, ConsentPurpose
from services.access.actor import Actor, Scope
from services.errors import ConsentMissing, OpeningNotFound
from services.matches.live import LiveIndex
from services.openings.profile import opening_profile
from services.seekers.profile import seeker_profile
from services.seekers.read import attended

MOVES_TOLD = 3
SKILLS_TOLD = 5
# The openings at the top of a person's list that the skills are looked for in.
BEST_OPENINGS = 50


@dataclass(frozen=True, slots=True)
class Advice:
    """`standings` follow the openings they were asked for."""

    moves: Sequence[Move]
    skills: Sequence[SkillGap]
    standings: Sequence[Standing] = ()


@dataclass(frozen=True, slots=True)
class PairStanding:
    seeker: Seeker
    opening: Opening
    standing: Standing


def advice_for(
    session: Session, live: LiveIndex, actor: Actor, seeker_id: UUID, *, on: date
) -> tuple[Seeker, Advice]:
    """Raises ConsentMissing for a person who has not agreed to be matched."""
    actor.require(ActorKind.STAFF, ActorKind.PARTNER, ActorKind.SEEKER, scope=Scope.MATCHES)
    seeker = attended(session, actor, seeker_id)
    profile = _profile(seeker)
    return seeker, _advice(live.refresh(session, on=on), profile, on)


def advice_to(
    session: Session, live: LiveIndex, seeker: Seeker, shown: Sequence[Opening], *, on: date
) -> Advice | None:
    """For the person's own page: also where they stand for the openings shown. None for whoever
    has not agreed to be matched."""
    if not seeker.is_matchable or seeker.profile is None:
        return None
    engine, profile = live.refresh(session, on=on), _profile(seeker)
    return _advice(engine, profile, on, shown)


def standing_of(
    session: Session, live: LiveIndex, actor: Actor, seeker_id: UUID, opening_id: UUID, *, on: date
) -> PairStanding:
    """One person and one opening, also when something rules the two out: the parts of the score,
    what stands in the way, the place in the list, and what would change it.

    Raises SeekerNotFound, OpeningNotFound, ConsentMissing.
    """
    actor.require(ActorKind.STAFF, ActorKind.PARTNER, scope=Scope.MATCHES)
    seeker = attended(session, actor, seeker_id)
    opening = openings.by_public_id(session, opening_id)
    if opening is None or not (actor.is_staff or opening.status is OpeningStatus.PUBLISHED):
        raise OpeningNotFound
    profile = _profile(seeker)
    engine = live.refresh(session, on=on)
    found = standing(engine, profile, opening_profile(opening), on=on)
    return PairStanding(seeker, opening, found)


def _profile(seeker: Seeker) -> SeekerProfile:
    if not seeker.is_matchable or seeker.profile is None:
        raise ConsentMissing(purpose=str(ConsentPurpose.MATCHING))
    return seeker_profile(seeker.id, seeker.profile)


def _advice(
    engine: Engine, profile: SeekerProfile, on: date, shown: Sequence[Opening] = ()
) -> Advice:
    return Advice(
        moves=moves(engine, profile, load().states.codes, on=on, limit=MOVES_TOLD),
        skills=skill_gaps(engine, profile, on=on, k=BEST_OPENINGS, limit=SKILLS_TOLD),
        standings=[standing(engine, profile, opening_profile(it), on=on, limit=1) for it in shown],
    )


def openings_called(
    session: Session, actor: Actor, text: str, *, on: date, place: str = "", limit: int = 20
) -> Sequence[Opening]:
    """Live openings with `text` in their title or employer, newest first; `place` is a state."""
    actor.require(ActorKind.STAFF)
    return openings.newest(session, on, text=text[:200], place=place, offset=0, limit=limit)
