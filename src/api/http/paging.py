"""Cursors that say nothing, and the `Link` header of a page."""

import base64
import binascii
from collections.abc import Callable
from typing import TypeVar

from fastapi import Request, Response

from api.http.schemas import Page
from models.repositories import paging
from services.errors import N_, FieldError, Malformed

Row = TypeVar("Row")
Shown = TypeVar("Shown")

BAD_CURSOR = N_("Send `next` as the page before gave it, or leave it out.")


def cursor_of(text: str | None) -> paging.Cursor | None:
    """Raises Malformed for anything that no page gave."""
    if text is None:
        return None
    try:
        return paging.Cursor.parse(base64.urlsafe_b64decode(text.encode()).decode())
    except (ValueError, binascii.Error) as error:
        raise Malformed(errors=[FieldError("/cursor", "bad_cursor", BAD_CURSOR)]) from error


def answer(
    request: Request, response: Response, page: paging.Page[Row], show: Callable[[Row], Shown]
) -> Page[Shown]:
    following = None
    if page.next is not None:
        following = base64.urlsafe_b64encode(str(page.next).encode()).decode()
        url = request.url.include_query_params(cursor=following)
        response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
    return Page(data=[show(row) for row in page.rows], next=following)
