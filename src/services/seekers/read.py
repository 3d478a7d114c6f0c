"""Who may see a person at all."""

from uuid import UUID

from sqlalchemy.orm import Session

from models.repositories import seekers
from models.seeker import Seeker
from models.vocabulary import ActorKind
from services.access.actor import Actor
from services.errors import SeekerNotFound


def attended(session: Session, actor: Actor, seeker_id: UUID) -> Seeker:
    """The person with details, when the actor may see them at all. Raises SeekerNotFound."""
    if actor.kind is ActorKind.EMPLOYER:
        raise SeekerNotFound
    center = None if actor.sees_every_center else actor.center_id
    if actor.kind is ActorKind.SEEKER:
        center = None
    seeker = seekers.by_public_id(session, seeker_id, center_id=center)
    is_own = actor.kind is not ActorKind.SEEKER or actor.public_id == seeker_id
    if seeker is None or not is_own or seeker.erased_at is not None:
        raise SeekerNotFound
    return seeker


def held(session: Session, actor: Actor, seeker_id: UUID) -> Seeker:
    """As `attended`, with the row held against other writers until the transaction ends."""
    seekers.locked(session, seeker_id)
    return attended(session, actor, seeker_id)
