from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from models.audit_event import AuditEvent
from models.employer import Employer, EmployerRegistration
from models.lifecycles import EmployerStatus, OpeningStatus
from models.opening import Opening
from models.repositories.paging import Cursor, Page, page


def by_public_id(session: Session, public_id: UUID) -> Employer | None:
    return session.scalar(select(Employer).where(Employer.public_id == public_id))


def by_rfc(session: Session, rfc: str) -> Employer | None:
    return session.scalar(select(Employer).where(Employer.rfc == rfc))


def named(session: Session, text: str, *, limit: int) -> Sequence[Employer]:
    """By the beginning of the RFC or a part of a name; with empty text the newest."""
    query = _matching(text)
    return session.scalars(query.order_by(Employer.id.desc()).limit(limit)).all()


def _matching(text: str) -> Select[Employer]:
    if not text:
        return select(Employer)
    names = (Employer.legal_name, Employer.trade_name)
    return select(Employer).where(
        or_(
            Employer.rfc.istartswith(text, autoescape=True),
            *(column.icontains(text, autoescape=True) for column in names),
        )
    )


def locked(session: Session, public_id: UUID) -> Employer | None:
    """The row, held against other writers until the transaction ends."""
    return session.scalar(
        select(Employer)
        .where(Employer.public_id == public_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )


def with_registrations(session: Session, public_id: UUID) -> Employer | None:
    return session.scalar(
        select(Employer)
        .where(Employer.public_id == public_id)
        .options(selectinload(Employer.registrations))
    )


def registration(session: Session, employer_id: int, number: str) -> EmployerRegistration | None:
    return session.scalar(
        select(EmployerRegistration).where(
            EmployerRegistration.employer_id == employer_id, EmployerRegistration.number == number
        )
    )


def is_anothers(session: Session, employer_id: int, number: str) -> bool:
    """A registration that a verified employer other than this one uses."""
    theirs = exists().where(
        EmployerRegistration.number == number,
        EmployerRegistration.employer_id != employer_id,
        EmployerRegistration.is_active,
        EmployerRegistration.employer_id == Employer.id,
        Employer.status == EmployerStatus.VERIFIED,
    )
    return bool(session.scalar(select(theirs)))


def in_status(
    session: Session,
    statuses: Collection[EmployerStatus] = (),
    *,
    text: str = "",
    after: Cursor | None = None,
    limit: int = 50,
) -> Page[Employer]:
    """Of any standing where none is given; `text` as in `named`."""
    query = _matching(text)
    if statuses:
        query = query.where(Employer.status.in_(statuses))
    return page(session, Employer, query, after, limit)


def openings_by_status(session: Session, ids: Sequence[int]) -> dict[int, dict[OpeningStatus, int]]:
    """How many openings each employer has; those without any are absent."""
    query = (
        select(Opening.employer_id, Opening.status, func.count())
        .where(Opening.employer_id.in_(ids))
        .group_by(Opening.employer_id, Opening.status)
    )
    counted: dict[int, dict[OpeningStatus, int]] = {}
    for employer_id, status, count in session.execute(query):
        counted.setdefault(employer_id, {})[status] = count
    return counted


def history(session: Session, public_id: UUID, actions: Collection[str]) -> Sequence[AuditEvent]:
    """What was done to this employer, oldest first."""
    return session.scalars(
        select(AuditEvent)
        .where(
            AuditEvent.subject_kind == "employer",
            AuditEvent.subject == public_id,
            AuditEvent.action.in_(actions),
        )
        .order_by(AuditEvent.sequence)
    ).all()
