"""What must always agree: the audit chain, the timelines, the positions that are counted."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from models import audit
from models.repositories import consistency, timelines


def findings(session: Session) -> list[str]:
    """One sentence for each thing that does not agree; empty when all does."""
    return [*_audit_chain(session), *_timelines(session), *_positions(session)]


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
