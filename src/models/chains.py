"""Chains of events: each carries a keyed hash over itself and the event before it.

Without the key nobody can alter, remove or reorder an event unseen, not even with SQL.
"""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from models.crypto import Keyring

START = "start"


def link(keyring: Keyring, chain: str, fields: Iterable[Any]) -> str:
    return keyring.chain(chain, canonical(fields))


def holds(keyring: Keyring, chain: str, fields: Iterable[Any], hashed: str) -> bool:
    return keyring.chain_holds(hashed, chain, canonical(fields))


def canonical(fields: Iterable[Any]) -> bytes:
    text = json.dumps(list(fields), sort_keys=True, separators=(",", ":"), default=_plain)
    return text.encode()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a chain of events")
