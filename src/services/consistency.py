"""What must always agree: the audit chain, what it was told of facts, the timelines, the positions
that are counted."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import audit
from models.repositories import consistency, facts, timelines


@dataclass(frozen=True, slots=True)
class Report:
    """`findings`: a sentence for each thing that does not agree. `uncovered`: of what the audit
    record was told nothing or not all, because an earlier version kept it."""

    findings: list[str]
    uncovered: list[str]


NOUNS = {
    "placement": "Placement",
    "enrollment": "Movement",
    "movementfile": "Movement file",
    "consent": "Consent",
}


def check(session: Session) -> Report:
    told = facts.check(session)
    found = [*_audit_chain(session), *_timelines(session), *_positions(session)]
    return Report(
        findings=[*found, *map(_sentence, told.disagreements)],
        uncovered=[
            f"{NOUNS[kind]}s kept by an earlier version, not covered: {count}"
            for kind, count in told.uncovered.items()
            if count
        ],
    )


def findings(session: Session) -> list[str]:
    """One sentence for each thing that does not agree; empty when all does."""
    return check(session).findings


def _sentence(found: facts.Disagreement) -> str:
    what = f"{NOUNS[found.kind]} {found.subject}"
    if not found.names:
        return f"{what} is in the audit record, and is gone."
    return f"{what} is not as the audit record has it: {', '.join(found.names)}."


def _audit_chain(session: Session) -> Iterator[str]:
    broken = audit.broken_at(session)
    if broken is not None:
        yield f"The audit trail is broken at event {broken}."


def _timelines(session: Session) -> Iterator[str]:
    for referral in consistency.referrals(session):
        events = timelines.of_referral(session, referral.id)
        if timelines.broken_at(session, referral, events) is not None:
            yield f"The timeline of referral {referral.public_id} is broken."
        elif events and events[-1].to_status != str(referral.status):
            yield f"Referral {referral.public_id} is not where its timeline ends."
    for placement in consistency.placements(session):
        steps = timelines.of_placement(session, placement.id)
        if timelines.broken_at(session, placement, steps) is not None:
            yield f"The timeline of placement {placement.public_id} is broken."
        elif steps and steps[-1].to_status != str(placement.status):
            yield f"Placement {placement.public_id} is not where its timeline ends."


def _positions(session: Session) -> Iterator[str]:
    for found in consistency.positions(session):
        if not found.agrees:
            yield (
                f"Opening {found.opening} counts {found.filled} positions filled; "
                f"{found.held} are held."
            )
