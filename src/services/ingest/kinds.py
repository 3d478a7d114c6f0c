"""What can be ingested: openings of an employer, people of a center."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.database import Database
from models.employer import Employer
from models.vocabulary import ActorKind
from services.access.accounts import center_of
from services.access.actor import SYSTEM, Actor
from services.access.keys import owner_named
from services.bulk import RowResult
from services.calendar import legal_day
from services.errors import EmployerNotFound
from services.ingest.run import Prepare
from services.ingest.spoken import PlaceCode, plainly
from services.openings.bulk import check_rows, store_rows
from services.openings.post_opening import acting_employer
from services.openings.said import beside, said_by_name
from services.seekers.bulk import check_people, store_people

Store = Callable[[Session], Sequence[RowResult]]


def openings_of(session: Session, name: str) -> Prepare:
    """`name` is the employer's id or RFC. Raises EmployerNotFound."""
    employer = _employer(session, name)
    actor = Actor(kind=ActorKind.SYSTEM, id=employer.id, public_id=employer.public_id)

    def prepare(records: Sequence[dict[str, Any]], now: datetime) -> Store:
        rows = check_rows(records, today=legal_day(now))

        def store(session: Session) -> Sequence[RowResult]:
            owner = session.get_one(Employer, employer.id)
            return store_rows(session, actor, owner, rows, now=now)

        return store

    return prepare


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """`columns` are the fields that it has a column for."""

    columns: frozenset[str]
    place: PlaceCode


def own_openings(database: Database, actor: Actor, sheet: OwnSheet) -> Prepare:
    """Of the employer who asks; rows are read as people write them. What the sheet has no column
    for stays as it is stored."""

    def prepare(records: Sequence[dict[str, Any]], now: datetime) -> Store:
        plain = [plainly(record, sheet.place) for record in records]
        with database.read() as session:
            stored = said_by_name(session, actor, [row.get("external_id") for row in plain])
        whole = [beside(row, stored, sheet.columns) for row in plain]
        rows = check_rows(whole, today=legal_day(now))
        return lambda session: store_rows(
            session, actor, acting_employer(session, actor), rows, now=now
        )

    return prepare


def _employer(session: Session, name: str) -> Employer:
    owner = owner_named(session, name)
    if not isinstance(owner, Employer):
        raise EmployerNotFound
    return owner


def people_of(session: Session, center_code: str) -> Prepare:
    """Rows without a center go to this one. Raises CenterNotFound."""
    center = center_of(session, center_code)

    def prepare(records: Sequence[dict[str, Any]], now: datetime) -> Store:
        placed = [{"center": center.code, **record} for record in records]
        people = check_people(placed, today=legal_day(now))
        return lambda session: store_people(session, SYSTEM, people, now=now)

    return prepare
