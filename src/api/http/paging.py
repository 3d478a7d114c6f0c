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
    response.headers.update(_link(request, following))
    return Page(data=[show(row) for row in page.rows], next=following)


def written(request: Request, page: paging.Page[Row], show: Callable[[Row], Shown]) -> Response:
    """The same, as JSON at once: what is large and asked for often need not be checked again."""
    following = paging.opaque(page.next)
    shown: Page[Shown] = Page(data=[show(row) for row in page.rows], next=following)
    headers = _link(request, following)
    return Response(shown.model_dump_json(), media_type="application/json", headers=headers)


def _link(request: Request, following: str | None) -> dict[str, str]:
    if following is None:
        return {}
    url = request.url.include_query_params(cursor=following)
    return {"Link": f'<{url.path}?{url.query}>; rel="next"'}
