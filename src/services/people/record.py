"""What a center has about one person, on one page; every look is in the audit trail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.lifecycles import SeekerStatus
from models.placement import Placement
from models.referral import Referral
from models.repositories import access, identities, placements, referrals, seekers
from models.repositories.paging import Cursor, Page
from models.repositories.seekers import SeekerFilter
from models.seeker import Seeker
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.placements.step import scope_of as placements_of
from services.referrals.step import scope_of as referrals_of
from services.seekers.doubles import Double, possible_doubles
from services.seekers.find import center_of
from services.seekers.read import attended

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Record:
    """`seen_by`: names of staff by row. `merged`: other registrations of the person that this
    one took over. `elsewhere`: a number of theirs is registered at a center out of sight."""

    seeker: Seeker
    referrals: Sequence[Referral]
    placements: Sequence[Placement]
    seen_by: Mapping[int, str]
    doubles: Sequence[Double]
    elsewhere: bool
    merged: int


def read_record(session: Session, actor: Actor, seeker_id: UUID) -> Record:
    """Raises SeekerNotFound."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    seeker = attended(session, actor, seeker_id)
    audit.record(session, entry(actor, "person_opened", seeker))
    own_referrals = replace(referrals_of(actor), seeker_id=seeker.id)
    own_placements = replace(placements_of(actor), seeker_id=seeker.id)
    staff = {paper.verified_by_id for paper in seeker.documents if paper.verified_by_id}
    doubles = possible_doubles(session, actor, seeker)
    return Record(
        seeker=seeker,
        referrals=referrals.listed(session, own_referrals, limit=SHOWN).rows,
        placements=placements.listed(session, own_placements, limit=SHOWN).rows,
        seen_by=access.names_of_staff(session, staff),
        doubles=doubles.here,
        elsewhere=doubles.elsewhere,
        merged=len(identities.merged_into(session, seeker.id)),
    )


def survivor(session: Session, actor: Actor, seeker_id: UUID) -> UUID | None:
    """Where an emptied registration leads, for those who may see that person."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    row = seekers.by_public_id(session, seeker_id)
    if row is None:
        return None
    kept = identities.survivor_of(session, row.id)
    found = seekers.by_id(session, kept) if kept != row.id else None
    may_see = found is not None and center_of(actor) in (None, found.center_id)
    return found.public_id if found is not None and may_see else None


def list_unseen(
    session: Session, actor: Actor, *, after: Cursor | None, limit: int
) -> Page[Seeker]:
    """Registered people of whom nobody has seen a paper, longest waiting first."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    wanted = SeekerFilter(center_id=center_of(actor), status=SeekerStatus.REGISTERED)
    return seekers.listed(session, wanted, after=after, limit=limit)
