"""The page that lists referrals or placements."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from fastapi import Request
from fastapi.responses import Response

from api.web.languages import language_of
from api.web.lists import Row, Tab
from api.web.render import page
from services.access.actor import Actor
from services.paging import Page, opaque
from services.wording import words

Stored = TypeVar("Stored")


@dataclass(frozen=True, slots=True)
class Listing:
    """Msgids, and the tabs: value of the query parameter `name` to msgid; "" is all of them."""

    heading: str
    caption: str
    dated: str
    address: str
    name: str
    tabs: Sequence[tuple[str, str]]


def list_page(
    request: Request,
    staff: Actor,
    listing: Listing,
    found: Page[Stored],
    show: Callable[[Stored], Row],
) -> Response:
    say = words(language_of(request))
    chosen = request.query_params.get(listing.name, "")
    following = opaque(found.next)
    return page(
        request,
        "staff/list.html",
        staff=staff,
        heading=say(listing.heading),
        caption=say(listing.caption),
        dated=say(listing.dated),
        tabs=[
            Tab(_address(listing, value), say(label), value == chosen)
            for value, label in listing.tabs
        ],
        rows=[show(row) for row in found.rows],
        before=None,
        after=f"{_address(listing, chosen)}&after={following}" if following else None,
    )


def _address(listing: Listing, value: str) -> str:
    return f"{listing.address}?{listing.name}={value}"
