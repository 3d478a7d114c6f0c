"""What the worker does about hires once a night."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.repositories import timed_runs
from services.calendar import MEXICO, Moment, legal_day
from services.enrollment.follow_ups import make_follow_ups
from services.enrollment.reconcile import reconcile
from services.runtime import Runtime

NIGHT_BEGINS = 2


def nightly(runtime: Runtime, session: Session, now: datetime) -> int:
    """Once a day from two in the morning, in one process; how many tasks and questions are new."""
    is_night = now.astimezone(MEXICO).hour >= NIGHT_BEGINS
    if not is_night or not timed_runs.claim(session, "enrollment", legal_day(now)):
        return 0
    moment = Moment(now, frozenset(runtime.settings.extra_holidays))
    return make_follow_ups(session, moment) + reconcile(session, moment).opened
