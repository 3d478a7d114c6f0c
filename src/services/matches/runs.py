"""Match runs: one ranking of many openings, kept with what it read, so it can be repeated."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from matching.catalogs import load
from matching.eligibility import Reason
from matching.ranking import ENGINE_VERSION, WEIGHTS, Engine, Match
from models import audit, feed
from models.match_run import MatchRun
from models.repositories import match_runs, matchable, openings, seekers
from models.types import utc_now
from models.vocabulary import ActorKind, WorkAnswer
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.collecting import paused
from services.errors import N_, Conflict, MatchRunNotFound, OpeningNotFound
from services.matches.find import within
from services.matches.inputs import RunInputs, digest_of, unpacked
from services.openings.profile import opening_profile

LARGEST_K = 100
Progress = Callable[[int, int], None]


class RunInputGone(Conflict):
    code = "run_input_gone"
    message = N_("What this run read has been erased, so it cannot be repeated.")


@dataclass(frozen=True, slots=True)
class RunParameters:
    """`state`: openings of that entity only; `opening`: only this one; the best `k` for each."""

    k: int = 10
    state: str | None = None
    opening: UUID | None = None

    def as_json(self) -> dict[str, Any]:
        opening = str(self.opening) if self.opening else None
        return {"k": self.k, "state": self.state, "opening": opening}


@dataclass(frozen=True, slots=True)
class RankedRun:
    """Computed, not yet stored: ranking needs no write transaction."""

    parameters: RunParameters
    on: date
    inputs: RunInputs
    position: str
    rows: list[dict[str, Any]]
    started_at: datetime


def rank_run(
    session: Session,
    actor: Actor,
    parameters: RunParameters,
    *,
    on: date,
    progress: Progress = lambda _done, _total: None,
) -> RankedRun:
    """Every published opening asked for x every matchable person the actor attends."""
    actor.require(ActorKind.STAFF, scope=Scope.MATCHES)
    started_at = utc_now()
    position = str(feed.head(session))
    with paused():
        inputs = _inputs(session, actor, parameters, on)
        rows = list(ranked_rows(inputs, k=min(parameters.k, LARGEST_K), on=on, progress=progress))
    return RankedRun(parameters, on, inputs, position, rows, started_at)


def _inputs(session: Session, actor: Actor, parameters: RunParameters, on: date) -> RunInputs:
    only = None
    if parameters.opening is not None:
        opening = openings.by_public_id(session, parameters.opening)
        if opening is None:
            raise OpeningNotFound
        only = [opening.id]
    chosen = map(opening_profile, matchable.live_openings(session, on, only))
    kept = within(session, actor)
    return RunInputs(
        people=[
            (row, packed)
            for row, packed in matchable.profiles(session)
            if packed and (kept is None or row in kept)
        ],
        openings=[row for row in chosen if parameters.state in (None, row.municipality[:2])],
    )


def ranked_rows(
    inputs: RunInputs, *, k: int, on: date, progress: Progress = lambda _done, _total: None
) -> Iterator[dict[str, Any]]:
    """Rows of `MatchRunRow`, opening by opening; the same inputs give the same rows."""
    engine = Engine.build(seekers=inputs.seekers())
    total = len(inputs.openings)
    for done, (opening, matches) in enumerate(engine.rank_all(inputs.openings, k=k, on=on), 1):
        for rank, match in enumerate(matches, 1):
            yield _row(opening.key, rank, match)
        progress(done, total)


def _row(opening: int, rank: int, match: Match) -> dict[str, Any]:
    until = match.permission.until
    return {
        "opening_id": opening,
        "seeker_id": match.seeker_key,
        "rank": rank,
        "score": match.score,
        "components": match.components._asdict(),
        "reasons": [_told(reason) for reason in match.reasons],
        "permission": WorkAnswer(match.permission.answer.value),
        "permission_until": date.fromisoformat(f"{until}-01") if until else None,
        "permission_codes": list(match.permission.codes),
    }


@lru_cache(maxsize=100_000)
def _told(reason: Reason) -> tuple[str, str | None]:
    """The same few thousand reasons are given to everybody: each is held once."""
    return reason.code, reason.subject


@paused()
def keep_run(session: Session, actor: Actor, ranked: RankedRun) -> MatchRun:
    content = ranked.inputs.packed()
    run = MatchRun(
        ranked_on=ranked.on,
        parameters=ranked.parameters.as_json(),
        engine_version=ENGINE_VERSION,
        weights={"name": WEIGHTS.name, "parts": list(WEIGHTS.parts)},
        catalogs_version=load().version,
        feed_position=ranked.position,
        input_digest=digest_of(content),
        result_digest=result_digest(ranked.rows),
        requested_by=actor.label,
        started_at=ranked.started_at,
        finished_at=utc_now(),
        openings=len(ranked.inputs.openings),
        seekers=len(ranked.inputs.people),
        matches=len(ranked.rows),
    )
    match_runs.keep_input(session, digest_of(content), content)
    session.add(run)
    match_runs.add_rows(session, run, ranked.rows)
    audit.record(session, entry(actor, "match_run", run, matches=run.matches))
    return run


def result_digest(rows: Iterable[dict[str, Any]]) -> str:
    """Over every row in order: equal digests mean equal results."""
    hashed, plain = hashlib.sha256(), json.JSONEncoder(default=str, sort_keys=True).encode
    for row in rows:
        hashed.update(plain(row).encode())
    return hashed.hexdigest()


@dataclass(frozen=True, slots=True)
class Replay:
    """`is_equal`: the kept inputs gave the same result again, under this engine and catalogs."""

    run: MatchRun
    is_equal: bool
    result_digest: str


def replay(session: Session, actor: Actor, run_id: UUID) -> Replay:
    """Raises MatchRunNotFound or RunInputGone."""
    run = read_run(session, actor, run_id)
    content = match_runs.kept_input(session, run.input_digest or "")
    if content is None:
        raise RunInputGone
    k = min(run.parameters["k"], LARGEST_K)
    digest = result_digest(ranked_rows(unpacked(content), k=k, on=run.ranked_on))
    return Replay(run, digest == run.result_digest, digest)


def read_run(session: Session, actor: Actor, run_id: UUID) -> MatchRun:
    actor.require(ActorKind.STAFF, scope=Scope.MATCHES)
    run = match_runs.by_public_id(session, run_id)
    if run is None or not (actor.sees_every_center or run.requested_by == actor.label):
        raise MatchRunNotFound
    return run


def names_of(session: Session, run: MatchRun) -> tuple[dict[int, Any], dict[int, Any]]:
    """What a report says of the openings and people of a run, by row."""
    return (
        openings.brief(session, match_runs.opening_ids(session, run)),
        seekers.brief(session, match_runs.seeker_ids(session, run)),
    )
