"""What the clock brings about: openings past their last day, referrals nobody answered, drafts."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from models import audit
from models.lifecycles import OPENING
from models.repositories import access, form_drafts, idempotency, openings, referrals
from services.access.actor import SYSTEM
from services.access.trail import entry
from services.calendar import legal_day
from services.enrollment.nightly import nightly
from services.matches.dropping import drop_old_runs
from services.people.erase import finish_erasures
from services.referrals.step import move_referral
from services.runtime import Runtime
from services.steps import StepIn

Work = Callable[[Session, datetime], int]


def due_work(runtime: Runtime) -> Mapping[str, Work]:
    """By name; each is harmless when run again."""
    return {
        "close_past_openings": close_past_openings,
        "expire_referrals": expire_referrals,
        "end_referrals_of_the_withdrawn": end_referrals_of_the_withdrawn,
        "forget_expired": forget_expired,
        "finish_erasures": finish_erasures,
        "drop_old_runs": partial(drop_old_runs, runtime.settings.keep_runs_days),
        "nightly": partial(nightly, runtime),
    }


def close_past_openings(session: Session, now: datetime) -> int:
    """Openings whose last day is over."""
    past = openings.past_closing(session, legal_day(now))
    for opening in past:
        opening.status, opening.closed_at = OPENING.after(opening.status, "close"), now
        audit.record(session, entry(SYSTEM, "opening_close", opening))
    return len(past)


def expire_referrals(session: Session, now: datetime) -> int:
    """Referrals past their last day: their person and opening are free again."""
    past = referrals.expired(session, legal_day(now))
    for referral in past:
        move_referral(session, SYSTEM, referral, "expire", StepIn(), now=now)
    return len(past)


def end_referrals_of_the_withdrawn(session: Session, now: datetime) -> int:
    """Whoever left is not waited for by any employer."""
    left = referrals.of_the_withdrawn(session)
    for referral in left:
        move_referral(session, SYSTEM, referral, "withdraw", StepIn(), now=now)
    return len(left)


def forget_expired(session: Session, now: datetime) -> int:
    """Sessions, drafts and idempotency keys past their day."""
    form_drafts.forget_expired(session, now)
    idempotency.forget_expired(session, now)
    return access.forget_ended_sessions(session, now)
