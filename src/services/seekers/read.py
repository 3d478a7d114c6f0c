"""Who may see a person at all."""

from uuid import UUID

from sqlalchemy.orm import Session

from models.repositories import identities, seekers, shortlists
from models.repositories.shortlists import PersonAsked
from models.seeker import Seeker
from models.vocabulary import ActorKind
from services.access.actor import Actor
from services.errors import SeekerNotFound


def attended(session: Session, actor: Actor, seeker_id: UUID) -> Seeker:
    """The person with details, when the actor may see them at all. Raises SeekerNotFound."""
    _may_ask(actor, seeker_id)
    seeker = seekers.by_public_id(session, seeker_id, center_id=_center_of(actor))
    if seeker is None or seeker.erased_at is not None:
        raise SeekerNotFound
    return seeker


def gone_on(session: Session, actor: Actor, seeker_id: UUID) -> Seeker:
    """As `attended`; a registration that was merged into another leads to it."""
    _may_ask(actor, seeker_id)
    row = seekers.by_public_id(session, seeker_id)
    going = going_on(session, row) if row is not None else None
    return attended(session, actor, going.public_id if going else seeker_id)


def going_on(session: Session, emptied: Seeker) -> Seeker | None:
    """The registration that this one was merged into; None where it was not, or where the person
    was forgotten since."""
    kept = session.get_one(Seeker, identities.survivor_of(session, emptied.id))
    return None if kept is emptied or kept.erased_at is not None else kept


def asked(session: Session, actor: Actor, seeker_id: UUID) -> PersonAsked:
    """As `attended`, with what ranking reads alone."""
    _may_ask(actor, seeker_id)
    person = shortlists.person_asked(session, seeker_id, center_id=_center_of(actor))
    if person is None:
        raise SeekerNotFound
    return person


def care_of(actor: Actor) -> tuple[int | None, UUID | None]:
    """Equal for those who may see the same people."""
    return _center_of(actor), actor.public_id if actor.kind is ActorKind.SEEKER else None


def _may_ask(actor: Actor, seeker_id: UUID) -> None:
    is_somebody_else = actor.kind is ActorKind.SEEKER and actor.public_id != seeker_id
    if actor.is_employer or is_somebody_else:
        raise SeekerNotFound


def _center_of(actor: Actor) -> int | None:
    """None: people of any center."""
    is_free = actor.sees_every_center or actor.kind is ActorKind.SEEKER
    return None if is_free else actor.center_id


def held(session: Session, actor: Actor, seeker_id: UUID) -> Seeker:
    """As `attended`, with the row held against other writers until the transaction ends."""
    seekers.locked(session, seeker_id)
    return attended(session, actor, seeker_id)
