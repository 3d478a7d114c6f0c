"""Published openings, for anyone: a list to look through, and one page each."""

from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.dependencies import ReadSession
from api.web.dependencies import Today
from api.web.desk import Desk
from api.web.facts import opening_facts
from api.web.forms import Form
from api.web.languages import language_of
from api.web.match_views import opening_view
from api.web.openings.job_posting import job_posting
from api.web.render import page
from services.openings.public import public_opening, search_public

router = APIRouter(prefix="/openings")

SHOWN = 20
MOST_OFFSET = 100_000


@router.get("")
def look_through(request: Request, session: ReadSession, today: Today) -> Response:
    lang = language_of(request)
    desk = Desk(lang, today)
    form = Form.of(**{name: request.query_params.get(name, "")[:200] for name in ("text", "state")})
    state = form.text("state") if form.text("state") in desk.catalogs.states else ""
    offset = _number(request.query_params.get("from", ""))
    found = search_public(
        session, today, text=form.text("text"), place=state, offset=offset, limit=SHOWN + 1
    )
    return page(
        request,
        "openings/list.html",
        form=form,
        states=desk.states(),
        openings=[opening_view(each, lang) for each in found[:SHOWN]],
        before=_address(form, max(0, offset - SHOWN)) if offset else None,
        after=_address(form, offset + SHOWN) if len(found) > SHOWN else None,
    )


@router.get("/{opening_id}")
def read_one(request: Request, opening_id: UUID, session: ReadSession, today: Today) -> Response:
    lang = language_of(request)
    opening = public_opening(session, opening_id, today)
    return page(
        request,
        "openings/one.html",
        opening=opening_view(opening, lang),
        description=[part for part in opening.description.splitlines() if part.strip()],
        facts=opening_facts(opening, lang),
        posting=job_posting(opening),
    )


def _address(form: Form, offset: int) -> str:
    given = {"text": form.text("text"), "state": form.text("state"), "from": str(offset)}
    return f"/openings?{urlencode(given)}"


def _number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < 7
    return min(int(text), MOST_OFFSET) if is_number else 0
