"""The same request sent twice has one effect and one answer (Idempotency-Key)."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import BaseModel
from sqlalchemy.orm import Session

from models.idempotency_record import IdempotencyRecord
from models.repositories import idempotency
from services.access.actor import Actor
from services.errors import IdempotencyInProgress, IdempotencyKeyMissing, IdempotencyKeyReused

KEPT = timedelta(days=7)
LONGEST_KEY = 255


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and the JSON text that is sent; `is_replay` when it is the first request's."""

    status: int
    text: str
    is_replay: bool = False

    @classmethod
    def of(cls, status: int, shown: BaseModel) -> "Answer":
        return cls(status, shown.model_dump_json())


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
    claim = idempotency.claim(session, _wanted(actor, request), now=now, expires_at=now + KEPT)
    if not claim.is_new:
        return _repeated(claim.record, request)
    answer = work()
    claim.record.status, claim.record.body = answer.status, answer.text
    return answer


def answered_before(
    session: Session, actor: Actor, request: OnceRequest, *, now: datetime
) -> Answer | None:
    """The kept answer, for a caller whose request takes long to check before `once`.

    Raises IdempotencyKeyReused.
    """
    record = idempotency.answered(session, _wanted(actor, request), now=now)
    return _repeated(record, request) if record else None


def _wanted(actor: Actor, request: OnceRequest) -> idempotency.Request:
    return idempotency.Request(
        owner=actor.label, route=request.route, key=request.key, body_hash=request.body_hash
    )


def _repeated(record: IdempotencyRecord, request: OnceRequest) -> Answer:
    if record.body_hash != request.body_hash:
        raise IdempotencyKeyReused
    if record.status is None or record.body is None:
        raise IdempotencyInProgress
    return Answer(record.status, record.body, is_replay=True)
