"""Cursors as texts that say nothing, so that no row number leaves the house."""

import base64
import binascii

from models.repositories.paging import Cursor, Page
from services.errors import N_, FieldError, Malformed

__all__ = ["Cursor", "Page", "cursor_of", "opaque"]

BAD_CURSOR = N_("Send `next` as the page before gave it, or leave it out.")


def opaque(cursor: Cursor | None) -> str | None:
    return base64.urlsafe_b64encode(str(cursor).encode()).decode() if cursor else None


def cursor_of(text: str | None) -> Cursor | None:
    """Raises Malformed for anything that no page gave."""
    if not text:
        return None
    try:
        return Cursor.parse(base64.urlsafe_b64decode(text.encode()).decode())
    except (ValueError, binascii.Error) as error:
        raise Malformed(errors=[FieldError("/cursor", "bad_cursor", BAD_CURSOR)]) from error
