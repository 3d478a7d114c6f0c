from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.center import Center


def by_code(session: Session, code: str) -> Center | None:
    return session.scalar(select(Center).where(Center.code == code))


def by_id(session: Session, center_id: int) -> Center | None:
    return session.get(Center, center_id)


def by_public_id(session: Session, public_id: UUID) -> Center | None:
    return session.scalar(select(Center).where(Center.public_id == public_id))


def active(session: Session) -> Sequence[Center]:
    return session.scalars(select(Center).where(Center.is_active).order_by(Center.code)).all()
