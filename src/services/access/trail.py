"""Audit entries: who did what to which row, without personal data."""

from typing import Any

from models.audit import AuditEntry
from models.base import Identified
from services.access.actor import Actor


def entry(
    actor: Actor, action: str, subject: Identified | None = None, **details: Any
) -> AuditEntry:
    if actor.member is not None:
        details["member"] = str(actor.member)
    return AuditEntry(
        actor_kind=actor.kind,
        actor=str(actor.public_id) if actor.public_id else None,
        action=action,
        subject_kind=type(subject).__name__.lower() if subject else None,
        subject=subject.public_id if subject else None,
        details=details,
    )
