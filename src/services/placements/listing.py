"""Hires in lists: all of them, or those whose enrollment is due."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from models.hiring_lifecycles import VERIFIED_PLACEMENT
from models.placement import Placement
from models.repositories import placements
from models.repositories.paging import Cursor, Page
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.placements.step import scope_of


class Due(StrEnum):
    """Of the enrollment: past its last lawful day, or in the days to the coming Sunday."""

    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this_week"


def list_placements(
    session: Session,
    actor: Actor,
    due: Due | None,
    *,
    today: date,
    after: Cursor | None,
    limit: int,
) -> Page[Placement]:
    actor.require(*ActorKind, scope=Scope.PLACEMENTS)
    scope = scope_of(actor)
    if due is None:
        return placements.listed(session, scope, after=after, limit=limit)
    return placements.not_filed(session, scope, _days(due, today), after=after, limit=limit)


def first_due(
    session: Session, actor: Actor, due: Due, *, today: date, limit: int
) -> Sequence[Placement]:
    """Whose day is the earliest, or the longest past, first."""
    actor.require(*ActorKind, scope=Scope.PLACEMENTS)
    return placements.first_due(session, scope_of(actor), _days(due, today), limit=limit)


def _days(due: Due, today: date) -> placements.Due:
    if due is Due.OVERDUE:
        return placements.Due(last=today - timedelta(days=1))
    if due is Due.TODAY:
        return placements.Due(first=today, last=today)
    return placements.Due(first=today, last=today + timedelta(days=6 - today.weekday()))


def verified_hires(session: Session, actor: Actor, *, limit: int) -> Sequence[Placement]:
    """Those the institute has enrolled and who still work: their wage may change."""
    actor.require(ActorKind.EMPLOYER, ActorKind.STAFF, scope=Scope.PLACEMENTS)
    return placements.listed(session, scope_of(actor), VERIFIED_PLACEMENT, limit=limit).rows
