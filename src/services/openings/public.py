"""Openings as anyone may see them."""

from datetime import date

from sqlalchemy.orm import Session

from models.opening import Opening
from models.repositories import openings
from models.repositories.paging import Cursor, Page


def public_openings(
    session: Session, on: date, *, after: Cursor | None, limit: int
) -> Page[Opening]:
    """Published, of verified employers, not past their last day."""
    return openings.published(session, on, after=after, limit=limit)
