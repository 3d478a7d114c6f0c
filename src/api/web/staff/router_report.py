"""The match report on the screen: openings with people, an opening, a person."""

from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.dependencies import ReadSession, RuntimeDep
from api.web.dependencies import Today
from api.web.desk import Desk
from api.web.facts import opening_facts
from api.web.forms import Choice, Form
from api.web.languages import language_of
from api.web.match_views import match_view, opening_view
from api.web.render import page
from api.web.staff.access import StaffDep
from api.web.staff.views import PairView, person_view
from matching.profiles import Answer
from services.matches.board import BoardFilter, OpeningWithPeople, board, center_state
from services.matches.find import seekers_for, with_names, worth_showing
from services.openings.post_opening import read_opening
from services.referrals.waiting import count_said_yes
from services.reports.catalogue import listed
from services.wording import say_choice

router = APIRouter(prefix="/staff")

SHOWN = 20
SCORES = (50, 60, 70, 80, 90)
PERCENT = 10_000
MOST_OFFSET = 1_000_000
FILTERS = ("opening", "state", "municipality", "permission", "score")


@router.get("")
def match_board(
    request: Request, staff: StaffDep, runtime: RuntimeDep, session: ReadSession, today: Today
) -> Response:
    lang = language_of(request)
    desk = Desk(lang, today)
    form = _filters(request, center_state(session, staff))
    wanted, offset = _wanted(form, desk), _number(request.query_params.get("from", ""))
    found = board(session, runtime.live, staff, wanted, offset=min(offset, MOST_OFFSET), on=today)
    return page(
        request,
        "staff/report.html",
        staff=staff,
        form=form,
        said_yes=count_said_yes(session, staff),
        groups=[_group(row, lang) for row in found.rows],
        states=desk.states(),
        permissions=[Choice(it.value, say_choice("permission", it, lang)) for it in PERMITTED],
        scores=[Choice(str(score), str(score)) for score in SCORES],
        before=_page_address(form, 0) if offset else None,
        after=_page_address(form, found.next_offset) if found.next_offset else None,
        formats=listed("matches").formats,
        download=lambda kind: _download(form, kind, lang),
    )


PERMITTED = (Answer.YES, Answer.CONDITIONAL)


@router.get("/openings/{opening_id}")
def one_opening(
    request: Request,
    opening_id: UUID,
    staff: StaffDep,
    runtime: RuntimeDep,
    session: ReadSession,
    today: Today,
) -> Response:
    lang = language_of(request)
    seen = runtime.live.look(session, on=today)
    found = seekers_for(session, seen, staff, str(opening_id), k=SHOWN)
    opening = read_opening(session, staff, str(opening_id))
    shown = opening_view(opening, lang)
    return page(
        request,
        "staff/opening.html",
        staff=staff,
        opening=shown,
        facts=opening_facts(opening, lang),
        pairs=[
            PairView(person_view(each.seeker), shown, match_view(each.match, lang))
            for each in worth_showing(with_names(session, found.matches))
        ],
    )


def _filters(request: Request, own_state: str) -> Form:
    """What was asked for; without any filter the state of the center."""
    given = {name: request.query_params.get(name, "")[:200] for name in FILTERS}
    is_first_look = not any(name in request.query_params for name in FILTERS)
    return Form.of(**(given | {"state": own_state} if is_first_look else given))


def _wanted(form: Form, desk: Desk) -> BoardFilter:
    permission = form.among("permission", [answer.value for answer in PERMITTED])
    state = form.text("state")
    place = state if state in desk.catalogs.states else ""
    if form.text("municipality"):
        options = desk.places(form.text("municipality"), place).options
        place = options[0].value if options else "none"
    return BoardFilter(
        text=form.text("opening"),
        place=place,
        permission=Answer(permission[0]) if permission else None,
        least_score=_number(form.text("score")) * PERCENT,
    )


def _group(row: OpeningWithPeople, lang: str) -> tuple[object, Sequence[PairView]]:
    opening = opening_view(row.opening, lang)
    pairs = [
        PairView(person_view(each.seeker), opening, match_view(each.match, lang))
        for each in row.matches
    ]
    return opening, pairs


def _page_address(form: Form, offset: int) -> str:
    return f"/staff?{urlencode(_given(form) | {'from': str(offset)})}"


def _download(form: Form, kind: str, lang: str) -> str:
    state = form.text("state")
    asked = {"format": kind, "lang": lang} | ({"state": state} if state else {})
    return f"/v1/reports/matches?{urlencode(asked)}"


def _given(form: Form) -> dict[str, str]:
    return {name: form.text(name) for name in FILTERS}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
