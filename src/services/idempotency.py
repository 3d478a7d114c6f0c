"""The same request sent twice has one effect and one answer (Idempotency-Key)."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.repositories import idempotency
from services.access.actor import Actor
from services.errors import IdempotencyInProgress, IdempotencyKeyMissing, IdempotencyKeyReused

KEPT = timedelta(days=7)
LONGEST_KEY = 255


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a JSON body; `is_replay` when it is the first request's."""

    status: int
    body: Any
    is_replay: bool = False


@dataclass(frozen=True, slots=True)
class OnceRequest:
    key: str
    route: str
    body_hash: str

    @classmethod
    def of(cls, key: str | None, route: str, body: bytes) -> "OnceRequest":
        """Raises IdempotencyKeyMissing."""
        if not key or len(key) > LONGEST_KEY:
            raise IdempotencyKeyMissing
        return cls(key, route, hashlib.sha256(body).hexdigest())


def once(
    session: Session,
    actor: Actor,
    request: OnceRequest,
    work: Callable[[], Answer],
    *,
    now: datetime,
) -> Answer:
    """Runs `work` in the transaction that keeps its answer; a failure leaves no trace of either.

    Raises IdempotencyKeyReused when the key came with another body before.
    """
    wanted = idempotency.Request(
        owner=actor.label, route=request.route, key=request.key, body_hash=request.body_hash
    )
    claim = idempotency.claim(session, wanted, now=now, expires_at=now + KEPT)
    record = claim.record
    if record.body_hash != request.body_hash:
        raise IdempotencyKeyReused
    if not claim.is_new:
        if record.status is None or record.response is None:
            raise IdempotencyInProgress
        return Answer(record.status, record.response["body"], is_replay=True)
    answer = work()
    record.status, record.response = answer.status, {"body": answer.body}
    return answer
