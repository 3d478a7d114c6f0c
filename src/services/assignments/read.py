"""Kept proposals, for whoever made them and for whoever sees every center."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from models.assignment_run import AssignmentRow, AssignmentRun
from models.opening import Opening
from models.repositories import assignments, openings, seekers
from models.repositories.openings import OpeningBrief
from models.repositories.seekers import SeekerBrief
from models.seeker import Seeker
from models.vocabulary import ActorKind
from services.access.actor import Actor
from services.errors import N_, NotFound
from services.matches.find import within

BATCH = 2000


class AssignmentNotFound(NotFound):
    code = "assignment_not_found"
    message = N_("There is no such assignment, or it is not yours.")


@dataclass(frozen=True, slots=True)
class Assigned:
    """`opening` None where nothing was left for the person."""

    row: AssignmentRow
    seeker: Seeker
    opening: Opening | None


@dataclass(frozen=True, slots=True)
class AssignedBrief:
    row: AssignmentRow
    seeker: SeekerBrief
    opening: OpeningBrief | None


@dataclass(frozen=True, slots=True)
class AssignedPage:
    rows: Sequence[Assigned]
    next_offset: int | None


def read_assignment(session: Session, actor: Actor, run_id: UUID) -> AssignmentRun:
    """Raises AssignmentNotFound."""
    actor.require(ActorKind.STAFF)
    run = assignments.by_public_id(session, run_id)
    if run is None or not (actor.sees_every_center or run.requested_by == actor.label):
        raise AssignmentNotFound
    return run


def recent_assignments(
    session: Session, actor: Actor, *, limit: int = 30
) -> Sequence[AssignmentRun]:
    """Newest first."""
    actor.require(ActorKind.STAFF)
    by = None if actor.sees_every_center else actor.label
    return assignments.newest(session, requested_by=by, limit=limit)


def assigned(
    session: Session, actor: Actor, run: AssignmentRun, *, offset: int, limit: int
) -> AssignedPage:
    """Opening by opening; people who left the actor's care, or were erased, are left out."""
    found = list(assignments.rows(session, run, offset=offset, limit=limit))
    kept = within(session, actor)
    known = seekers.by_ids(session, [row.seeker_id for row in found])
    people = {it.id: it for it in known if it.erased_at is None}
    posted = {
        it.id: it
        for it in openings.by_ids(session, {row.opening_id for row in found if row.opening_id})
    }
    rows = [
        Assigned(row, people[row.seeker_id], posted.get(row.opening_id or 0))
        for row in found
        if row.seeker_id in people and (kept is None or row.seeker_id in kept)
    ]
    following = offset + len(found)
    more = following < assignments.count_rows(session, run)
    return AssignedPage(rows, following if more else None)


def every_assigned(session: Session, actor: Actor, run: AssignmentRun) -> Iterator[AssignedBrief]:
    """As `assigned`, all of them, with nothing that names a person."""
    kept = within(session, actor)
    rows = list(assignments.rows(session, run))
    people = seekers.brief(session, [row.seeker_id for row in rows])
    posted = openings.brief(session, sorted({row.opening_id for row in rows if row.opening_id}))
    for row in rows:
        if row.seeker_id in people and (kept is None or row.seeker_id in kept):
            yield AssignedBrief(row, people[row.seeker_id], posted.get(row.opening_id or 0))
