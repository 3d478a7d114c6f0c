"""One person taken in, revised, read or archived."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.center import Center
from models.lifecycles import SEEKER_REGISTRATION
from models.repositories import centers, seekers
from models.repositories.bulk import Known
from models.repositories.paging import Cursor, Page
from models.repositories.seekers import SeekerFilter
from models.seeker import Seeker
from models.vocabulary import ActorKind, ConsentChannel
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.calendar import legal_day
from services.errors import AlreadyExists, CenterNotFound, Malformed
from services.field_codes import field_error
from services.seekers.prepare import PreparedSeeker, prepare, with_name
from services.seekers.read import attended, gone_on
from services.seekers.schemas import SeekerIn
from services.seekers.store import Intake, StoredSeeker, store, store_known

ONLINE = "WEB"
CHANNELS = {
    ActorKind.SEEKER: ConsentChannel.WEB,
    ActorKind.STAFF: ConsentChannel.DESK,
    ActorKind.PARTNER: ConsentChannel.PARTNER,
    ActorKind.SYSTEM: ConsentChannel.PAPER,
}


def prepare_one(intake: SeekerIn, *, now: datetime) -> PreparedSeeker:
    return prepare([intake], today=legal_day(now))[0]


def register_seeker(
    session: Session, actor: Actor, prepared: PreparedSeeker, *, now: datetime
) -> StoredSeeker:
    """A new person. Raises AlreadyExists when the center has the external id, CenterNotFound."""
    actor.require(ActorKind.STAFF, ActorKind.PARTNER, ActorKind.SEEKER, scope=Scope.SEEKERS)
    center = center_for(session, actor, prepared.intake.center)
    name = prepared.intake.external_id
    if name and (holder := seekers.by_external_id(session, center.id, name)) is not None:
        raise AlreadyExists(what=f"external_id (id {holder.public_id})")
    return store(session, actor, at_center(actor, center, now), [prepared])[0]


def revise_seeker(
    session: Session, actor: Actor, seeker_id: UUID, prepared: PreparedSeeker, *, now: datetime
) -> StoredSeeker:
    """Replace what is known of a person, who keeps the external id unless another is sent. Raises
    SeekerNotFound when not in the actor's care, AlreadyExists when somebody else of the center has
    the external id."""
    actor.require(ActorKind.STAFF, ActorKind.PARTNER, ActorKind.SEEKER, scope=Scope.SEEKERS)
    seeker = gone_on(session, actor, seeker_id)
    known = Known(seeker.id, seeker.public_id, str(seeker.status), seeker.content_hash)
    center = seeker.center
    if prepared.intake.center not in (None, center.code):
        center = center_for(session, actor, prepared.intake.center)
    named = with_name(prepared, seeker.external_id)
    _check_name(session, center, named.intake.external_id, seeker)
    return store_known(session, actor, at_center(actor, center, now), [(named, known)])[0]


def _check_name(session: Session, center: Center, name: str | None, seeker: Seeker) -> None:
    holder = seekers.by_external_id(session, center.id, name) if name else None
    if holder is not None and holder.id != seeker.id:
        raise AlreadyExists(what=f"external_id (id {holder.public_id})")


def put_seeker(
    session: Session, actor: Actor, seeker_id: UUID, prepared: PreparedSeeker, *, now: datetime
) -> tuple[StoredSeeker, Seeker]:
    stored = revise_seeker(session, actor, seeker_id, prepared, now=now)
    session.expire_all()
    return stored, attended(session, actor, stored.public_id)


def read_seeker(session: Session, actor: Actor, seeker_id: UUID) -> Seeker:
    actor.require(ActorKind.STAFF, ActorKind.PARTNER, ActorKind.SEEKER, scope=Scope.SEEKERS)
    return gone_on(session, actor, seeker_id)


def open_seeker(session: Session, actor: Actor, seeker_id: UUID) -> Seeker:
    """As `read_seeker`, with a line in the audit record."""
    seeker = read_seeker(session, actor, seeker_id)
    audit.record(session, entry(actor, "person_opened", seeker))
    return seeker


def list_seekers(
    session: Session, actor: Actor, *, after: Cursor | None, limit: int
) -> Page[Seeker]:
    """Those of the actor's center; of every center for whoever sees them all."""
    actor.require(ActorKind.STAFF, ActorKind.PARTNER, scope=Scope.SEEKERS)
    center = None if actor.sees_every_center else actor.center_id
    return seekers.listed(session, SeekerFilter(center_id=center), after=after, limit=limit)


def archive_seeker(session: Session, actor: Actor, seeker_id: UUID, *, now: datetime) -> Seeker:
    """Withdraw a person from matching; what was recorded of hires stays."""
    actor.require(ActorKind.STAFF, ActorKind.PARTNER, ActorKind.SEEKER, scope=Scope.SEEKERS)
    seeker = attended(session, actor, seeker_id)
    step = SEEKER_REGISTRATION.named("archive")
    if step is not None and seeker.status in step.sources:
        seeker.status, seeker.is_matchable = step.target, False
        for consent in seeker.consents:
            consent.withdrawn_at = consent.withdrawn_at or now
        # The next intake must not be taken for what is already stored.
        seeker.content_hash = None
        audit.record(session, entry(actor, "seeker_archived", seeker))
        session.flush()
    return seeker


def center_for(session: Session, actor: Actor, code: str | None) -> Center:
    """The center that takes a person in: the actor's own unless the actor may choose another."""
    wanted = code or actor.center_code or ONLINE
    is_own = actor.center_code in (None, wanted)
    if not is_own and not actor.sees_every_center:
        raise CenterNotFound(errors=[field_error("/center", "not_your_center")])
    center = centers.by_code(session, wanted)
    if center is None:
        raise Malformed(errors=[field_error("/center", "unknown_center")])
    return center


def at_center(actor: Actor, center: Center, now: datetime) -> Intake:
    return Intake(center=center, channel=CHANNELS[actor.kind], now=now)
