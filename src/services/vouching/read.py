"""Employers as staff see them who decide whether to vouch for one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from models.audit_event import AuditEvent
from models.employer import Employer
from models.lifecycles import EMPLOYER_VERIFICATION, EmployerStatus, OpeningStatus
from models.repositories import access, employers
from models.repositories.paging import LARGEST_PAGE
from models.vocabulary import ActorKind
from services.access.actor import Actor
from services.errors import EmployerNotFound
from services.paging import Cursor, Page

# They wait for staff, whoever sent them.
WAITING = (EmployerStatus.UNVERIFIED, EmployerStatus.IN_REVIEW)
ADDED = "employer_added"
STEPS = {f"employer_{row.name}": row.name for row in EMPLOYER_VERIFICATION.transitions}

Counts = Mapping[OpeningStatus, int]


@dataclass(frozen=True, slots=True)
class EmployerListed:
    """`openings`: how many it has in each state; a state without any is absent."""

    employer: Employer
    openings: Counts


@dataclass(frozen=True, slots=True)
class StandingStep:
    """`by` is the name of the staff member; None for an operator's command. `reason` as given with
    a suspension."""

    at: datetime
    step: str
    by: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class EmployerRead:
    """`employer` with its registrations; `steps` oldest first."""

    employer: Employer
    openings: Counts
    steps: Sequence[StandingStep]


@dataclass(frozen=True, slots=True)
class EmployersWanted:
    """`text`: the beginning of the RFC or a part of a name. No `statuses`: any."""

    statuses: Collection[EmployerStatus] = ()
    text: str = ""


def list_employers(
    session: Session, actor: Actor, wanted: EmployersWanted, *, after: Cursor | None, limit: int
) -> Page[EmployerListed]:
    """In the order of their last change, oldest first."""
    _check(actor)
    found = employers.in_status(
        session, wanted.statuses, text=wanted.text.strip(), after=after, limit=limit
    )
    return Page(counted(session, found.rows), found.next)


def every_employer(
    session: Session, actor: Actor, wanted: EmployersWanted
) -> Iterator[EmployerListed]:
    """As `list_employers`, page after page."""
    after: Cursor | None = None
    while True:
        found = list_employers(session, actor, wanted, after=after, limit=LARGEST_PAGE)
        yield from found.rows
        after = found.next
        if after is None:
            return


def newest_employers(
    session: Session, actor: Actor, text: str, *, limit: int
) -> Sequence[EmployerListed]:
    _check(actor)
    return counted(session, employers.named(session, text.strip(), limit=limit))


def read_employer(session: Session, actor: Actor, employer_id: UUID) -> EmployerRead:
    """Raises EmployerNotFound."""
    _check(actor)
    employer = employers.with_registrations(session, employer_id)
    if employer is None:
        raise EmployerNotFound
    counts = employers.openings_by_status(session, [employer.id]).get(employer.id, {})
    return EmployerRead(employer, counts, _steps(session, employer_id))


def _check(actor: Actor) -> None:
    actor.require(ActorKind.STAFF, ActorKind.SYSTEM)
    actor.require_every_center()


def counted(session: Session, rows: Sequence[Employer]) -> list[EmployerListed]:
    """With how many openings each has."""
    counts = employers.openings_by_status(session, [row.id for row in rows])
    return [EmployerListed(row, counts.get(row.id, {})) for row in rows]


def _steps(session: Session, employer_id: UUID) -> list[StandingStep]:
    events = employers.history(session, employer_id, (ADDED, *STEPS))
    names = access.names_by_public_id(session, {UUID(it.actor) for it in events if it.actor})
    return [_step(event, names) for event in events]


def _step(event: AuditEvent, names: Mapping[UUID, str]) -> StandingStep:
    step = STEPS.get(event.action) or ("add_verified" if event.details.get("verified") else "add")
    by = names.get(UUID(event.actor)) if event.actor else None
    return StandingStep(event.at, step, by, event.details.get("reason"))
