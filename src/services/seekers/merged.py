"""Rows of a file under the name of a registration that was merged into another."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from models.repositories import seekers
from models.repositories.bulk import Known, Outcome
from models.seeker import Seeker
from services import bulk
from services.access.actor import Actor
from services.bulk import RowResult
from services.field_codes import field_error
from services.seekers.prepare import PreparedSeeker, renamed
from services.seekers.read import going_on
from services.seekers.store import Intake, store_known

Placed = Mapping[int, PreparedSeeker]


def store_merged(
    session: Session, actor: Actor, where: Intake, placed: Placed
) -> dict[int, RowResult]:
    """By place; rows of others are left out. The person who goes on is written, unless the same
    request names them too: then this row changes nothing. Refused where another center attends
    them."""
    names = {row.intake.external_id: place for place, row in placed.items()}
    found: dict[int, RowResult] = {}
    for emptied in seekers.emptied_under(session, where.center.id, filter(None, names)):
        kept, place = going_on(session, emptied), names[emptied.external_id]
        if kept is None:
            continue
        if kept.center_id != where.center.id:
            elsewhere = field_error("/external_id", "merged_elsewhere")
            found[place] = bulk.refused_row(place, emptied.external_id, [elsewhere])
        elif kept.external_id in names:
            found[place] = _result(place, emptied, kept, Outcome.UNCHANGED)
        else:
            outcome = _written(session, actor, where, placed[place], kept)
            found[place] = _result(place, emptied, kept, outcome)
    return found


def _result(place: int, emptied: Seeker, kept: Seeker, outcome: Outcome) -> RowResult:
    return RowResult(place, emptied.external_id, str(outcome), kept.public_id)


def _written(
    session: Session, actor: Actor, where: Intake, person: PreparedSeeker, kept: Seeker
) -> Outcome:
    """Under the name that they go on with."""
    seekers.locked(session, kept.public_id)
    known = Known(kept.id, kept.public_id, str(kept.status), kept.content_hash)
    named = renamed(person, kept.external_id)
    return store_known(session, actor, where, [(named, known)])[0].outcome
