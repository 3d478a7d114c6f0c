"""One opening of an employer, created, replaced or read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from models.employer import Employer
from models.lifecycles import EmployerStatus, OpeningStatus
from models.opening import Opening
from models.repositories import opening_pages, openings
from models.repositories.bulk import Outcome
from models.repositories.openings import OpeningFilter
from models.repositories.paging import Cursor, Page
from models.shown import OpeningRow
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.calendar import legal_day
from services.errors import N_, AlreadyExists, Conflict, OpeningNotFound
from services.openings.prepare import PreparedOpening, prepare
from services.openings.publish import owner_of
from services.openings.schemas import OpeningFields
from services.openings.store import StoredOpening, store


def prepare_one(external_id: str, fields: OpeningFields, *, now: datetime) -> PreparedOpening:
    """Linked and checked before any transaction begins."""
    return prepare([(external_id, fields)], today=legal_day(now))[0]


def put_opening(
    session: Session, actor: Actor, prepared: PreparedOpening, *, now: datetime
) -> tuple[Opening, bool]:
    """Create or replace the opening that the employer knows by this external id; True: created."""
    stored = _store(session, actor, prepared, now)
    session.expire_all()
    return _read(session, actor, stored.public_id), stored.outcome is Outcome.CREATED


def post_opening(
    session: Session, actor: Actor, prepared: PreparedOpening, *, now: datetime
) -> Opening:
    """Create only. Raises AlreadyExists when the employer uses the external id already."""
    known = openings.by_external_id(session, actor.id, prepared.external_id)
    if known is not None:
        raise AlreadyExists(what=f"external_id (id {known.public_id})")
    return put_opening(session, actor, prepared, now=now)[0]


def post_once(
    session: Session, actor: Actor, prepared: PreparedOpening, *, now: datetime
) -> Opening:
    """As `post_opening`; the same one sent twice is the one that is there."""
    known = openings.by_external_id(session, actor.id, prepared.external_id)
    if known is not None and known.content_hash == prepared.content_hash:
        return known
    return post_opening(session, actor, prepared, now=now)


class ChangedMeanwhile(Conflict):
    code = "changed_meanwhile"
    message = N_(
        "This opening was changed elsewhere meanwhile. What you wrote is here: look through it and "
        "save once more."
    )


def seen_mark(opening: Opening) -> str:
    """Of what it says and where it stands: saving one that was closed would open it again."""
    return f"{opening.status}.{opening.content_hash or ''}"


def revise_opening(
    session: Session, actor: Actor, prepared: PreparedOpening, seen: str, *, now: datetime
) -> Opening:
    """Replace what stood there when it was `seen`, its mark. Raises ChangedMeanwhile."""
    actor.require(ActorKind.EMPLOYER, scope=Scope.OPENINGS)
    known = openings.by_external_id(session, actor.id, prepared.external_id)
    if known is None:
        raise OpeningNotFound
    held = openings.locked(session, known.public_id, employer_id=owner_of(actor))
    if held is None or seen_mark(held) != seen:
        raise ChangedMeanwhile
    return put_opening(session, actor, prepared, now=now)[0]


def _store(
    session: Session, actor: Actor, prepared: PreparedOpening, now: datetime
) -> StoredOpening:
    return store(session, actor, acting_employer(session, actor), [prepared], now=now)[0]


def acting_employer(session: Session, actor: Actor) -> Employer:
    actor.require(ActorKind.EMPLOYER, scope=Scope.OPENINGS)
    employer = session.get_one(Employer, actor.id)
    if employer.status is not EmployerStatus.VERIFIED:
        # Whoever verifies it meanwhile waits, and then publishes what is stored here.
        session.refresh(employer, with_for_update={"read": True})
    return employer


def read_opening(session: Session, actor: Actor, name: str) -> Opening:
    """By the service's id or, for an employer, by the own external id."""
    actor.require(ActorKind.EMPLOYER, ActorKind.STAFF, scope=Scope.OPENINGS)
    return _read(session, actor, opening_id_of(session, actor, name))


def opening_id_of(session: Session, actor: Actor, name: str) -> UUID:
    """Raises OpeningNotFound for a name that is neither."""
    if actor.is_employer:
        named = openings.by_external_id(session, actor.id, name)
        if named is not None:
            return named.public_id
    return public_id_in(name)


def public_id_in(name: str) -> UUID:
    """Raises OpeningNotFound for any other name."""
    try:
        return UUID(name)
    except ValueError as error:
        raise OpeningNotFound from error


def _read(session: Session, actor: Actor, opening_id: UUID) -> Opening:
    opening = openings.by_public_id(session, opening_id, employer_id=owner_of(actor))
    if opening is None:
        raise OpeningNotFound
    return opening


@dataclass(frozen=True, slots=True)
class OpeningsWanted:
    """None: any. `state` is the 2-digit entity; `updated_since` also brings what was closed."""

    updated_since: datetime | None = None
    status: OpeningStatus | None = None
    state: str | None = None


def list_openings(
    session: Session, actor: Actor, wanted: OpeningsWanted, *, after: Cursor | None, limit: int
) -> Page[Opening]:
    """An employer's own, staff's all."""
    return openings.listed(session, _chosen(actor, wanted), after=after, limit=limit)


def openings_to_decide(
    session: Session, actor: Actor, *, after: Cursor | None, limit: int
) -> Page[Opening]:
    """Those that staff have to look at before they are published, longest waiting first."""
    actor.require(ActorKind.STAFF)
    return openings.to_decide(session, after=after, limit=limit)


def page_of_openings(
    session: Session, actor: Actor, wanted: OpeningsWanted, *, after: Cursor | None, limit: int
) -> Page[OpeningRow]:
    """As `list_openings`, without what is shown of each."""
    return opening_pages.rows(session, _chosen(actor, wanted), after=after, limit=limit)


def _chosen(actor: Actor, wanted: OpeningsWanted) -> OpeningFilter:
    actor.require(ActorKind.EMPLOYER, ActorKind.STAFF, scope=Scope.OPENINGS)
    return OpeningFilter(
        employer_id=owner_of(actor),
        status=wanted.status,
        state=wanted.state,
        updated_since=wanted.updated_since,
    )
