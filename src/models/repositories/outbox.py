"""The outbox: written with what caused it, taken under a lease, done once.

A worker leases messages in one transaction, does their effect outside, and settles each in
another. A worker that dies leaves its lease to run out, and the message is taken again.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.outbox_message import OutboxMessage
from models.types import utc_now


def enqueue(
    session: Session,
    topic: str,
    payload: dict[str, Any],
    *,
    dedupe_key: str | None = None,
    available_at: datetime | None = None,
) -> None:
    """A second message with the same `dedupe_key` is not written."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert: Any = sqlite.insert if is_sqlite else postgresql.insert
    values = {
        "public_id": uuid4(),
        "topic": topic,
        "payload": payload,
        "dedupe_key": dedupe_key,
        "available_at": available_at or utc_now(),
    }
    message = insert(OutboxMessage.__table__).values(values)
    session.execute(message.on_conflict_do_nothing(index_elements=["dedupe_key"]))


def lease(
    session: Session, now: datetime, *, limit: int = 20, lasting: timedelta = timedelta(minutes=2)
) -> Sequence[OutboxMessage]:
    """Takes due messages, oldest first, that no other worker holds."""
    waiting = (
        select(OutboxMessage)
        .where(
            OutboxMessage.done_at.is_(None),
            OutboxMessage.failed_at.is_(None),
            OutboxMessage.available_at <= now,
            or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= now),
        )
        .order_by(OutboxMessage.available_at, OutboxMessage.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    messages = session.scalars(waiting).all()
    for message in messages:
        message.leased_until, message.lease = now + lasting, str(uuid4())
        message.attempts += 1
    session.flush()
    return messages


def held(session: Session, message: OutboxMessage) -> OutboxMessage | None:
    """The message, locked, if this lease on it still stands; None when another worker took it."""
    return session.scalar(
        select(OutboxMessage)
        .where(OutboxMessage.id == message.id, OutboxMessage.lease == message.lease)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def settle(message: OutboxMessage, now: datetime) -> None:
    message.done_at, message.leased_until, message.lease = now, None, None


def put_off(message: OutboxMessage, until: datetime, error: str) -> None:
    """Try again later; `error` holds no personal data."""
    message.available_at, message.leased_until, message.lease = until, None, None
    message.last_error = error


def give_up(message: OutboxMessage, now: datetime, error: str) -> None:
    message.failed_at, message.leased_until, message.lease = now, None, None
    message.last_error = error


def waiting_count(session: Session) -> int:
    open_ones = OutboxMessage.done_at.is_(None) & OutboxMessage.failed_at.is_(None)
    return session.scalar(select(func.count()).where(open_ones)) or 0
