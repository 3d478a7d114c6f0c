"""Forgetting a person's lines: what was written for the institute holds name, CURP and number."""

from sqlalchemy.orm import Session

from models import audit
from models.filing_lifecycles import MovementStatus
from models.repositories import insured_names, movement_files
from models.seeker import Seeker
from services.access.actor import Actor
from services.access.trail import entry
from services.errors import N_, Conflict


class StillAtTheInstitute(Conflict):
    code = "still_at_the_institute"
    message = N_("A movement of this person waits for the institute's answer. Enter it first.")


def erase_lines(session: Session, actor: Actor, seeker: Seeker) -> int:
    """Empties the sealed lines and numbers of every movement, and the name as the institute has
    it; how many movements there were. What happened, and when, stays.

    Raises StillAtTheInstitute while one waits: its answer would find nobody.
    """
    movements = movement_files.locked_of_seeker(session, seeker.id)
    if any(row.status is MovementStatus.WAITING for row in movements):
        raise StillAtTheInstitute
    for row in movements:
        row.line = row.social_security_number = None
    name = insured_names.of_seeker(session, seeker.id)
    if name is not None:
        session.delete(name)
    session.flush()
    audit.record(session, entry(actor, "movement_lines_erased", seeker, lines=len(movements)))
    return len(movements)
