"""Consents in force: given again they are new rows, taken back they keep their row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from models.consent import Consent
from models.facts import OF_A_CONSENT, tell_given, tell_withdrawn
from models.seeker import Seeker
from models.vocabulary import ConsentPurpose

BATCH = 1000


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
    _withdraw(session, Consent.id.in_(list(consent_ids)), now)


def withdraw_all(session: Session, seeker_id: int, now: datetime) -> None:
    _withdraw(session, Consent.seeker_id == seeker_id, now)


def tell_new(session: Session, seeker_ids: Sequence[int], given_at: datetime) -> None:
    """To the audit chain: those given at that moment by statements of many rows."""
    for start in range(0, len(seeker_ids), BATCH):
        mine = Consent.seeker_id.in_(seeker_ids[start : start + BATCH])
        columns = (Consent.public_id, *(getattr(Consent, name) for name in OF_A_CONSENT))
        query = select(*columns, Seeker.public_id.label("person")).join(
            Seeker, Seeker.id == Consent.seeker_id
        )
        rows = session.execute(query.where(mine, Consent.given_at == given_at)).all()
        tell_given(session, [(row, row.person) for row in rows])


def _withdraw(session: Session, whose: ColumnElement[bool], now: datetime) -> None:
    in_force = whose & Consent.withdrawn_at.is_(None)
    ids = session.scalars(select(Consent.public_id).where(in_force)).all()
    session.execute(update(Consent).where(in_force).values(withdrawn_at=now))
    tell_withdrawn(session, ids, now)
