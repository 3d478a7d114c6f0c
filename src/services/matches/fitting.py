"""How many people fit an employer's openings: a number, and nobody's name."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from models.lifecycles import EmployerStatus, OpeningStatus
from models.opening import Opening
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.matches.live import LiveIndex
from services.openings.profile import opening_profile


def how_many_fit(
    session: Session, live: LiveIndex, actor: Actor, rows: Sequence[Opening], *, on: date
) -> dict[int, int]:
    """By row: those published, of an employer that staff have looked at. Needs their details."""
    actor.require(ActorKind.EMPLOYER, scope=Scope.MATCHES)
    shown = [row for row in rows if _is_live(row)]
    if not shown:
        return {}
    engine = live.refresh(session, on=on)
    return {row.id: engine.exclusions(opening_profile(row), on=on).eligible for row in shown}


def _is_live(opening: Opening) -> bool:
    is_verified = opening.employer.status is EmployerStatus.VERIFIED
    return is_verified and opening.status is OpeningStatus.PUBLISHED
