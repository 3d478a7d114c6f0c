"""A bearer is an API key or a staff member's token; the prefix says which."""

from datetime import datetime

from sqlalchemy.orm import Session

from services.access.actor import Actor
from services.access.keys import LIVE, TEST, actor_of_key
from services.access.sessions import STAFF_TOKEN_PREFIX, actor_of_session
from services.errors import Unauthenticated


def actor_of_bearer(session: Session, bearer: str, *, now: datetime) -> Actor:
    if bearer.startswith((LIVE, TEST)):
        return actor_of_key(session, bearer, now=now)
    if bearer.startswith(STAFF_TOKEN_PREFIX):
        return actor_of_session(session, bearer.removeprefix(STAFF_TOKEN_PREFIX), now=now)
    raise Unauthenticated
