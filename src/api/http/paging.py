"""A page of rows with its cursor and its `Link` header."""

from collections.abc import Callable
from typing import TypeVar

from fastapi import Request, Response

from api.http.schemas import Page
from services import paging

Row = TypeVar("Row")
Shown = TypeVar("Shown")


def answer(
    request: Request, response: Response, page: paging.Page[Row], show: Callable[[Row], Shown]
) -> Page[Shown]:
    following = paging.opaque(page.next)
    if following is not None:
        url = request.url.include_query_params(cursor=following)
        response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
    return Page(data=[show(row) for row in page.rows], next=following)
