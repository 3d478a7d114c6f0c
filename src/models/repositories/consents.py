"""Consents in force: given again they are new rows, taken back they keep their row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.consent import Consent
from models.vocabulary import ConsentPurpose


def in_force(
    session: Session, seeker_ids: Iterable[int]
) -> Mapping[int, Mapping[ConsentPurpose, Consent]]:
    """By person, then by purpose; the latest where there are several."""
    rows = session.scalars(
        select(Consent)
        .where(Consent.seeker_id.in_(list(seeker_ids)), Consent.withdrawn_at.is_(None))
        .order_by(Consent.id)
    )
    found: dict[int, dict[ConsentPurpose, Consent]] = defaultdict(dict)
    for row in rows:
        found[row.seeker_id][row.purpose] = row
    return found


def withdraw(session: Session, consent_ids: Iterable[int], now: datetime) -> None:
    session.execute(
        update(Consent).where(Consent.id.in_(list(consent_ids))).values(withdrawn_at=now)
    )
