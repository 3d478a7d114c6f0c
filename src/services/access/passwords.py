"""Passwords as argon2 hashes. A hash costs about 0.14 s of a core, so two run at a time."""

import threading
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from services.errors import Malformed
from services.field_codes import field_error

SHORTEST = 15
LONGEST = 200
_slots = threading.BoundedSemaphore(2)
_hasher = PasswordHash((Argon2Hasher(),))


def hash_password(password: str) -> str:
    """Raises Malformed when it is too short for an account without a second factor."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Malformed(
            errors=[field_error("/password", "password_length", shortest=SHORTEST, longest=LONGEST)]
        )
    with _slots:
        return _hasher.hash(password)


def is_password(password: str, stored: str | None) -> bool:
    """Takes the same time whether or not there is a hash to compare with."""
    with _slots:
        matches = _hasher.verify(password[:LONGEST], stored or _decoy())
    return matches and stored is not None


@cache
def _decoy() -> str:
    return _hasher.hash("nobody has this password")
