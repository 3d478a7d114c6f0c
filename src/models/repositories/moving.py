"""Rows that go from one registration of a person to another, or end with it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models.consent import Consent
from models.filing_lifecycles import NumberRequestStatus
from models.insured_name import InsuredName
from models.number_request import NumberRequest
from models.placement import Placement
from models.referral import Referral
from models.repositories.number_requests import UNDER_WAY
from models.seeker import Seeker, SeekerLanguage, SeekerOccupation, SeekerSkill
from models.seeker_document import SeekerDocument
from models.vocabulary import ConsentPurpose
from models.web_session import SeekerSession

TOLD = (SeekerOccupation, SeekerSkill, SeekerLanguage, SeekerDocument, SeekerSession)


def referrals_of(session: Session, seeker_id: int) -> Sequence[Referral]:
    """All of them, held against other writers."""
    query = select(Referral).where(Referral.seeker_id == seeker_id).order_by(Referral.id)
    return session.scalars(query.with_for_update(key_share=True)).all()


def placements_of(session: Session, seeker_id: int) -> Sequence[Placement]:
    """All of them, held against other writers."""
    query = select(Placement).where(Placement.seeker_id == seeker_id).order_by(Placement.id)
    return session.scalars(query.with_for_update(key_share=True)).all()


def hang_on(session: Session, kept: int, other: int, now: datetime) -> None:
    """Referrals, hires, papers, consents, requests and the institute's name of the other."""
    _last_word(session, kept, other, now)
    _end_second_requests(session, kept, other, now)
    if session.scalar(select(InsuredName.id).where(InsuredName.seeker_id == kept)):
        session.execute(delete(InsuredName).where(InsuredName.seeker_id == other))
    for table in (Referral, Placement, NumberRequest, SeekerDocument, InsuredName):
        _hang(session, table, kept, other, {"updated_at": now})
    _hang(session, Consent, kept, other, {})


def take_code(session: Session, seeker_id: int, index: Any) -> None:
    """The code to come back with, as its index: the plain one is on the person's paper."""
    if index is not None:
        session.execute(
            update(Seeker).where(Seeker.id == seeker_id).values(return_code_index=index)
        )


def remove_told(session: Session, seeker_id: int) -> None:
    """What a person told of their work, their papers, and visits that are open."""
    for table in TOLD:
        session.execute(_quiet(delete(table).where(table.seeker_id == seeker_id)))


def end_requests(session: Session, seeker_id: int, now: datetime) -> None:
    """Off the list for the institute's desk; what came of it stays without its words."""
    mine = NumberRequest.seeker_id == seeker_id
    _withdraw(session, mine, now)
    session.execute(_quiet(update(NumberRequest).where(mine).values(reason=None, place=None)))


def _last_word(session: Session, kept: int, other: int, now: datetime) -> None:
    """Taken back in one registration after it was given in the other: it is taken back."""
    lines = session.scalars(select(Consent).where(Consent.seeker_id.in_((kept, other)))).all()
    for purpose in ConsentPurpose:
        mine = [line for line in lines if line.purpose is purpose]
        taken_back = [line.withdrawn_at for line in mine if line.withdrawn_at is not None]
        in_force = [line for line in mine if line.withdrawn_at is None]
        given = max((line.given_at for line in in_force), default=None)
        if taken_back and given is not None and max(taken_back) > given:
            for line in in_force:
                line.withdrawn_at = now
    session.flush()


def _end_second_requests(session: Session, kept: int, other: int, now: datetime) -> None:
    """One request a number: that of the registration which is kept."""
    known = session.scalars(
        select(NumberRequest.missing).where(
            NumberRequest.seeker_id == kept, NumberRequest.status.in_(UNDER_WAY)
        )
    ).all()
    if known:
        theirs = (NumberRequest.seeker_id == other) & NumberRequest.missing.in_(known)
        _withdraw(session, theirs, now)


def _withdraw(session: Session, whose: Any, now: datetime) -> None:
    ended = {"status": NumberRequestStatus.WITHDRAWN, "updated_at": now}
    open_ones = update(NumberRequest).where(whose, NumberRequest.status.in_(UNDER_WAY))
    session.execute(_quiet(open_ones.values(ended)))


def _hang(session: Session, table: Any, kept: int, other: int, values: dict[str, Any]) -> None:
    statement = update(table).where(table.seeker_id == other)
    session.execute(_quiet(statement.values(seeker_id=kept, **values)))


def _quiet(statement: Any) -> Any:
    """Objects that are loaded are read again by whoever needs them."""
    return statement.execution_options(synchronize_session=False)
