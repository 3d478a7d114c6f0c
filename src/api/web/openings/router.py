"""Published openings, for anyone: a list to look through, and one page each."""

from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.dependencies import Now, ReadSession, RuntimeDep
from api.web.dependencies import Today
from api.web.desk import Desk
from api.web.facts import opening_facts
from api.web.forms import Form
from api.web.languages import language_of
from api.web.match_views import match_view, opening_view
from api.web.openings.job_posting import job_posting
from api.web.render import page
from api.web.seeker.referral_views import sent_already
from api.web.seeker.visit import open_visit
from services.openings.public import public_opening, search_public
from services.people.fit import own_fit
from services.referrals.own import own_standing

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
def read_one(
    request: Request,
    opening_id: UUID,
    runtime: RuntimeDep,
    session: ReadSession,
    now: Now,
    today: Today,
) -> Response:
    """Whoever has registered reads how it fits them."""
    lang, visit = language_of(request), open_visit(request, session, now=now)
    opening = public_opening(session, opening_id, today)
    fit, sent = None, ""
    if visit.seeker is not None:
        fit = own_fit(session, runtime.live, visit.actor, visit.seeker, opening, on=today)
        sent = sent_already(own_standing(session, visit.actor), opening.public_id, lang)
    return page(
        request,
        "openings/one.html",
        opening=opening_view(opening, lang),
        description=[part for part in opening.description.splitlines() if part.strip()],
        facts=opening_facts(opening, lang),
        posting=job_posting(opening),
        match=match_view(fit, lang, to_person=True) if fit else None,
        sent=sent,
    )


def _address(form: Form, offset: int) -> str:
    given = {"text": form.text("text"), "state": form.text("state"), "from": str(offset)}
    return f"/openings?{urlencode(given)}"


def _number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < 7
    return min(int(text), MOST_OFFSET) if is_number else 0
