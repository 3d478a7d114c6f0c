from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models.fast_insert import insert_many
from models.lean_reads import lean
from models.match_run import MatchRun, MatchRunInput, MatchRunRow
from models.referral import Referral
from models.sealing import keyring_of
from models.vocabulary import WorkAnswer

BATCH = 5000
TABLE: Any = MatchRunRow.__table__


def by_public_id(session: Session, public_id: UUID) -> MatchRun | None:
    return session.scalar(select(MatchRun).where(MatchRun.public_id == public_id))


def newest(session: Session, *, requested_by: str | None, limit: int) -> Sequence[MatchRun]:
    """`requested_by` None: of everybody."""
    query = select(MatchRun).order_by(MatchRun.id.desc()).limit(limit)
    if requested_by is not None:
        query = query.where(MatchRun.requested_by == requested_by)
    return session.scalars(query).all()


def before(session: Session, moment: datetime, *, limit: int | None = None) -> Sequence[MatchRun]:
    """Those that began earlier, oldest first."""
    query = select(MatchRun).where(MatchRun.started_at < moment)
    return session.scalars(query.order_by(MatchRun.started_at, MatchRun.id).limit(limit)).all()


def drop(session: Session, run: MatchRun) -> None:
    """With its rows, its audit and, unless another run read the same, what it read."""
    own = Referral.match_run_id == run.id
    session.execute(update(Referral).where(own).values(match_run_id=None))
    session.execute(delete(MatchRun).where(MatchRun.id == run.id))
    others = select(MatchRun.id).where(MatchRun.input_digest == run.input_digest)
    if session.scalar(others.limit(1)) is None:
        session.execute(delete(MatchRunInput).where(MatchRunInput.digest == run.input_digest))


def forget_person(session: Session, seeker_id: int) -> None:
    """Out of the lists of every run that is kept."""
    session.execute(delete(MatchRunRow).where(MatchRunRow.seeker_id == seeker_id))


def add_rows(session: Session, run: MatchRun, rows: Iterable[dict[str, Any]]) -> int:
    """Stores the rows of a run in batches, as `MatchRunRow` attributes; how many there were."""
    session.flush()
    remaining, count = iter(rows), 0
    while some := list(islice(remaining, BATCH)):
        insert_many(session, TABLE, [{"match_run_id": run.id, **row} for row in some])
        count += len(some)
    return count


@dataclass(frozen=True, slots=True)
class MatchFacts:
    """The attributes of `MatchRunRow` that a report reads, by the same names."""

    opening_id: int
    seeker_id: int
    rank: int
    score: int
    components: dict[str, int]
    reasons: list[tuple[str, str | None]]
    permission: WorkAnswer
    permission_until: date | None
    permission_codes: list[str]


FACTS = tuple(TABLE.c[name] for name in MatchFacts.__dataclass_fields__)


def rows(session: Session, run: MatchRun, *, batch: int = 2000) -> Iterator[MatchFacts]:
    """Opening by opening, best first, streamed."""
    query = (
        select(*FACTS)
        .where(MatchRunRow.match_run_id == run.id)
        .order_by(MatchRunRow.opening_id, MatchRunRow.rank)
        .execution_options(yield_per=batch)
    )
    with lean(session, query) as stored:
        for row in stored:
            yield MatchFacts(*row)


def opening_ids(session: Session, run: MatchRun) -> list[int]:
    ids = select(MatchRunRow.opening_id).where(MatchRunRow.match_run_id == run.id).distinct()
    return list(session.scalars(ids))


def seeker_ids(session: Session, run: MatchRun) -> list[int]:
    ids = select(MatchRunRow.seeker_id).where(MatchRunRow.match_run_id == run.id).distinct()
    return list(session.scalars(ids))


def keep_input(session: Session, digest: str, content: bytes) -> None:
    """Sealed, and kept once for every run that read the same."""
    if session.get(MatchRunInput, digest) is None:
        sealed = keyring_of(session).seal(content, _place(digest))
        session.add(MatchRunInput(digest=digest, content=sealed))


def kept_input(session: Session, digest: str) -> bytes | None:
    """None when it was erased."""
    kept = session.get(MatchRunInput, digest)
    return None if kept is None else keyring_of(session).open(kept.content, _place(digest))


def reseal_inputs(session: Session) -> int:
    """Seals with the current key what older ones sealed; how many there were."""
    keyring, count = keyring_of(session), 0
    for digest in session.scalars(select(MatchRunInput.digest)).all():
        kept = session.get_one(MatchRunInput, digest)
        if not keyring.is_current(kept.content):
            plain = keyring.open(kept.content, _place(digest))
            kept.content = keyring.seal(plain, _place(digest))
            count += 1
    return count


def _place(digest: str) -> str:
    return f"match_run_inputs:content:{digest}"
