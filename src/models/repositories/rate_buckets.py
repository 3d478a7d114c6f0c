from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.rate_bucket import RateBucket


def take(
    session: Session, name: str, *, capacity: float, per_second: float, now: datetime
) -> float:
    """Takes one token. 0 when there was one, else the seconds until there is."""
    bucket = _bucket(session, name, capacity, now)
    elapsed = max(0.0, (now - bucket.updated_at).total_seconds())
    tokens = min(capacity, bucket.tokens + elapsed * per_second)
    bucket.updated_at = now
    if tokens < 1:
        bucket.tokens = tokens
        return (1 - tokens) / per_second
    bucket.tokens = tokens - 1
    return 0.0


def give_back(session: Session, name: str) -> None:
    """Undoes one `take` of this transaction."""
    session.get_one(RateBucket, name).tokens += 1


def _bucket(session: Session, name: str, capacity: float, now: datetime) -> RateBucket:
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert if is_sqlite else postgresql.insert
    full = insert(RateBucket).values(name=name, tokens=capacity, updated_at=now)
    session.execute(full.on_conflict_do_nothing(index_elements=["name"]))
    query = select(RateBucket).where(RateBucket.name == name).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()
