"""Who must act by when, after the institute answered."""

from datetime import date

from models.enrollment import Enrollment
from models.placement import Placement
from models.vocabulary import ActorKind, MovementType
from services.calendar import Moment
from services.social_security.business_days import business_days_after
from services.social_security.deadlines import (
    base_change_due_on,
    enrollment_due_on,
    withdrawal_due_on,
)
from services.social_security.reply_codes import ReplyCode, Turn
from services.social_security.tables import term


def due_on(movement: Enrollment, placement: Placement, moment: Moment) -> date:
    """The last lawful day of the movement itself."""
    if movement.movement is MovementType.ENROLLMENT:
        return placement.enrollment_due_on or enrollment_due_on(
            movement.effective_on, moment.holidays
        )
    if movement.movement is MovementType.WITHDRAWAL:
        return withdrawal_due_on(movement.effective_on, moment.holidays)
    return base_change_due_on(movement.effective_on, moment.holidays)


def act_by(movement: Enrollment, placement: Placement, turn: Turn, moment: Moment) -> date:
    """Never a day that is past: what is overdue is due today. Staff have at most the days in
    which the institute's office clears up a refusal."""
    last = due_on(movement, placement, moment)
    if turn is Turn.STAFF:
        last = min(last, answer_expected_on(moment.today, moment))
    return max(last, moment.today)


def answer_expected_on(day: date, moment: Moment) -> date:
    return business_days_after(day, term("institute_answer"), moment.holidays)


def actor_of(reply: ReplyCode) -> ActorKind:
    return ActorKind.EMPLOYER if reply.turn is Turn.EMPLOYER else ActorKind.STAFF
