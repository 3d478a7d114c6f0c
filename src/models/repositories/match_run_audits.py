"""What is read of a run for an audit of it, and the audits that were kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.match_run import MatchRun, MatchRunRow
from models.match_run_audit import MatchRunAudit
from models.seeker import Seeker

BATCH = 5000
SEALED = (Seeker.sex, Seeker.nationality, Seeker.population)


@dataclass(frozen=True, slots=True)
class Person:
    """What an audit groups people by; ranking never sees it."""

    sex: str | None
    nationality: str | None
    population: str | None
    language: str


def people(session: Session, ids: list[int]) -> Mapping[int, Person]:
    """By row; people who were erased since are absent."""
    columns = (Seeker.id, Seeker.public_id, Seeker.preferred_language)
    found: dict[int, Person] = {}
    for start in range(0, len(ids), BATCH):
        query = select(*columns, *(field.cipher for field in SEALED)).where(
            Seeker.id.in_(ids[start : start + BATCH]), Seeker.erased_at.is_(None)
        )
        for row_id, public_id, language, *sealed in session.execute(query):
            sex, nationality, population = (
                None if held is None else field.opened(held, public_id)
                for field, held in zip(SEALED, sealed, strict=True)
            )
            found[row_id] = Person(sex, nationality, population, language)
    return found


def lists(session: Session, run: MatchRun) -> Iterator[list[int]]:
    """The people in the list of each opening that has any."""
    query = (
        select(MatchRunRow.opening_id, MatchRunRow.seeker_id)
        .where(MatchRunRow.match_run_id == run.id)
        .order_by(MatchRunRow.opening_id)
        .execution_options(yield_per=BATCH)
    )
    with session.execute(query) as rows:
        for _, of_one in groupby(rows, itemgetter(0)):
            yield [seeker for _, seeker in of_one]


def kept(session: Session, run: MatchRun) -> MatchRunAudit | None:
    return session.scalar(select(MatchRunAudit).where(MatchRunAudit.match_run_id == run.id))


def keep(
    session: Session, run_id: int, content: dict[str, Any], *, made_by: str, made_at: datetime
) -> MatchRunAudit:
    found = session.scalar(select(MatchRunAudit).where(MatchRunAudit.match_run_id == run_id))
    audit = found or MatchRunAudit(match_run_id=run_id)
    audit.content, audit.made_by, audit.made_at = content, made_by, made_at
    session.add(audit)
    session.flush()
    return audit
