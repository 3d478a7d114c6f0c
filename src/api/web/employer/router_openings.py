"""The employer's openings: where each stands, and how many people fit it."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import Now, ReadSession, RuntimeDep, WriteSession
from api.web.csrf import require_own_form
from api.web.dependencies import SentForm, Today
from api.web.employer.access import EmployerDep
from api.web.languages import language_of
from api.web.match_views import place_name, wage_words
from api.web.render import page
from models.lifecycles import OPENING
from models.opening import Opening
from services.access.actor import Actor
from services.errors import N_
from services.matches.find import MOST
from services.matches.fitting import how_many_fit
from services.openings.post_opening import OpeningsWanted, list_openings
from services.openings.publish import BY_ITSELF, move_opening
from services.openings.review_words import why_in_review
from services.paging import cursor_of, opaque
from services.steps import possible_steps
from services.wording import words
from services.wording.employers import OPENINGS

router = APIRouter(prefix="/employer/openings")

LISTED = 20
BUTTONS = {
    "publish": N_("Publish"),
    "pause": N_("Pause"),
    "close": N_("Close"),
}


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """`fitting` None: nobody is looked for, because it is not published."""

    id: UUID
    title: str
    place: str
    wage: str
    status: str
    why: str
    positions: str
    fitting: str | None
    steps: list[tuple[str, str]]


@router.get("")
def list_all(
    request: Request,
    here: EmployerDep,
    runtime: RuntimeDep,
    session: ReadSession,
    today: Today,
    after: str = "",
) -> Response:
    found = list_openings(
        session, here.actor, OpeningsWanted(), after=cursor_of(after), limit=LISTED
    )
    counts = how_many_fit(session, runtime.live, here.actor, found.rows, on=today)
    following = opaque(found.next)
    lang = language_of(request)
    return page(
        request,
        "employer/openings.html",
        employer=here,
        rows=[_row(row, counts.get(row.id), here.actor, lang) for row in found.rows],
        before=None,
        after=f"/employer/openings?after={following}" if following else None,
    )


@router.post("/{opening_id}")
def step_one(
    request: Request,
    opening_id: UUID,
    form: SentForm,
    here: EmployerDep,
    session: WriteSession,
    now: Now,
) -> Response:
    require_own_form(request, form)
    move_opening(session, here.actor, opening_id, form.text("step"), now=now)
    return RedirectResponse("/employer/openings", 303)


def _counted(fitting: int) -> str:
    return f"{MOST}+" if fitting >= MOST else str(fitting)


def _row(opening: Opening, fitting: int | None, actor: Actor, lang: str) -> OpeningRow:
    say = words(lang)
    steps = [it for it in possible_steps(OPENING, opening.status, actor) if it not in BY_ITSELF]
    return OpeningRow(
        id=opening.public_id,
        title=opening.title,
        place=place_name(opening.municipality),
        wage=wage_words(opening, lang),
        status=say(OPENINGS[opening.status]),
        why=" · ".join(why_in_review(opening, lang)),
        positions=f"{opening.positions_filled} / {opening.positions}",
        fitting=None if fitting is None else _counted(fitting),
        steps=[(step, say(BUTTONS[step])) for step in steps if step in BUTTONS],
    )
