"""How one opening fits one person, for the person."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from matching.ranking import Match
from models.opening import Opening
from models.vocabulary import ActorKind
from services.access.actor import Actor
from services.matches.live import LiveIndex
from services.openings.profile import opening_profile
from services.seekers.profile import seeker_profile
from services.seekers.read import attended


def own_fit(
    session: Session, live: LiveIndex, actor: Actor, seeker_id: UUID, opening: Opening, *, on: date
) -> Match | None:
    """Also where something rules the two out. None for whoever has not agreed to be matched."""
    actor.require(ActorKind.SEEKER)
    seeker = attended(session, actor, seeker_id)
    if not seeker.is_matchable or seeker.profile is None:
        return None
    profile = seeker_profile(seeker.id, seeker.profile)
    return live.refresh(session, on=on).explain(profile, opening_profile(opening), on)
