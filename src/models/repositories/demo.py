"""What only the demo writes: its marks, its dates, and the record of what it changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from models.demo_change import DemoChange
from models.employer import Employer
from models.fast_insert import insert_many
from models.lifecycles import EmployerStatus
from models.opening import Opening
from models.seeker import Seeker

TABLE: Any = DemoChange.__table__


def is_loaded(session: Session) -> bool:
    return session.scalar(select(Employer.id).where(Employer.is_demo).limit(1)) is not None


def set_published_at(session: Session, moments: Mapping[int, datetime]) -> None:
    table = Opening.__table__
    rows = [{"row_id": row_id, "moment": moment} for row_id, moment in moments.items()]
    statement = (
        update(Opening.__table__)  # type: ignore[arg-type]
        .where(table.c.id == bindparam("row_id"))
        .values(published_at=bindparam("moment"))
    )
    session.execute(statement, rows)


def add_changes(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    insert_many(session, TABLE, rows)


def mark_people(session: Session) -> None:
    session.execute(update(Seeker).where(~Seeker.is_demo).values(is_demo=True))


def busiest_employer(session: Session) -> Employer:
    """The verified demo employer with the most openings."""
    return session.scalars(
        select(Employer)
        .join(Opening, Opening.employer_id == Employer.id)
        .where(Employer.is_demo, Employer.status == EmployerStatus.VERIFIED)
        .group_by(Employer.id)
        .order_by(func.count().desc(), Employer.id)
        .limit(1)
    ).one()
