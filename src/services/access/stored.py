"""What the audit record says of rows that were stored: which were made, which were changed in what.

Names of fields, never their values.
"""

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.audit import AuditEntry
from models.base import Identified
from models.repositories.bulk import Outcome
from services.access.actor import Actor
from services.access.trail import entry

# Made rows share a line: ten thousand lines for a file would say the same ten thousand times.
BLOCK = 500


class StoredRow(Protocol):
    @property
    def public_id(self) -> UUID: ...
    @property
    def outcome(self) -> Outcome: ...
    @property
    def changed(self) -> Sequence[str]: ...


def tell_stored(
    session: Session, actor: Actor, noun: str, owner: Identified, stored: Sequence[StoredRow]
) -> None:
    """`noun` is singular. One line with the counts, one a changed row, one a block of new ones."""
    outcomes = [row.outcome for row in stored]
    counts = {str(kind): outcomes.count(kind) for kind in Outcome}
    audit.record(session, entry(actor, f"{noun}s_stored", owner, **counts))
    made = [row.public_id for row in stored if row.outcome is Outcome.CREATED]
    if len(made) == 1:
        audit.record(session, _of_row(actor, f"{noun}_created", noun, made[0]))
    else:
        for start in range(0, len(made), BLOCK):
            ids = list(map(str, made[start : start + BLOCK]))
            audit.record(session, entry(actor, f"{noun}s_created", owner, ids=ids))
    for row in stored:
        if row.outcome is Outcome.UPDATED:
            fields = list(row.changed)
            told = _of_row(actor, f"{noun}_updated", noun, row.public_id, fields=fields)
            audit.record(session, told)


def _of_row(actor: Actor, action: str, noun: str, public_id: UUID, **details: Any) -> AuditEntry:
    told = entry(actor, action, **details)
    return AuditEntry(
        told.actor_kind,
        action,
        actor=told.actor,
        subject_kind=noun,
        subject=public_id,
        details=told.details,
    )
