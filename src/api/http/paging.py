"""A page of rows with its cursor and its `Link` header."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from fastapi import Request, Response

from api.http.schemas import Page
from services import paging

Row = TypeVar("Row")
Shown = TypeVar("Shown")


def answer(
    request: Request, response: Response, page: paging.Page[Row], show: Callable[[Row], Shown]
) -> Page[Shown]:
    following = _sealed(request, page.next)
    response.headers.update(_link(request, following))
    return Page(data=[show(row) for row in page.rows], next=following)


def written(request: Request, after: paging.Cursor | None, rows: Iterable[str]) -> Response:
    """The same of rows that are JSON already; `after` is where the next page begins."""
    following = _sealed(request, after)
    said = "null" if following is None else f'"{following}"'
    text = f'{{"data":[{",".join(rows)}],"next":{said}}}'
    return Response(text, media_type="application/json", headers=_link(request, following))


def _sealed(request: Request, cursor: paging.Cursor | None) -> str | None:
    text = paging.opaque(cursor)
    return text and paging.sealed(text, of=request.url.path)


def _link(request: Request, following: str | None) -> dict[str, str]:
    if following is None:
        return {}
    url = request.url.include_query_params(cursor=following)
    return {"Link": f'<{url.path}?{url.query}>; rel="next"'}
