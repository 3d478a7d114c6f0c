"""Openings as anyone may see them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from models.lifecycles import EmployerStatus, OpeningStatus
from models.opening import Opening
from models.repositories import openings
from models.repositories.paging import Cursor, Page
from services.errors import OpeningNotFound


def public_openings(
    session: Session, on: date, *, after: Cursor | None, limit: int
) -> Page[Opening]:
    """Published, of verified employers, not past their last day."""
    return openings.published(session, on, after=after, limit=limit)


def public_opening(session: Session, opening_id: UUID, on: date) -> Opening:
    """With its details. Raises OpeningNotFound when it is not, or no longer, published."""
    opening = openings.by_public_id(session, opening_id)
    if opening is None or not _is_public(opening, on):
        raise OpeningNotFound
    return opening


def search_public(
    session: Session, on: date, *, text: str, place: str, offset: int, limit: int
) -> Sequence[Opening]:
    """Newest first. `text` in title or employer; `place` a state or municipality code."""
    return openings.newest(session, on, text=text, place=place, offset=offset, limit=limit)


def _is_public(opening: Opening, on: date) -> bool:
    return (
        opening.status is OpeningStatus.PUBLISHED
        and opening.employer.status is EmployerStatus.VERIFIED
        and (opening.closes_on is None or opening.closes_on >= on)
    )
