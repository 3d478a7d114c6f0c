"""A new code to come back with, for whoever lost theirs."""

from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.repositories import form_drafts
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.access.tokens import new_code
from services.access.trail import entry
from services.seekers.read import held


def issue_code(session: Session, actor: Actor, seeker_id: UUID) -> str:
    """Shown once. The code before it and every visit that it opened end here."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    seeker = held(session, actor, seeker_id)
    code = new_code()
    seeker.return_code_index = code
    form_drafts.end_visits_of(session, seeker.id)
    audit.record(session, entry(actor, "return_code_issued", seeker))
    session.flush()
    return code
