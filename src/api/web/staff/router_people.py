"""People: finding one, their record, papers that were seen, a new code."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import ReadSession, RuntimeDep
from api.web.csrf import require_own_form
from api.web.dependencies import MomentDep, SentForm, Today
from api.web.desk import Desk
from api.web.forms import Form
from api.web.languages import language_of
from api.web.lists import LISTED
from api.web.match_views import match_view, opening_view
from api.web.render import page
from api.web.staff.access import StaffDep
from api.web.staff.people_views import found_view, paper_view, record_view
from api.web.staff.steps import NO_ERRORS, read_as, refusals, typed_paper
from api.web.staff.views import PairView, person_view
from models.seeker import Seeker
from models.seeker_document import SeekerDocument
from services.access.actor import Actor
from services.errors import N_, PuenteError, SeekerNotFound
from services.matches.find import openings_for, worth_showing
from services.paging import cursor_of, opaque
from services.people.record import list_unseen, read_record, survivor
from services.runtime import Runtime
from services.seekers.codes import issue_code
from services.seekers.documents import DocumentNotFound, SeenIn, see_document
from services.seekers.find import find_people
from services.seekers.register import read_seeker
from services.wording import words

router = APIRouter(prefix="/staff/people")

SHOWN = 10
# On the slip that the person takes along, in their language.
WHAT_FOR = N_(
    "Write it down or print this page. With the code and your year of birth you can come back to "
    "see openings, change your answers or withdraw."
)


@router.get("")
def look_for(request: Request, staff: StaffDep, session: ReadSession, after: str = "") -> Response:
    lang = language_of(request)
    found = list_unseen(session, staff, after=cursor_of(after), limit=LISTED)
    following = opaque(found.next)
    return page(
        request,
        "staff/people.html",
        staff=staff,
        people=[found_view(row, lang) for row in found.rows],
        is_search=False,
        is_more=False,
        before=None,
        after=f"/staff/people?after={following}" if following else None,
    )


@router.post("")
def find(request: Request, form: SentForm, staff: StaffDep, runtime: RuntimeDep) -> Response:
    """A form that is sent, so that what was looked for stands in no address and no log."""
    require_own_form(request, form)
    text, lang = form.text("text")[:100], language_of(request)
    if not text:
        return RedirectResponse("/staff/people", 303)
    with runtime.database.write() as session:
        found = find_people(session, staff, text)
        people = [found_view(row, lang) for row in found.people]
    return page(
        request,
        "staff/people.html",
        staff=staff,
        form=form,
        people=people,
        is_search=True,
        is_more=found.is_more,
        before=None,
        after=None,
    )


@router.get("/{seeker_id}")
def one_person(
    request: Request, seeker_id: UUID, staff: StaffDep, runtime: RuntimeDep, today: Today
) -> Response:
    try:
        return _record_page(request, staff, seeker_id, runtime, today)
    except SeekerNotFound:
        with runtime.database.read() as session:
            kept = survivor(session, staff, seeker_id)
        if kept is None:
            raise
        return RedirectResponse(f"/staff/people/{kept}", 303)


@router.post("/{seeker_id}/code")
def new_code(
    request: Request, seeker_id: UUID, form: SentForm, staff: StaffDep, runtime: RuntimeDep
) -> Response:
    require_own_form(request, form)
    with runtime.database.write() as session:
        code = issue_code(session, staff, seeker_id)
        seeker = read_seeker(session, staff, seeker_id)
        person, own = person_view(seeker), words(seeker.preferred_language)
    return page(
        request,
        "staff/code.html",
        staff=staff,
        code=f"{code[:4]} {code[4:]}",
        person=person,
        own=own,
        slip=own(WHAT_FOR),
    )


@dataclass(frozen=True, slots=True)
class PaperAddress:
    seeker_id: UUID
    paper_id: UUID


def paper_address(seeker_id: UUID, paper_id: UUID) -> PaperAddress:
    return PaperAddress(seeker_id, paper_id)


@router.get("/{seeker_id}/papers/{paper_id}")
def look_at_paper(
    request: Request,
    at: Annotated[PaperAddress, Depends(paper_address)],
    staff: StaffDep,
    runtime: RuntimeDep,
    today: Today,
) -> Response:
    return _paper_page(request, staff, runtime, at, Desk(language_of(request), today))


@router.post("/{seeker_id}/papers/{paper_id}")
def paper_seen(
    request: Request,
    at: Annotated[PaperAddress, Depends(paper_address)],
    form: SentForm,
    staff: StaffDep,
    runtime: RuntimeDep,
    moment: MomentDep,
) -> Response:
    require_own_form(request, form)
    desk = Desk(language_of(request), moment.today)
    try:
        seen = read_as(SeenIn, typed_paper(form))
        with runtime.database.write() as session:
            see_document(session, staff, at.seeker_id, at.paper_id, seen, moment.now)
    except PuenteError as error:
        errors = refusals(error, desk.lang, general="number")
        return _paper_page(request, staff, runtime, at, desk, form=form, errors=errors)
    return RedirectResponse(f"/staff/people/{at.seeker_id}#papers", 303)


def _record_page(
    request: Request, staff: Actor, seeker_id: UUID, runtime: Runtime, today: Today
) -> Response:
    lang = language_of(request)
    with runtime.database.write() as session:
        shown = record_view(read_record(session, staff, seeker_id), lang, today)
    with runtime.database.read() as session:
        _, found = openings_for(session, runtime.live, staff, seeker_id, k=SHOWN, on=today)
        pairs = [
            PairView(shown.person, opening_view(each.opening, lang), match_view(each.match, lang))
            for each in worth_showing(found)
        ]
    return page(
        request,
        "staff/person.html",
        staff=staff,
        record=shown,
        pairs=pairs,
        lists=[
            (words(lang)(N_("Referrals")), shown.referrals, words(lang)(N_("Last change"))),
            (words(lang)(N_("Placements")), shown.placements, words(lang)(DUE)),
        ],
    )


DUE = N_("Last day for the registration")


def _paper(seeker: Seeker, paper_id: UUID) -> SeekerDocument:
    paper = next((it for it in seeker.documents if it.public_id == paper_id), None)
    if paper is None:
        raise DocumentNotFound
    return paper


def _paper_page(  # noqa: PLR0913 - what the page shows
    request: Request,
    staff: Actor,
    runtime: Runtime,
    at: PaperAddress,
    desk: Desk,
    *,
    form: Form | None = None,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    """`form` None: with what is known of the paper."""
    with runtime.database.read() as session:
        seeker = read_seeker(session, staff, at.seeker_id)
        paper = _paper(seeker, at.paper_id)
    known = Form.of(
        number=paper.number or "",
        state=paper.state or "",
        transfer_states=paper.transfer_states,
        valid_until=paper.valid_until.isoformat() if paper.valid_until else "",
    )
    return page(
        request,
        "staff/paper.html",
        status=422 if errors else 200,
        staff=staff,
        form=form or known,
        errors=errors,
        person=person_view(seeker),
        paper=paper_view(paper, {}, desk.lang),
        states=desk.states(),
    )
