"""What is on record of hires, movements, files and consents, told to the audit chain as it is kept.

A new row tells every fact, a changed one those that changed. Who alters a row behind the service's
back leaves it in disagreement with what was told; see `models.repositories.facts`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, event, inspect, select
from sqlalchemy.orm import Session, object_session
from sqlalchemy.orm.util import identity_key

from models import pending
from models.audit import AuditEntry
from models.consent import Consent
from models.employer import Employer, EmployerRegistration
from models.enrollment import Enrollment
from models.movement_file import MovementFile
from models.opening import Opening
from models.placement import Placement
from models.seeker import Seeker

Facts = dict[str, Any]

GIVEN, WITHDRAWN = "consents_given", "consents_withdrawn"
# Lines of consents in one event of the chain.
BLOCK = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """`columns` are told as they are; `named`, by fact, is the public id of another row."""

    kind: str
    columns: Sequence[str]
    named: Mapping[str, tuple[str, type[Any]]]

    @property
    def action(self) -> str:
        return f"{self.kind}_facts"

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.columns) | self.named.keys()


KEPT: Mapping[type[Any], Kept] = {
    Placement: Kept(
        "placement",
        (
            "title", "municipality", "contract", "wage_is", "offered_monthly_wage_mxn",
            "starting_monthly_wage_mxn", "registered_monthly_wage_mxn", "registered_base_mxn",
            "starts_on", "enrollment_due_on", "enrolled_on", "ended_on", "end_cause", "after_end",
            "grade",
        ),
        {
            "seeker": ("seeker_id", Seeker),
            "opening": ("opening_id", Opening),
            "employer": ("employer_id", Employer),
        },
    ),
    Enrollment: Kept(
        "enrollment",
        (
            "movement", "status", "contribution_base_mxn", "effective_on", "filed_on", "file_line",
            "receipt", "replied_at", "reply_code", "confirmed_at", "grade",
        ),
        {
            "placement": ("placement_id", Placement),
            "registration": ("registration_id", EmployerRegistration),
            "file": ("file_id", MovementFile),
        },
    ),
    MovementFile: Kept(
        "movementfile",
        (
            "number", "movement", "guide", "status", "lines", "digest", "sent_on", "receipt",
            "receipt_hash", "answered_at",
        ),
        {
            "employer": ("employer_id", Employer),
            "registration": ("registration_id", EmployerRegistration),
        },
    ),
}  # fmt: skip

OF_A_CONSENT = (
    "purpose", "given_at", "notice_version", "notice_language", "notice_hash", "channel",
    "recorded_by_kind", "recorded_by",
)  # fmt: skip


def plain(value: Any) -> Any:
    """As the chain keeps it, the same from the program and from either database."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return str(value) if isinstance(value, UUID) else value


def facts_of_consent(row: Any) -> Facts:
    """Of a consent, or of a row with its columns."""
    return {name: plain(getattr(row, name)) for name in OF_A_CONSENT}


def tell_given(session: Session, lines: Iterable[tuple[Any, UUID]]) -> None:
    """Consents with their person, those of the same facts in one event."""
    grouped: dict[tuple[Any, ...], list[list[str]]] = {}
    for row, person in lines:
        facts = tuple(facts_of_consent(row).values())
        grouped.setdefault(facts, []).append([str(row.public_id), str(person)])
    for facts, rows in grouped.items():
        _tell_lines(session, GIVEN, dict(zip(OF_A_CONSENT, facts, strict=True)), rows)


def tell_withdrawn(session: Session, ids: Iterable[UUID], at: datetime) -> None:
    _tell_lines(session, WITHDRAWN, {"withdrawn_at": plain(at)}, list(map(str, ids)))


def _tell_lines(session: Session, action: str, facts: Facts, rows: Sequence[Any]) -> None:
    for start in range(0, len(rows), BLOCK):
        details = {**facts, "rows": rows[start : start + BLOCK]}
        pending.add(session, AuditEntry(None, action, details=details))


def _told(connection: Connection, row: Any, names: Iterable[str]) -> Facts:
    kept = KEPT[type(row)]
    return {
        name: _named(connection, row, *kept.named[name])
        if name in kept.named
        else plain(getattr(row, name))
        for name in names
    }


def _named(connection: Connection, row: Any, column: str, table: type[Any]) -> str | None:
    number = getattr(row, column)
    return None if number is None else str(_public_id(connection, row, table, number))


def _public_id(connection: Connection, row: Any, table: type[Any], number: int) -> UUID | None:
    """A file of thousands of lines has its hires at hand: they are not asked for one by one."""
    session = object_session(row)
    at_hand = session and session.identity_map.get(identity_key(table, number))
    if at_hand and "public_id" in (held := inspect(at_hand).dict):
        return UUID(str(held["public_id"]))
    return connection.scalar(select(table.public_id).where(table.id == number))


def _changed(row: Any) -> list[str]:
    """Facts by name, of a row that is being flushed."""
    kept, attributes = KEPT[type(row)], inspect(row).attrs
    columns = {name: name for name in kept.columns} | {
        name: column for name, (column, _) in kept.named.items()
    }
    return [name for name, column in columns.items() if attributes[column].history.has_changes()]


def _tell(connection: Connection, row: Any, names: Iterable[str]) -> None:
    session, kept = object_session(row), KEPT[type(row)]
    facts = _told(connection, row, names)
    if session is not None and facts:
        entry = AuditEntry(
            None, kept.action, subject_kind=kept.kind, subject=row.public_id, details=facts
        )
        pending.add(session, entry)


def _inserted(_mapper: object, connection: Connection, row: Any) -> None:
    _tell(connection, row, sorted(KEPT[type(row)].names))


def _updated(_mapper: object, connection: Connection, row: Any) -> None:
    _tell(connection, row, _changed(row))


def _consent_inserted(_mapper: object, connection: Connection, row: Consent) -> None:
    session = object_session(row)
    person = _public_id(connection, row, Seeker, row.seeker_id)
    if session is not None and person is not None:
        tell_given(session, [(row, person)])
        _consent_updated(_mapper, connection, row)


def _consent_updated(_mapper: object, _connection: Connection, row: Consent) -> None:
    session = object_session(row)
    is_changed = inspect(row).attrs["withdrawn_at"].history.has_changes()
    if session is not None and is_changed and row.withdrawn_at is not None:
        tell_withdrawn(session, [row.public_id], row.withdrawn_at)


for _table in KEPT:
    event.listen(_table, "after_insert", _inserted)
    event.listen(_table, "after_update", _updated)
event.listen(Consent, "after_insert", _consent_inserted)
event.listen(Consent, "after_update", _consent_updated)
