"""API keys of employers and partner centers: shown once, kept as a prefix and a hash."""

import hmac
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.api_key import ApiKey
from models.center import Center
from models.employer import Employer
from models.lifecycles import EmployerStatus
from models.repositories import access, centers, employers
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.access.tokens import digest, new_token
from services.access.trail import entry
from services.errors import EmployerNotFound, Unauthenticated

LIVE, TEST = "pnt_live_", "pnt_test_"
PREFIX_LENGTH = len(LIVE) + 10


def make_key(
    session: Session,
    actor: Actor,
    owner: Employer | Center,
    scopes: Iterable[Scope],
    *,
    is_test: bool = False,
) -> str:
    """The key in plain: it cannot be shown again."""
    plain = (TEST if is_test else LIVE) + new_token()
    is_employer = isinstance(owner, Employer)
    key = ApiKey(
        prefix=plain[:PREFIX_LENGTH],
        key_hash=digest(plain),
        scopes=sorted(map(str, scopes)),
        is_test=is_test,
        employer_id=owner.id if is_employer else None,
        center_id=None if is_employer else owner.id,
    )
    session.add(key)
    session.flush()
    audit.record(session, entry(actor, "key_made", key, scopes=key.scopes))
    return plain


def owner_named(session: Session, name: str) -> Employer | Center:
    """By an employer's id or RFC, or a center's code. Raises EmployerNotFound."""
    found = employers.by_rfc(session, name.strip().upper()) or centers.by_code(session, name)
    if found is None:
        try:
            found = employers.by_public_id(session, UUID(name))
        except ValueError:
            found = None
    if found is None:
        raise EmployerNotFound
    return found


def actor_of_key(session: Session, plain: str, *, now: datetime) -> Actor:
    """Raises Unauthenticated for a key that is unknown, revoked, over, or of someone suspended."""
    key = access.key_by_prefix(session, plain[:PREFIX_LENGTH], now)
    if key is None or not hmac.compare_digest(key.key_hash, digest(plain)):
        raise Unauthenticated
    if key.employer is not None:
        return _employer(key, key.employer)
    if key.center is not None and key.center.is_active:
        return _partner(key, key.center)
    raise Unauthenticated


def _employer(key: ApiKey, employer: Employer) -> Actor:
    if employer.status is EmployerStatus.SUSPENDED:
        raise Unauthenticated
    return Actor(
        kind=ActorKind.EMPLOYER,
        id=employer.id,
        public_id=employer.public_id,
        scopes=frozenset(key.scopes),
        key_id=key.id,
        is_test=key.is_test,
    )


def _partner(key: ApiKey, center: Center) -> Actor:
    return Actor(
        kind=ActorKind.PARTNER,
        id=center.id,
        public_id=center.public_id,
        center_id=center.id,
        center_code=center.code,
        scopes=frozenset(key.scopes),
        key_id=key.id,
        is_test=key.is_test,
    )
