"""The employer's openings: where each stands, and how many people fit it."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import Now, ReadSession, RuntimeDep, WriteSession
from api.web.csrf import require_own_form
from api.web.dependencies import SentForm, Today
from api.web.employer.access import EmployerDep
from api.web.employer.opening_views import OpeningRow, opening_row
from api.web.languages import language_of
from api.web.render import page
from services.matches.find import MOST
from services.matches.fitting import how_many_fit
from services.openings.post_opening import OpeningsWanted, list_openings
from services.openings.publish import move_opening
from services.paging import cursor_of, opaque

router = APIRouter(prefix="/employer/openings")

LISTED = 20


@dataclass(frozen=True, slots=True)
class Counted:
    """`fitting` None: nobody is looked for, because it is not published."""

    row: OpeningRow
    fitting: str | None


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
        rows=[
            Counted(opening_row(row, here.actor, lang), _counted(counts.get(row.id)))
            for row in found.rows
        ],
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


def _counted(fitting: int | None) -> str | None:
    if fitting is None:
        return None
    return f"{MOST}+" if fitting >= MOST else str(fitting)
