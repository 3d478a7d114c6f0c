from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from models.employer import Employer, EmployerRegistration
from models.lifecycles import EmployerStatus
from models.repositories.paging import Cursor, Page, page


def by_public_id(session: Session, public_id: UUID) -> Employer | None:
    return session.scalar(select(Employer).where(Employer.public_id == public_id))


def by_rfc(session: Session, rfc: str) -> Employer | None:
    return session.scalar(select(Employer).where(Employer.rfc == rfc))


def named(session: Session, text: str, *, limit: int) -> Sequence[Employer]:
    """By the beginning of the RFC or a part of a name; with empty text the newest."""
    query = select(Employer)
    if text:
        names = (Employer.legal_name, Employer.trade_name)
        query = query.where(
            or_(
                Employer.rfc.istartswith(text, autoescape=True),
                *(column.icontains(text, autoescape=True) for column in names),
            )
        )
    return session.scalars(query.order_by(Employer.id.desc()).limit(limit)).all()


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


def in_status(
    session: Session,
    status: EmployerStatus | None = None,
    *,
    after: Cursor | None = None,
    limit: int = 50,
) -> Page[Employer]:
    query = select(Employer)
    if status is not None:
        query = query.where(Employer.status == status)
    return page(session, Employer, query, after, limit)
