"""How a run treated groups of people, and whether it sends everybody the same few."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from matching.fairness import Audit, GroupAudit, audits
from matching.profiles import OpeningProfile
from matching.ranking import ENGINE_VERSION, Congestion, Engine, Pool, congestion
from models import audit as trail
from models.match_run import MatchRun
from models.match_run_audit import MatchRunAudit
from models.repositories import match_run_audits, match_runs, seekers
from models.vocabulary import ActorKind, StaffRole
from services.access.actor import Actor
from services.access.trail import entry
from services.errors import N_, Forbidden, NotFound
from services.matches.groups import groups_of
from services.matches.inputs import unpacked
from services.matches.runs import Progress, RunInputGone, read_run

# Each opening is one observation: beyond so many the intervals are narrow enough.
MOST_OPENINGS = 1000
AUDITORS = frozenset({StaffRole.SUPERVISOR, StaffRole.ADMIN})


class AuditNotFound(NotFound):
    code = "audit_not_found"
    message = N_("This run has no fairness audit yet. Make one first.")


@dataclass(frozen=True, slots=True)
class MadeAudit:
    """Computed, not yet stored: it needs no write transaction."""

    run_id: int
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Crowding:
    """`most_wanted`: public ids of the people in most lists, with how many."""

    run: MatchRun
    found: Congestion
    most_wanted: Sequence[tuple[UUID, int]]


def may_audit(actor: Actor) -> bool:
    return actor.kind is ActorKind.SYSTEM or (actor.is_staff and actor.role in AUDITORS)


def make_audit(
    session: Session,
    actor: Actor,
    run_id: UUID,
    *,
    most_openings: int = MOST_OPENINGS,
    progress: Progress = lambda _done, _total: None,
) -> MadeAudit:
    """From what the run read, under today's engine. Raises Forbidden for staff who are neither
    supervisor nor administrator, MatchRunNotFound, RunInputGone."""
    run = _auditable(session, actor, run_id)
    content = match_runs.kept_input(session, run.input_digest or "")
    if content is None:
        raise RunInputGone
    inputs = unpacked(content)
    people = match_run_audits.people(session, [row for row, _ in inputs.people])
    engine = Engine.build(seekers=inputs.seekers())
    chosen = _spread(inputs.openings, most_openings)
    pools = _pools(engine, chosen, run, progress)
    found = audits(pools, groups_of(people), k=run.parameters["k"])
    return MadeAudit(
        run.id,
        {
            "k": run.parameters["k"],
            "openings": len(inputs.openings),
            "openings_read": len(chosen),
            "engine_version": ENGINE_VERSION,
            "attributes": [_packed(audit) for audit in found],
        },
    )


def keep_audit(session: Session, actor: Actor, made: MadeAudit, *, now: datetime) -> MatchRunAudit:
    kept = match_run_audits.keep(
        session, made.run_id, made.content, made_by=actor.label, made_at=now
    )
    run = session.get_one(MatchRun, made.run_id)
    trail.record(session, entry(actor, "match_run_audited", run))
    return kept


def read_audit(session: Session, actor: Actor, run_id: UUID) -> MatchRunAudit:
    """Raises Forbidden, MatchRunNotFound, AuditNotFound."""
    found = match_run_audits.kept(session, _auditable(session, actor, run_id))
    if found is None:
        raise AuditNotFound
    return found


def crowding(session: Session, actor: Actor, run_id: UUID) -> Crowding:
    """For whoever may read the run."""
    run = read_run(session, actor, run_id)
    listed = list(match_run_audits.lists(session, run))
    empty: list[list[int]] = [[] for _ in range(run.openings - len(listed))]
    found = congestion([*listed, *empty], run.seekers)
    known = seekers.brief(session, [row for row, _ in found.most_wanted])
    wanted = [(known[row].public_id, count) for row, count in found.most_wanted if row in known]
    return Crowding(run, found, wanted)


def recent_runs(session: Session, actor: Actor, *, limit: int = 30) -> Sequence[MatchRun]:
    """Newest first; those of the actor, or all for whoever sees every center."""
    actor.require(ActorKind.STAFF)
    by = None if actor.sees_every_center else actor.label
    return match_runs.newest(session, requested_by=by, limit=limit)


def _auditable(session: Session, actor: Actor, run_id: UUID) -> MatchRun:
    if not may_audit(actor):
        raise Forbidden
    return read_run(session, actor, run_id)


def _spread(openings: Sequence[OpeningProfile], most: int) -> Sequence[OpeningProfile]:
    """Every opening, or as many evenly from the whole of them."""
    return openings[:: max(1, math.ceil(len(openings) / most))]


def _pools(
    engine: Engine, openings: Sequence[OpeningProfile], run: MatchRun, progress: Progress
) -> Iterator[Pool]:
    for done, opening in enumerate(openings, 1):
        yield engine.pool(opening, on=run.ranked_on)
        progress(done, len(openings))


def _packed(audit: Audit) -> dict[str, Any]:
    return {
        "attribute": audit.attribute,
        "openings": audit.openings,
        "reference": audit.reference,
        "groups": [_packed_group(group) for group in audit.groups],
    }


def _packed_group(group: GroupAudit) -> dict[str, Any]:
    """Scores as shares of one; an interval without an upper end has None there."""
    low, high = group.interval or (None, None)
    fields = asdict(group)
    del fields["interval"], fields["score_gap"], fields["gaps"]
    gap, gaps = group.score_gap, group.gaps
    return {
        **fields,
        "verdict": group.verdict,
        "ratio_low": low,
        "ratio_high": None if high is None or math.isinf(high) else high,
        "score_gap": None if gap is None else gap / 1_000_000,
        "gaps": None if gaps is None else {name: it / 1_000_000 for name, it in gaps.items()},
    }
