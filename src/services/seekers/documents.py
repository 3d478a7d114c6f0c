"""Staff look at a paper. It is not kept: who saw it, when, its number and its last day are."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session

from models import audit
from models.lifecycles import SEEKER_REGISTRATION
from models.seeker import Seeker
from models.seeker_document import SeekerDocument
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.errors import N_, NotFound
from services.fields import CLEAN, Day, Schema, State
from services.seekers.intake import intake_of
from services.seekers.read import held
from services.seekers.register import prepare_one
from services.steps import Hash


class DocumentNotFound(NotFound):
    code = "document_not_found"
    message = N_("This person has no such paper.")


class SeenIn(Schema):
    """What the paper says. What is left out stays as it was; `seen_hash` is the SHA-256 of a
    digital one."""

    number: Annotated[str, StringConstraints(min_length=3, max_length=60), CLEAN] | None = None
    state: State | None = None
    transfer_states: Annotated[frozenset[State], Field(max_length=32)] | None = None
    valid_until: Day | None = None
    seen_hash: Hash | None = None


def see_document(
    session: Session, actor: Actor, seeker_id: UUID, document_id: UUID, seen: SeenIn, now: datetime
) -> Seeker:
    """Raises SeekerNotFound or DocumentNotFound. The profile follows what the paper says."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    seeker = held(session, actor, seeker_id)
    paper = next((it for it in seeker.documents if it.public_id == document_id), None)
    if paper is None:
        raise DocumentNotFound
    for name, value in columns(seen).items():
        setattr(paper, name, value)
    mark_seen(seeker, paper, actor, now)
    recompute(seeker, now)
    told = {"person": str(seeker.public_id), "hashed": seen.seen_hash is not None}
    audit.record(session, entry(actor, "document_seen", paper, **told))
    session.flush()
    return seeker


def columns(seen: SeenIn) -> dict[str, Any]:
    """Of a document, for what the paper says."""
    said = seen.model_dump(exclude_none=True)
    if "transfer_states" in said:
        said["transfer_states"] = sorted(said["transfer_states"])
    return said


def mark_seen(seeker: Seeker, paper: SeekerDocument, actor: Actor, now: datetime) -> None:
    paper.verified_at, paper.verified_by_id = now, actor.id
    _step(seeker)


def recompute(seeker: Seeker, now: datetime) -> None:
    """The matching profile, after something that it is made of has changed."""
    prepared = prepare_one(intake_of(seeker), now=now)
    seeker.profile, seeker.content_hash = prepared.profile, prepared.content_hash


def unseen(papers: list[SeekerDocument]) -> bool:
    return any(paper.verified_at is None for paper in papers)


def _step(seeker: Seeker) -> None:
    row = SEEKER_REGISTRATION.named("verify_document")
    if row is not None and seeker.status in row.sources:
        seeker.status = row.target
