"""Kept runs that are not needed any more: their rows, their audit and what they read go."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.match_run import MatchRun
from models.repositories import match_runs
from services.access.actor import SYSTEM, Actor
from services.access.trail import entry
from services.matches.runs import read_run

# Two hundred thousand rows take a second, in which nobody else writes to an SQLite file.
AT_ONCE = 1


def drop_run(session: Session, actor: Actor, run_id: UUID) -> None:
    """By whoever may read it. Raises Forbidden, MatchRunNotFound."""
    _drop(session, actor, [read_run(session, actor, run_id)])


def drop_runs_before(session: Session, actor: Actor, moment: datetime) -> int:
    """How many there were. For whoever sees every center."""
    actor.require_every_center()
    return _drop(session, actor, match_runs.before(session, moment))


def drop_old_runs(days: int | None, session: Session, now: datetime) -> int:
    """Those older than so many days, some at a time; None: no age is set."""
    if days is None:
        return 0
    old = match_runs.before(session, now - timedelta(days=days), limit=AT_ONCE)
    return _drop(session, SYSTEM, old)


def _drop(session: Session, actor: Actor, runs: Sequence[MatchRun]) -> int:
    for run in runs:
        audit.record(session, entry(actor, "match_run_dropped", run, matches=run.matches))
        match_runs.drop(session, run)
    return len(runs)
