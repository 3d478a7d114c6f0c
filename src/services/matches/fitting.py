"""How many people fit an employer's openings: a number, and nobody's name."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from matching.scoring import LEAST_SHOWN
from models.lifecycles import EmployerStatus, OpeningStatus
from models.opening import Opening
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.matches.find import MOST
from services.matches.live import LiveIndex
from services.openings.profile import opening_profile


def how_many_fit(
    session: Session, live: LiveIndex, actor: Actor, rows: Sequence[Opening], *, on: date
) -> dict[int, int]:
    """By row, MOST at the most: of those published, of an employer that staff have looked at.
    Whoever works in another trade does not fit for living near. Needs their details."""
    actor.require(ActorKind.EMPLOYER, scope=Scope.MATCHES)
    shown = [row for row in rows if _is_live(row)]
    if not shown:
        return {}
    engine = live.refresh(session, on=on)
    return {
        row.id: _good(engine.scored_seekers(opening_profile(row), k=MOST, on=on)) for row in shown
    }


def _good(found: Sequence[tuple[int, int]]) -> int:
    """Of keys and scores."""
    return sum(score >= LEAST_SHOWN for _, score in found)


def _is_live(opening: Opening) -> bool:
    is_verified = opening.employer.status is EmployerStatus.VERIFIED
    return is_verified and opening.status is OpeningStatus.PUBLISHED
