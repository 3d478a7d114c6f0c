"""Two registrations become one person's; or staff say that they are two people.

The registration that is kept takes over referrals, hires, papers, consents and requests; the other
is emptied and only leads to it. A hire's timeline and the audit trail say so.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.identity_verdict import IdentityVerdict
from models.lifecycles import SeekerStatus
from models.repositories import identities, moving, placements, seekers
from models.repositories.bulk import Known
from models.seeker import Seeker
from models.vocabulary import ActorKind, ConsentChannel, Verdict
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.calendar import Moment
from services.errors import N_, Conflict, SeekerNotFound
from services.people.moved import follow, settle_papers, settle_referrals
from services.seekers.forget import FOUND_BY, forget
from services.seekers.intake import intake_of
from services.seekers.read import attended
from services.seekers.register import prepare_one
from services.seekers.store import Intake, store_known
from services.seekers.union import united


class SameHireTwice(Conflict):
    code = "same_hire_twice"
    message = N_(
        "Both registrations have a hire under way for the same opening. End one of the two first."
    )


class OnePersonAlready(Conflict):
    code = "one_person_already"
    message = N_("These two registrations are one person's already.")


class NotWithItself(Conflict):
    code = "not_with_itself"
    message = N_("Choose two different registrations.")


@dataclass(frozen=True, slots=True)
class Sides:
    """With their details; both rows are held."""

    kept: Seeker
    other: Seeker


def both_sides(session: Session, actor: Actor, kept: UUID, other: UUID) -> Sides:
    """Raises SeekerNotFound unless the actor attends both, NotWithItself."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    if kept == other:
        raise NotWithItself
    return Sides(attended(session, actor, kept), attended(session, actor, other))


def merge(session: Session, actor: Actor, kept: UUID, other: UUID, moment: Moment) -> Seeker:
    """The person as they go on. The same merger again changes nothing.

    Raises SeekerNotFound unless the actor attends both, SameHireTwice.
    """
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    # Two clerks at once: the second waits here, then finds what the first has done.
    for row_id in sorted((kept, other)):
        seekers.locked(session, row_id)
    if _is_done(session, kept, other):
        return attended(session, actor, kept)
    sides = both_sides(session, actor, kept, other)
    _refuse_same_hire(session, sides)
    said = united(intake_of(sides.kept), intake_of(sides.other))
    was_seen = SeekerStatus.DOCUMENT_VERIFIED in {sides.kept.status, sides.other.status}
    _move(session, actor, sides, moment)
    person = _stored_anew(session, actor, kept, said, moment)
    if was_seen and person.status is SeekerStatus.REGISTERED:
        person.status = SeekerStatus.DOCUMENT_VERIFIED
    _decide(session, actor, sides, Verdict.SAME)
    audit.record(session, entry(actor, "people_merged", person, merged=str(other)))
    session.flush()
    return person


def say_different(session: Session, actor: Actor, one: UUID, other: UUID) -> None:
    """Namesakes: nobody is asked about the two again. Raises OnePersonAlready."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    if _is_done(session, one, other) or _is_done(session, other, one):
        raise OnePersonAlready
    sides = both_sides(session, actor, one, other)
    if identities.verdict_on(session, sides.kept.id, sides.other.id) is None:
        _decide(session, actor, sides, Verdict.DIFFERENT)
        audit.record(session, entry(actor, "people_told_apart", sides.kept, other=str(other)))
        session.flush()


def _is_done(session: Session, kept: UUID, other: UUID) -> bool:
    first, second = (seekers.by_public_id(session, row_id) for row_id in (kept, other))
    if first is None or second is None:
        raise SeekerNotFound
    return first is not second and identities.survivor_of(session, second.id) == first.id


def _refuse_same_hire(session: Session, sides: Sides) -> None:
    mine, theirs = (
        {row.opening_id for row in placements.open_of_seeker(session, side.id)}
        for side in (sides.kept, sides.other)
    )
    if mine & theirs:
        raise SameHireTwice


def _move(session: Session, actor: Actor, sides: Sides, moment: Moment) -> None:
    """Everything that hangs on the other registration; then it is emptied."""
    kept, other = sides.kept, sides.other
    settle_referrals(session, kept.id, other.id, moment)
    settle_papers(sides.kept, sides.other)
    code = other.return_code_index if kept.return_code_index is None else None
    session.flush()
    follow(session, actor, sides.kept, sides.other, moment)
    forget(session, other, moment.now, keep=FOUND_BY)
    session.flush()
    moving.take_code(session, kept.id, code)
    session.expire_all()


def _stored_anew(
    session: Session, actor: Actor, kept: UUID, said: object, moment: Moment
) -> Seeker:
    """What both have told, linked and ranked as one; papers and consents as they stand now."""
    person = attended(session, actor, kept)
    now_said = united(intake_of(person), said)  # type: ignore[arg-type]
    known = Known(person.id, person.public_id, str(person.status), None)
    where = Intake(person.center, ConsentChannel.DESK, moment.now, person.is_demo)
    store_known(session, actor, where, [(prepare_one(now_said, now=moment.now), known)])
    session.expire_all()
    return attended(session, actor, kept)


def _decide(session: Session, actor: Actor, sides: Sides, verdict: Verdict) -> None:
    """A verdict of two people gives way to a merger: staff have learned more."""
    first, second = sorted((sides.kept.id, sides.other.id))
    row = identities.verdict_on(session, first, second)
    if row is None:
        row = IdentityVerdict(first_id=first, second_id=second)
        session.add(row)
    is_same = verdict is Verdict.SAME
    row.verdict, row.decided_by_id = verdict, actor.id
    row.kept_id = sides.kept.id if is_same else None
    row.merged_id = sides.other.id if is_same else None
