from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.fast_insert import insert_many
from models.match_run import MatchRun, MatchRunRow

BATCH = 5000
TABLE: Any = MatchRunRow.__table__


def by_public_id(session: Session, public_id: UUID) -> MatchRun | None:
    return session.scalar(select(MatchRun).where(MatchRun.public_id == public_id))


def add_rows(session: Session, run: MatchRun, rows: Iterable[dict[str, Any]]) -> int:
    """Stores the rows of a run in batches, as `MatchRunRow` attributes; how many there were."""
    session.flush()
    remaining, count = iter(rows), 0
    while some := list(islice(remaining, BATCH)):
        insert_many(session, TABLE, [{"match_run_id": run.id, **row} for row in some])
        count += len(some)
    return count


def rows(session: Session, run: MatchRun, *, batch: int = 2000) -> Iterator[MatchRunRow]:
    """Opening by opening, best first, streamed."""
    query = (
        select(MatchRunRow)
        .where(MatchRunRow.match_run_id == run.id)
        .order_by(MatchRunRow.opening_id, MatchRunRow.rank)
        .execution_options(yield_per=batch)
    )
    with session.scalars(query) as stored:
        yield from stored
