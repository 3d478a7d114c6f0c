"""What rows say now beside what the audit chain was told of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from models.audit_event import AuditEvent
from models.consent import Consent
from models.facts import GIVEN, KEPT, OF_A_CONSENT, WITHDRAWN, Facts, Kept, facts_of_consent, plain
from models.seeker import Seeker

BATCH = 500
MERGED = "people_merged"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """`names`: facts that are not as told; none where the row itself is gone."""

    kind: str
    subject: UUID
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Checked:
    """`uncovered`: by kind, rows of which the chain was not told every fact."""

    disagreements: list[Disagreement]
    uncovered: dict[str, int]


def check(session: Session) -> Checked:
    found = Checked([], {})
    person = _survivors(session)
    for table, kept in KEPT.items():
        found.uncovered[kept.kind] = 0
        for some in _rows(session, table, kept):
            _check_some(session, kept, some, found, person)
        found.disagreements += _gone(session, table, kept)
    _check_consents(session, found, person)
    return found


Survivors = Mapping[str, str]


def _survivors(session: Session) -> Survivors:
    """The registration that goes on, by that which was merged into it."""
    query = select(AuditEvent.details, AuditEvent.subject).where(AuditEvent.action == MERGED)
    rows = session.execute(query.order_by(AuditEvent.sequence)).all()
    return {details["merged"]: str(kept) for details, kept in rows if "merged" in details}


def _now(person: Survivors, told: str) -> str:
    seen = {told}
    while (next_one := person.get(told, told)) not in seen:
        seen.add(told := next_one)
    return told


Row = tuple[UUID, Facts]


def _rows(session: Session, table: type[Any], kept: Kept) -> Iterator[Sequence[Row]]:
    """As they are now, some at a time."""
    columns = [getattr(table, name) for name in kept.columns]
    named = [
        select(other.public_id)
        .where(other.id == getattr(table, column))
        .scalar_subquery()
        .label(name)
        for name, (column, other) in kept.named.items()
    ]
    last = 0
    while True:
        query = select(table.id, table.public_id, *columns, *named).where(table.id > last)
        some = session.execute(query.order_by(table.id).limit(BATCH)).all()
        if not some:
            return
        names = (*kept.columns, *kept.named)
        yield [(row[1], dict(zip(names, map(plain, row[2:]), strict=True))) for row in some]
        last = some[-1][0]


def _check_some(
    session: Session, kept: Kept, some: Sequence[Row], found: Checked, person: Survivors
) -> None:
    told = _told(session, kept, [public_id for public_id, _ in some])
    for public_id, now in some:
        facts = told[public_id]
        if "seeker" in facts:
            facts["seeker"] = _now(person, facts["seeker"])
        wrong = tuple(name for name in sorted(facts) if facts[name] != now.get(name))
        if wrong:
            found.disagreements.append(Disagreement(kept.kind, public_id, wrong))
        if not facts.keys() >= kept.names:
            found.uncovered[kept.kind] += 1


def _told(session: Session, kept: Kept, ids: Sequence[UUID]) -> dict[UUID, Facts]:
    """The last word on each fact."""
    query = select(AuditEvent.subject, AuditEvent.details).where(
        AuditEvent.subject_kind == kept.kind,
        AuditEvent.subject.in_(ids),
        AuditEvent.action == kept.action,
    )
    found: dict[UUID, Facts] = defaultdict(dict)
    for subject, details in session.execute(query.order_by(AuditEvent.sequence)):
        if subject is not None:
            found[subject].update(details)
    return found


def _gone(session: Session, table: type[Any], kept: Kept) -> list[Disagreement]:
    told = select(AuditEvent.subject).where(AuditEvent.action == kept.action).distinct()
    there = select(literal(1)).where(table.public_id == AuditEvent.subject).exists()
    missing = session.scalars(told.where(~there)).all()
    return [Disagreement(kept.kind, it) for it in missing if it is not None]


def _check_consents(session: Session, found: Checked, person: Survivors) -> None:
    withdrawn, covered = _withdrawals(session), set[str]()
    for facts, lines in _given(session):
        rows = _consents(session, [UUID(consent) for consent, _ in lines])
        for consent, whose in lines:
            covered.add(consent)
            told = {**facts, "seeker": _now(person, whose), "withdrawn_at": withdrawn.get(consent)}
            now = rows.get(consent)
            wrong = () if now is None else tuple(n for n in sorted(told) if told[n] != now[n])
            if now is None or wrong:
                found.disagreements.append(Disagreement("consent", UUID(consent), wrong))
    there = session.scalar(select(func.count()).select_from(Consent)) or 0
    found.uncovered["consent"] = max(0, there - len(covered))


def _given(session: Session) -> Iterator[tuple[Facts, list[list[str]]]]:
    query = select(AuditEvent.details).where(AuditEvent.action == GIVEN)
    for details in session.scalars(query.order_by(AuditEvent.sequence)).all():
        yield {name: details[name] for name in OF_A_CONSENT}, details["rows"]


def _withdrawals(session: Session) -> dict[str, str]:
    query = select(AuditEvent.details).where(AuditEvent.action == WITHDRAWN)
    found: dict[str, str] = {}
    for details in session.scalars(query.order_by(AuditEvent.sequence)):
        found.update(dict.fromkeys(details["rows"], details["withdrawn_at"]))
    return found


def _consents(session: Session, ids: Sequence[UUID]) -> dict[str, Facts]:
    columns = [getattr(Consent, name) for name in OF_A_CONSENT]
    query = select(
        Consent.public_id, Consent.withdrawn_at, Seeker.public_id.label("seeker"), *columns
    ).join(Seeker, Seeker.id == Consent.seeker_id)
    return {
        str(row.public_id): {
            **facts_of_consent(row),
            "seeker": str(row.seeker),
            "withdrawn_at": plain(row.withdrawn_at),
        }
        for row in session.execute(query.where(Consent.public_id.in_(ids)))
    }
