"""A hash of what was sent: equal content gives equal hashes in every process."""

import hashlib
import json
from datetime import date
from decimal import Decimal

from pydantic import BaseModel


def fingerprint(sent: BaseModel) -> str:
    """Whatever the order of its fields, and of the values of its sets."""
    plain = json.dumps(sent.model_dump(), sort_keys=True, default=_plain, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize())
    raise TypeError(f"{type(value).__name__} has no fingerprint")
