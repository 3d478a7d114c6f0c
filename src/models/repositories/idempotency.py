from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.idempotency_record import IdempotencyRecord


@dataclass(frozen=True, slots=True)
class Claim:
    """`is_new`: the caller does the work and then fills in `record.status` and `.body`."""

    record: IdempotencyRecord
    is_new: bool


@dataclass(frozen=True, slots=True)
class Request:
    """`owner` is "kind:public id" of the key or actor; `body_hash` tells another payload apart."""

    owner: str
    route: str
    key: str
    body_hash: str


def claim(session: Session, request: Request, *, now: datetime, expires_at: datetime) -> Claim:
    """The first of several equal requests gets a new record; the others wait for its end.

    When the first one fails nothing of it stays, and the next takes its place.
    """
    insert = _insert(session)
    expired = delete(IdempotencyRecord).where(_same(request), IdempotencyRecord.expires_at <= now)
    session.execute(expired)
    added = session.execute(
        insert(IdempotencyRecord.__table__)
        .values(
            owner=request.owner,
            route=request.route,
            key=request.key,
            body_hash=request.body_hash,
            created_at=now,
            expires_at=expires_at,
        )
        .on_conflict_do_nothing(index_elements=["owner", "route", "key"])
        .returning(IdempotencyRecord.__table__.c.id)
    )
    is_new = added.first() is not None
    found = select(IdempotencyRecord).where(_same(request)).with_for_update()
    return Claim(session.scalars(found).one(), is_new=is_new)


def answered(session: Session, request: Request, *, now: datetime) -> IdempotencyRecord | None:
    """The record of a request that has its answer."""
    found = select(IdempotencyRecord).where(
        _same(request), IdempotencyRecord.expires_at > now, IdempotencyRecord.status.is_not(None)
    )
    return session.scalars(found).one_or_none()


def forget_expired(session: Session, now: datetime) -> None:
    session.execute(delete(IdempotencyRecord).where(IdempotencyRecord.expires_at <= now))


def _same(request: Request) -> Any:
    return (
        (IdempotencyRecord.owner == request.owner)
        & (IdempotencyRecord.route == request.route)
        & (IdempotencyRecord.key == request.key)
    )


def _insert(session: Session) -> Any:
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert if is_sqlite else postgresql.insert
