"""Rows that a session writes just before it commits, in the order they were asked for.

Chains of events lock their head: written last, they hold that lock for the shortest time and
always as the last one, so two transactions cannot wait for each other.
"""

from typing import Any

from sqlalchemy.orm import Session

KEY = "pending_events"


def add(session: Session, item: Any) -> None:
    session.info.setdefault(KEY, []).append(item)


def take(session: Session) -> list[Any]:
    items: list[Any] = session.info.pop(KEY, [])
    return items


def mark(session: Session) -> int:
    return len(session.info.get(KEY, ()))


def forget_after(session: Session, position: int) -> None:
    del session.info.get(KEY, [])[position:]
