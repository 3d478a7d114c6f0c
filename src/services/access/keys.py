"""API keys of employers and partner centers: shown once, kept as a prefix and a hash."""

import hmac
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from models import audit
from models.api_key import ApiKey
from models.center import Center
from models.employer import Employer
from models.lifecycles import EmployerStatus
from models.repositories import access, centers, employers
from models.repositories.access import KeyFacts
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.access.tokens import digest, new_token
from services.access.trail import entry
from services.errors import N_, EmployerNotFound, Malformed, Unauthenticated

LIVE, TEST = "pnt_live_", "pnt_test_"
PREFIX_LENGTH = len(LIVE) + 10


# What no call of an employer, and none of a center, ever asks for.
OF_CENTERS_ALONE = frozenset({Scope.SEEKERS})
OF_EMPLOYERS_ALONE = frozenset({Scope.OPENINGS})


class UnusableScope(Malformed):
    code = "unusable_scope"
    message = N_("This key could never use the scope %(scope)s. It may have: %(usable)s.")


def usable_scopes(owner: Employer | Center) -> list[Scope]:
    others = OF_CENTERS_ALONE if isinstance(owner, Employer) else OF_EMPLOYERS_ALONE
    return [scope for scope in Scope if scope not in others]


def make_key(
    session: Session,
    actor: Actor,
    owner: Employer | Center,
    scopes: Iterable[Scope],
    *,
    is_test: bool = False,
) -> str:
    """The key in plain: it cannot be shown again. Raises UnusableScope."""
    scopes, usable = frozenset(scopes), usable_scopes(owner)
    if unusable := sorted(scopes.difference(usable)):
        raise UnusableScope(scope=unusable[0], usable=", ".join(usable))
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
    if key.employer_id is not None and key.employer_status is not EmployerStatus.SUSPENDED:
        return replace(
            _of_key(key, ActorKind.EMPLOYER),
            id=key.employer_id,
            public_id=key.employer_public_id,
        )
    if key.center_id is not None and key.center_is_active:
        return replace(
            _of_key(key, ActorKind.PARTNER),
            id=key.center_id,
            public_id=key.center_public_id,
            center_id=key.center_id,
            center_code=key.center_code,
        )
    raise Unauthenticated


def _of_key(key: KeyFacts, kind: ActorKind) -> Actor:
    return Actor(kind=kind, scopes=frozenset(key.scopes), key_id=key.id, is_test=key.is_test)
