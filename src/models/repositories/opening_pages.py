"""Pages of openings as rows, read lean: what stands where, not what is shown of each."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Executable, bindparam, select, tuple_
from sqlalchemy.orm import Session

from models.lean_reads import lean
from models.opening import Opening
from models.repositories.openings import OpeningFilter
from models.repositories.paging import Cursor, Page, cut, within_bounds
from models.shown import OpeningRow


def rows(
    session: Session, chosen: OpeningFilter, *, after: Cursor | None, limit: int
) -> Page[OpeningRow]:
    """The page that `openings.listed` gives."""
    limit = within_bounds(limit)
    asked: dict[str, Any] = {
        "employer_id": chosen.employer_id,
        "status": chosen.status,
        "state": chosen.state,
        "updated_since": chosen.updated_since,
        "after_at": after and after.updated_at,
        "after_id": after and after.id,
    }
    given = {name: value for name, value in asked.items() if value is not None}
    found = lean(session, _statement(frozenset(given)), **given, limit=limit + 1)
    return cut([_row(*row) for row in found.all()], limit)


def _row(row_id: int, updated_at: datetime, public_id: UUID, sealed: Any) -> OpeningRow:
    contact = None if sealed is None else Opening.contact.opened(sealed, public_id)
    return OpeningRow(row_id, updated_at, contact)


@cache
def _statement(given: frozenset[str]) -> Executable:
    """Statements are built once for each set of what is asked for."""
    columns = Opening.id, Opening.updated_at, Opening.public_id, Opening.contact.cipher
    conditions = (condition for name, condition in _conditions().items() if name in given)
    return (
        select(*columns)
        .where(*conditions)
        .order_by(Opening.updated_at, Opening.id)
        .limit(bindparam("limit"))
    )


def _conditions() -> dict[str, ColumnElement[bool]]:
    place = tuple_(Opening.updated_at, Opening.id)
    after = tuple_(
        bindparam("after_at", type_=Opening.updated_at.type),
        bindparam("after_id", type_=Opening.id.type),
    )
    return {
        "employer_id": Opening.employer_id == bindparam("employer_id"),
        "status": Opening.status == bindparam("status", type_=Opening.status.type),
        "state": Opening.municipality.startswith(bindparam("state")),
        "updated_since": Opening.updated_at >= bindparam("updated_since"),
        "after_at": place > after,
    }
