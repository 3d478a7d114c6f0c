"""Many people and many openings at once: choose openings, see who goes where, refer them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from api.web.csrf import require_own_form
from api.web.dependencies import SentForm
from api.web.desk import Desk
from api.web.forms import Choice, Form
from api.web.match_views import OpeningView, opening_view
from api.web.render import page
from api.web.staff.assignment_views import (
    assignment_view,
    groups,
    result_view,
    summary_facts,
)
from api.web.staff.looking import Look, Looking
from api.web.staff.steps import NO_ERRORS, read_as
from services.assignments.propose import keep_proposal, propose
from services.assignments.read import AssignedPage, assigned, read_assignment, recent_assignments
from services.assignments.refer import refer_pairs
from services.assignments.schemas import AssignmentIn, PairsIn
from services.errors import N_
from services.matches.advice import openings_called
from services.matches.board import center_state
from services.wording import words

router = APIRouter(prefix="/staff/assignments")

# As many ticks of one name as a form takes.
OPENINGS_SHOWN = 100
ROWS_SHOWN = 50
MOST_OFFSET = 1_000_000
FORMATS = ("csv", "xlsx", "json")
NO_OPENING = N_("Choose at least one opening.")
NONE_CHOSEN = N_("Choose at least one pair.")
TWO_NEEDED = N_("Choose at least two people who stay together.")


@router.get("")
def list_all(look: Look) -> Response:
    found = recent_assignments(look.session, look.staff)
    return page(
        look.request,
        "staff/assignments.html",
        staff=look.staff,
        rows=[assignment_view(run, look.lang) for run in found],
    )


@router.get("/new")
def choose_openings(look: Look, text: str = "", state: str | None = None) -> Response:
    return _choice(look, text, state, NO_ERRORS)


def _choice(look: Looking, text: str, state: str | None, errors: Mapping[str, str]) -> Response:
    desk = Desk(look.lang, look.today)
    own = center_state(look.session, look.staff) if state is None else state
    place = own if own in desk.catalogs.states else ""
    found = openings_called(
        look.session, look.staff, text, place=place, on=look.today, limit=OPENINGS_SHOWN
    )
    return page(
        look.request,
        "staff/assignment_new.html",
        status=422 if errors else 200,
        staff=look.staff,
        errors=errors,
        form=Form.of(
            text=text[:200], state=place, openings=[str(each.public_id) for each in found]
        ),
        states=desk.states(),
        openings=[_offered(opening_view(each, look.lang)) for each in found],
        is_cut=len(found) == OPENINGS_SHOWN,
    )


def _offered(opening: OpeningView) -> Choice:
    return Choice(str(opening.id), opening.title, f"{opening.employer} · {opening.place}")


@router.post("")
def make_one(look: Look, form: SentForm) -> Response:
    require_own_form(look.request, form)
    chosen = form.all("openings")
    if not chosen:
        return _choice(look, "", None, {"openings": words(look.lang)(NO_OPENING)})
    return _proposed(look, read_as(AssignmentIn, {"title": form.text("title"), "openings": chosen}))


@router.get("/{assignment_id}")
def read_one(assignment_id: UUID, look: Look, offset: int = 0) -> Response:
    return _page(look, assignment_id, max(0, min(offset, MOST_OFFSET)))


@router.post("/{assignment_id}")
def act_on_pairs(assignment_id: UUID, look: Look, form: SentForm) -> Response:
    """`do` refer: the chosen become referrals. `do` together: the chosen form one household and
    everything is proposed again."""
    require_own_form(look.request, form)
    pairs = [value.split(" ") for value in form.all("pairs")]
    if form.text("do") == "together":
        return _together(look, assignment_id, [pair[0] for pair in pairs])
    return _referred(look, assignment_id, pairs)


def _together(look: Looking, assignment_id: UUID, people: Sequence[str]) -> Response:
    if len(people) < 2:
        return _page(look, assignment_id, 0, {"pairs": words(look.lang)(TWO_NEEDED)})
    run = read_assignment(look.session, look.staff, assignment_id)
    chosen = set(people)
    others = [it for it in run.parameters["households"] if not chosen.intersection(it)]
    asked = {**run.parameters, "title": run.title, "households": [*others, sorted(chosen)]}
    return _proposed(look, read_as(AssignmentIn, asked))


def _proposed(look: Looking, asked: AssignmentIn) -> Response:
    proposal = propose(look.session, look.staff, asked, on=look.today)
    with look.runtime.database.write() as session:
        made = keep_proposal(session, look.staff, proposal, now=look.now).public_id
    return RedirectResponse(f"/staff/assignments/{made}", 303)


def _referred(look: Looking, assignment_id: UUID, pairs: Sequence[list[str]]) -> Response:
    if not pairs:
        return _page(look, assignment_id, 0, {"pairs": words(look.lang)(NONE_CHOSEN)})
    given = [{"seeker": pair[0], "opening": pair[-1]} for pair in pairs]
    asked = read_as(PairsIn, {"pairs": given})
    with look.runtime.database.write() as session:
        results = refer_pairs(
            session, look.runtime.live, look.staff, assignment_id, asked.pairs, now=look.now
        )
        rows = _rows(look, assignment_id)
        shown = [result_view(it, rows.rows, look.lang) for it in results]
    return page(
        look.request,
        "staff/assignment_referred.html",
        staff=look.staff,
        back=f"/staff/assignments/{assignment_id}",
        results=shown,
    )


def _rows(look: Looking, assignment_id: UUID) -> AssignedPage:
    run = read_assignment(look.session, look.staff, assignment_id)
    return assigned(look.session, look.staff, run, offset=0, limit=run.summary["people"] + 1)


def _page(
    look: Looking, assignment_id: UUID, offset: int, errors: Mapping[str, str] = NO_ERRORS
) -> Response:
    run = read_assignment(look.session, look.staff, assignment_id)
    found = assigned(look.session, look.staff, run, offset=offset, limit=ROWS_SHOWN)
    here = f"/staff/assignments/{assignment_id}"
    return page(
        look.request,
        "staff/assignment.html",
        status=422 if errors else 200,
        staff=look.staff,
        errors=errors,
        shown=assignment_view(run, look.lang),
        facts=summary_facts(run, look.lang),
        groups=groups(found.rows, look.lang),
        formats=FORMATS,
        households=len(run.parameters["households"]),
        before=here if offset else None,
        after=f"{here}?offset={found.next_offset}" if found.next_offset else None,
    )
