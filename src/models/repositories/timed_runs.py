from datetime import date
from typing import Any

from sqlalchemy import or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.timed_run import TimedRun


def claim(session: Session, name: str, day: date) -> bool:
    """True for one process only, once a day. Undone with the transaction when the work fails."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert: Any = sqlite.insert if is_sqlite else postgresql.insert
    session.execute(insert(TimedRun.__table__).values(name=name).on_conflict_do_nothing())
    not_yet = or_(TimedRun.ran_on.is_(None), TimedRun.ran_on < day)
    claimed = update(TimedRun).where(TimedRun.name == name, not_yet).values(ran_on=day)
    return session.execute(claimed.returning(TimedRun.name)).first() is not None
