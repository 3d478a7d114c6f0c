"""What staff mend in a person's record: papers that are missing or not theirs, official numbers."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator
from sqlalchemy.orm import Session

from models import audit
from models.seeker import Seeker
from models.seeker_document import SeekerDocument
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.errors import Malformed
from services.field_codes import field_error
from services.fields import Day, DocumentKind, Schema
from services.identity import readable_curp, readable_nss, readable_rfc
from services.seekers.documents import DocumentNotFound, SeenIn, columns, mark_seen, recompute
from services.seekers.read import held
from services.seekers.schemas import CurpKind
from services.seekers.untold import recorded_too

MOST_PAPERS = 20


class NewPaperIn(SeenIn):
    """A paper that staff have before them."""

    kind: DocumentKind


class NumbersIn(Schema):
    """What is left out is not known: it is emptied."""

    curp: Annotated[str, AfterValidator(readable_curp)] | None = None
    curp_kind: CurpKind = CurpKind.PERMANENT
    curp_valid_until: Day | None = None
    social_security_number: Annotated[str, AfterValidator(readable_nss)] | None = None
    rfc: Annotated[str, AfterValidator(readable_rfc)] | None = None


def add_paper(
    session: Session, actor: Actor, seeker_id: UUID, paper: NewPaperIn, now: datetime
) -> Seeker:
    """Seen by whoever adds it. Raises SeekerNotFound, Malformed where there are too many."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    seeker = held(session, actor, seeker_id)
    if len(seeker.documents) >= MOST_PAPERS:
        raise Malformed(errors=[field_error("/kind", "too_long", max_length=MOST_PAPERS)])
    added = SeekerDocument(**columns(paper))
    seeker.documents.append(added)
    mark_seen(seeker, added, actor, now)
    session.flush()
    recompute(seeker, now)
    audit.record(session, entry(actor, "document_added", added, person=str(seeker.public_id)))
    session.flush()
    return seeker


def remove_paper(
    session: Session, actor: Actor, seeker_id: UUID, document_id: UUID, now: datetime
) -> Seeker:
    """Recorded by mistake. Raises SeekerNotFound or DocumentNotFound."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    seeker = held(session, actor, seeker_id)
    paper = next((it for it in seeker.documents if it.public_id == document_id), None)
    if paper is None:
        raise DocumentNotFound
    seeker.documents.remove(paper)
    recompute(seeker, now)
    whose = str(seeker.public_id)
    audit.record(session, entry(actor, "document_removed", paper, person=whose))
    session.flush()
    return seeker


def correct_numbers(
    session: Session, actor: Actor, seeker_id: UUID, given: NumbersIn, now: datetime
) -> Seeker:
    """Raises SeekerNotFound, Malformed where a temporary CURP has no end. The trail says which
    numbers were changed, not to what."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    seeker = held(session, actor, seeker_id)
    wanted = _columns(given)
    changed = [name for name, value in wanted.items() if getattr(seeker, name) != value]
    for name in changed:
        setattr(seeker, name, wanted[name])
    if changed:
        seeker.numbers_by_staff = recorded_too(seeker, changed)
        recompute(seeker, now)
        audit.record(session, entry(actor, "numbers_corrected", seeker, changed=", ".join(changed)))
        session.flush()
    return seeker


def _columns(given: NumbersIn) -> dict[str, object]:
    is_temporary = given.curp is not None and given.curp_kind is CurpKind.TEMPORARY
    if is_temporary and given.curp_valid_until is None:
        raise Malformed(errors=[field_error("/curp_valid_until", "curp_end_needed")])
    return {
        "curp": given.curp,
        "curp_kind": given.curp_kind.value if given.curp else None,
        "curp_valid_until": given.curp_valid_until if is_temporary else None,
        "social_security_number": given.social_security_number,
        "rfc": given.rfc,
    }
