"""Cursors as texts that say nothing, so that no row number leaves the house."""

import base64
import binascii
from datetime import UTC
from zlib import crc32

from models.repositories.paging import Cursor, Page
from services.errors import Malformed
from services.field_codes import field_error

__all__ = ["Cursor", "Page", "cursor_of", "opaque"]


def opaque(cursor: Cursor | None) -> str | None:
    return base64.urlsafe_b64encode(str(cursor).encode()).decode() if cursor else None


def sealed(cursor: str, *, of: str) -> str:
    """With what tells the list that it belongs to, and that it is whole."""
    return f"{cursor}.{_mark(cursor, of)}"


def unsealed(text: str, *, of: str) -> str:
    """Raises Malformed for the cursor of another list, and for a part of one."""
    cursor, _, mark = text.rpartition(".")
    if mark != _mark(cursor, of):
        raise Malformed(errors=[field_error("/cursor", "bad_cursor")])
    return cursor


def _mark(cursor: str, of: str) -> str:
    return f"{crc32(f'{of} {cursor}'.encode()):08x}"


def cursor_of(text: str | None) -> Cursor | None:
    """Raises Malformed for anything that no page gave."""
    if not text:
        return None
    try:
        return _storable(Cursor.parse(base64.urlsafe_b64decode(text.encode()).decode()))
    except (ValueError, OverflowError, binascii.Error) as error:
        raise Malformed(errors=[field_error("/cursor", "bad_cursor")]) from error


def _storable(cursor: Cursor) -> Cursor:
    """ValueError or OverflowError for a place that no database could be asked for."""
    if not 0 <= cursor.id < 2**63:
        raise ValueError("no row has this number")
    return Cursor(cursor.updated_at.astimezone(UTC), cursor.id)
