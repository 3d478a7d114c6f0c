"""`puente audit`: what the audit record says, a line each."""

import json
import sys
from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

import typer

from api.cli.database import ready
from api.cli.given import read_id
from api.cli.operations import settings
from models import audit
from models.audit_event import AuditEvent
from models.types import utc_now


def show_audit(
    subject: Annotated[
        UUID | None, typer.Option(help="Only of this id, as the service shows it.", parser=read_id)
    ] = None,
    days: Annotated[
        int | None, typer.Option(min=1, max=36_500, help="Only of the last so many days.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="At most, the newest.")] = 100,
) -> None:
    """Print the audit record as NDJSON, oldest first: who did what to which row, and when."""
    since = None if days is None else utc_now() - timedelta(days=days)
    with ready(settings()) as runtime, runtime.database.read() as session:
        for event in audit.events(session, subject=subject, since=since, limit=limit):
            sys.stdout.write(json.dumps(_line(event), ensure_ascii=False) + "\n")


def _line(event: AuditEvent) -> dict[str, Any]:
    """`hash` chains each line to the one before, as `check-consistency` verifies."""
    return {
        "sequence": event.sequence,
        "at": event.at.isoformat(),
        "actor_kind": str(event.actor_kind),
        "actor": event.actor,
        "action": event.action,
        "subject_kind": event.subject_kind,
        "subject": str(event.subject) if event.subject else None,
        "details": event.details,
        "hash": event.hash,
    }


def add_to(app: typer.Typer) -> None:
    app.command("audit")(show_audit)
