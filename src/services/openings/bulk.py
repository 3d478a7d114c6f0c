"""Many openings of one employer in one call."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models.employer import Employer
from services import bulk
from services.access.actor import Actor
from services.bulk import Checked, RowResult
from services.collecting import paused
from services.openings.prepare import PreparedOpening, prepare
from services.openings.schemas import OpeningIn
from services.openings.store import store

CheckedOpenings = Checked[PreparedOpening]


@paused()
def check_rows(records: Iterable[Any], *, today: date) -> CheckedOpenings:
    """No database: validated, linked, and checked for the same external id twice."""
    good, refused = bulk.check(records, OpeningIn.model_validate, lambda row: row.external_id)
    pairs = [(opening.external_id, opening) for opening in good.values()]
    return Checked(list(good), prepare(pairs, today=today), refused)


@paused()
def store_rows(
    session: Session, actor: Actor, employer: Employer, rows: CheckedOpenings, *, now: datetime
) -> list[RowResult]:
    """The good rows; results of all, in the order sent."""
    stored = store(session, actor, employer, rows.prepared, now=now)
    results = [
        RowResult(
            index,
            done.external_id,
            str(done.outcome),
            done.public_id,
            standing=str(done.status),
            review_codes=done.review_codes,
        )
        for index, done in zip(rows.places, stored, strict=True)
    ]
    return sorted([*results, *rows.refused], key=lambda result: result.index)
