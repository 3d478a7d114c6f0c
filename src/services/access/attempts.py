"""Wrong tries of a log-in, counted for each account: after five nobody gets in for a while."""

from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.orm import Session

from models import audit
from models.base import Identified
from services.access.actor import Actor
from services.access.trail import entry

MOST_TRIES = 5
LOCKED_FOR = timedelta(minutes=15)


class Account(Protocol):
    failed_logins: int
    locked_until: datetime | None


def is_locked(account: Account, now: datetime) -> bool:
    return account.locked_until is not None and account.locked_until > now


def count_failure(
    session: Session, actor: Actor, account: Account, subject: Identified, now: datetime
) -> None:
    """`subject` is the account's row. It is locked against other writers."""
    account.failed_logins += 1
    audit.record(session, entry(actor, "log_in_failed", subject))
    if account.failed_logins >= MOST_TRIES:
        account.failed_logins, account.locked_until = 0, now + LOCKED_FOR
        audit.record(session, entry(actor, "account_locked", subject))


def forget_failures(account: Account) -> None:
    account.failed_logins, account.locked_until = 0, None
