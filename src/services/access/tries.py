"""So many tries, then a wait: for what is guessed at by somebody who has no account to lock."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy.orm import Session

from models.repositories import rate_buckets


@dataclass(frozen=True, slots=True)
class Tries:
    """So many at once; then one more after every `seconds`."""

    most: int
    seconds: int

    def allows(self, session: Session, name: str, now: datetime) -> bool:
        """Takes one try; False when there is none left."""
        return self.wait(session, name, now) == 0

    def wait(self, session: Session, name: str, now: datetime) -> int:
        """Takes one try; when there is none left, the seconds until there is."""
        left = rate_buckets.take(
            session, name, capacity=self.most, per_second=1 / self.seconds, now=now
        )
        return ceil(left)
