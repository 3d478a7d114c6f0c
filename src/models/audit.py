"""The audit trail: `record` what was done; it is chained and written when the transaction ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, or_, select, update
from sqlalchemy.orm import Session

from models import pending
from models.audit_event import AuditEvent, AuditHead
from models.chains import START, holds, link
from models.crypto import Keyring
from models.fast_insert import insert_many
from models.sealing import keyring_of
from models.types import utc_now
from models.vocabulary import ActorKind

CHAIN = "audit"
# Ten thousand lines at once would cost 30 MB.
BATCH = 1000
TABLE: Any = AuditEvent.__table__
HASHED = ("sequence", "at", "actor_kind", "actor", "action", "subject_kind", "subject", "details")


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`actor` and `subject` are public ids; `details` are JSON values without personal data.

    Without `actor_kind`: of whoever acts in the transaction.
    """

    actor_kind: ActorKind | None
    action: str
    actor: str | None = None
    subject_kind: str | None = None
    subject: UUID | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    at: datetime = field(default_factory=utc_now)


def record(session: Session, entry: AuditEntry) -> None:
    pending.add(session, entry)


def write_pending(session: Session) -> None:
    """Appends what was recorded. The database calls it before each commit."""
    if session.in_nested_transaction():
        return
    # What is flushed now may have more to say.
    session.flush()
    entries = _signed(pending.take(session))
    if not entries:
        return
    head = session.execute(
        select(AuditHead.sequence, AuditHead.hash).where(AuditHead.id == 1).with_for_update()
    ).one()
    end = {"sequence": head.sequence, "hash": head.hash}
    for start in range(0, len(entries), BATCH):
        some = entries[start : start + BATCH]
        rows = _chained(keyring_of(session), some, end["sequence"], end["hash"])
        insert_many(session, TABLE, rows)
        end = {name: rows[-1][name] for name in end}
    session.execute(update(AuditHead).where(AuditHead.id == 1).values(end))


def broken_at(session: Session) -> int | None:
    """The sequence of the first event that was altered, removed or forged; None when all hold."""
    keyring, expected, previous = keyring_of(session), 0, START
    query = select(AuditEvent).order_by(AuditEvent.sequence).execution_options(yield_per=1000)
    with session.scalars(query) as events:
        for event in events:
            expected += 1
            if event.sequence != expected or not _holds(keyring, event, previous):
                return expected
            previous = event.hash
    head = session.execute(select(AuditHead.sequence, AuditHead.hash)).one()
    return None if (head.sequence, head.hash) == (expected, previous) else expected + 1


def events(
    session: Session, *, subject: UUID | None = None, since: datetime | None = None, limit: int
) -> Sequence[AuditEvent]:
    """The newest, in the order in which they were written; of a subject also those that name it
    among others."""
    query = select(AuditEvent).order_by(AuditEvent.sequence.desc()).limit(limit)
    if subject is not None:
        named = cast(AuditEvent.details, Text).contains(str(subject))
        query = query.where(or_(AuditEvent.subject == subject, named))
    if since is not None:
        query = query.where(AuditEvent.at >= since)
    return session.scalars(query).all()[::-1]


def has_own_key(session: Session) -> bool:
    """Whether the newest event was written with a key of this ring; True before the first one."""
    newest = session.scalar(select(AuditHead.hash).where(AuditHead.id == 1))
    return newest in (None, START) or keyring_of(session).made(str(newest))


def _signed(entries: list[AuditEntry]) -> list[AuditEntry]:
    named = [entry for entry in entries if entry.actor_kind is not None]
    people = [entry for entry in named if entry.actor_kind is not ActorKind.SYSTEM]
    by = next(iter([*people, *named]), AuditEntry(ActorKind.SYSTEM, ""))
    return [
        entry if entry.actor_kind else replace(entry, actor_kind=by.actor_kind, actor=by.actor)
        for entry in entries
    ]


def _chained(
    keyring: Keyring, entries: list[AuditEntry], sequence: int, previous: str
) -> list[dict[str, Any]]:
    rows = []
    for number, entry in enumerate(entries, start=sequence + 1):
        row = {
            "sequence": number,
            "at": entry.at,
            "actor_kind": entry.actor_kind,
            "actor": entry.actor,
            "action": entry.action,
            "subject_kind": entry.subject_kind,
            "subject": entry.subject,
            "details": dict(entry.details),
            "previous_hash": previous,
        }
        row["hash"] = previous = link(
            keyring, CHAIN, [*(row[name] for name in HASHED), row["previous_hash"]]
        )
        rows.append(row)
    return rows


def _holds(keyring: Keyring, event: AuditEvent, previous: str) -> bool:
    fields = [*(getattr(event, name) for name in HASHED), event.previous_hash]
    return event.previous_hash == previous and holds(keyring, CHAIN, fields, event.hash)
