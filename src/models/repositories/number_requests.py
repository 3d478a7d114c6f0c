from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from models.filing_lifecycles import NumberRequestStatus
from models.lifecycles import SeekerStatus
from models.number_request import NumberRequest
from models.repositories.paging import Cursor, Page, page
from models.seeker import Seeker
from models.vocabulary import MissingNumber

Query = TypeVar("Query", bound=Select[Any])
UNDER_WAY = (
    NumberRequestStatus.LISTED,
    NumberRequestStatus.APPOINTED,
    NumberRequestStatus.REFUSED,
)
WITH_PERSON = (joinedload(NumberRequest.seeker), joinedload(NumberRequest.center))


@dataclass(frozen=True, slots=True)
class Lacking:
    """None: any number, any center."""

    missing: MissingNumber | None = None
    center_id: int | None = None


def people(session: Session, lacking: Lacking, after: Cursor | None, limit: int) -> Page[Seeker]:
    """Registered people without the number, or without either of them."""
    columns: dict[MissingNumber, Any] = {
        MissingNumber.SOCIAL_SECURITY_NUMBER: Seeker.social_security_number.cipher,
        MissingNumber.CURP: Seeker.curp.cipher,
    }
    wanted = [lacking.missing] if lacking.missing else list(MissingNumber)
    query = (
        select(Seeker)
        .where(
            or_(*(columns[name].is_(None) for name in wanted)),
            Seeker.status != SeekerStatus.ARCHIVED,
            Seeker.erased_at.is_(None),
        )
        .options(joinedload(Seeker.center))
    )
    if lacking.center_id is not None:
        query = query.where(Seeker.center_id == lacking.center_id)
    return page(session, Seeker, query, after, limit)


def under_way_of(
    session: Session, seeker_ids: Collection[int]
) -> dict[tuple[int, MissingNumber], NumberRequest]:
    rows = session.scalars(
        select(NumberRequest).where(
            NumberRequest.seeker_id.in_(list(seeker_ids)), NumberRequest.status.in_(UNDER_WAY)
        )
    )
    return {(row.seeker_id, row.missing): row for row in rows}


def by_public_id(session: Session, public_id: UUID, center_id: int | None) -> NumberRequest | None:
    query = select(NumberRequest).where(NumberRequest.public_id == public_id)
    return session.scalar(_at(query.options(*WITH_PERSON), center_id))


def locked(session: Session, public_id: UUID, center_id: int | None) -> NumberRequest | None:
    query = (
        select(NumberRequest)
        .where(NumberRequest.public_id == public_id)
        .options(*WITH_PERSON)
        .with_for_update(of=NumberRequest, key_share=True)
        .execution_options(populate_existing=True)
    )
    return session.scalar(_at(query, center_id))


def listed(
    session: Session,
    center_id: int | None,
    statuses: Collection[NumberRequestStatus],
    *,
    after: Cursor | None,
    limit: int,
) -> Page[NumberRequest]:
    query = select(NumberRequest).options(*WITH_PERSON)
    if statuses:
        query = query.where(NumberRequest.status.in_(statuses))
    return page(session, NumberRequest, _at(query, center_id), after, limit)


def each_under_way(session: Session, center_id: int | None) -> Iterator[NumberRequest]:
    query = (
        select(NumberRequest)
        .where(NumberRequest.status.in_(UNDER_WAY))
        .options(*WITH_PERSON)
        .order_by(NumberRequest.center_id, NumberRequest.id)
    )
    yield from session.scalars(_at(query, center_id).execution_options(yield_per=500))


def _at(query: Query, center_id: int | None) -> Query:
    return query if center_id is None else query.where(NumberRequest.center_id == center_id)
