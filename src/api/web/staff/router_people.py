"""People: finding one, their record, papers that were seen, a new code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api.web.desk import Desk
from api.web.forms import Form
from api.web.lists import LISTED
from api.web.match_views import match_view, opening_view
from api.web.render import page
from api.web.staff.looking import Look, Looking
from api.web.staff.people_views import form_row, found_view, paper_view, record_view
from api.web.staff.sending import Sent
from api.web.staff.steps import NO_ERRORS, read_as, typed_paper
from api.web.staff.views import PairView, person_view
from models.seeker import Seeker
from models.seeker_document import SeekerDocument
from services.errors import N_, SeekerNotFound
from services.matches.find import openings_for, worth_showing
from services.paging import cursor_of, opaque
from services.people.record import list_unseen, read_record, survivor
from services.seekers.at_desk import UnderWay, under_way
from services.seekers.codes import issue_code
from services.seekers.documents import DocumentNotFound, SeenIn, see_document
from services.seekers.find import find_people, note_search
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
def look_for(look: Look, after: str = "") -> Response:
    found = list_unseen(look.session, look.staff, after=cursor_of(after), limit=LISTED)
    following = opaque(found.next)
    return page(
        look.request,
        "staff/people.html",
        staff=look.staff,
        people=[found_view(row, look.lang) for row in found.rows],
        is_search=False,
        is_more=False,
        under_way=[form_row(row, look.lang) for row in _forms(look)],
        before=None,
        after=f"/staff/people?after={following}" if following else None,
    )


def _forms(look: Looking) -> Sequence[UnderWay]:
    return under_way(look.session, look.staff, now=look.now)[:LISTED]


@router.post("")
def find(sent: Sent) -> Response:
    """A form that is sent, so that what was looked for stands in no address and no log."""
    text, look = sent.form.text("text")[:100], sent.look
    if not text:
        return RedirectResponse("/staff/people", 303)
    found = find_people(look.session, look.staff, text)
    with look.runtime.database.write() as session:
        note_search(session, look.staff, found)
    return page(
        look.request,
        "staff/people.html",
        staff=look.staff,
        form=sent.form,
        people=[found_view(row, look.lang) for row in found.people],
        is_search=True,
        is_more=found.is_more,
        under_way=[],
        before=None,
        after=None,
    )


@router.get("/{seeker_id}")
def one_person(seeker_id: UUID, look: Look) -> Response:
    try:
        return _record_page(look, seeker_id)
    except SeekerNotFound:
        kept = survivor(look.session, look.staff, seeker_id)
        if kept is None:
            raise
        return RedirectResponse(f"/staff/people/{kept}", 303)


@router.post("/{seeker_id}/code")
def new_code(seeker_id: UUID, sent: Sent) -> Response:
    staff = sent.look.staff
    with sent.look.runtime.database.write() as session:
        code = issue_code(session, staff, seeker_id)
        seeker = read_seeker(session, staff, seeker_id)
        person, own = person_view(seeker), words(seeker.preferred_language)
    return page(
        sent.look.request,
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
def look_at_paper(at: Annotated[PaperAddress, Depends(paper_address)], look: Look) -> Response:
    return _paper_page(at, look)


@router.post("/{seeker_id}/papers/{paper_id}")
def paper_seen(at: Annotated[PaperAddress, Depends(paper_address)], sent: Sent) -> Response:
    def store(session: Session) -> str:
        seen = read_as(SeenIn, typed_paper(sent.form))
        see_document(session, sent.look.staff, at.seeker_id, at.paper_id, seen, sent.moment.now)
        return f"/staff/people/{at.seeker_id}#papers"

    return sent.stored(store, partial(_paper_page, at), about="number")


def _record_page(look: Looking, seeker_id: UUID) -> Response:
    lang, say = look.lang, words(look.lang)
    with look.runtime.database.write() as session:
        shown = record_view(read_record(session, look.staff, seeker_id), lang, look.today)
    _, found = openings_for(
        look.session, look.runtime.live, look.staff, seeker_id, k=SHOWN, on=look.today
    )
    return page(
        look.request,
        "staff/person.html",
        staff=look.staff,
        record=shown,
        pairs=[
            PairView(shown.person, opening_view(each.opening, lang), match_view(each.match, lang))
            for each in worth_showing(found)
        ],
        lists=[
            (say(N_("Referrals")), shown.referrals, say(N_("Last change"))),
            (say(N_("Placements")), shown.placements, say(DUE)),
        ],
    )


DUE = N_("Last day for the enrollment")


def _paper(seeker: Seeker, paper_id: UUID) -> SeekerDocument:
    paper = next((it for it in seeker.documents if it.public_id == paper_id), None)
    if paper is None:
        raise DocumentNotFound
    return paper


def _paper_page(
    at: PaperAddress,
    look: Looking,
    form: Form | None = None,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    """`form` None: with what is known of the paper."""
    seeker = read_seeker(look.session, look.staff, at.seeker_id)
    paper = _paper(seeker, at.paper_id)
    return page(
        look.request,
        "staff/paper.html",
        status=422 if errors else 200,
        staff=look.staff,
        form=form or _known(paper),
        errors=errors,
        person=person_view(seeker),
        paper=paper_view(paper, {}, look.lang),
        states=Desk(look.lang, look.today).states(),
    )


def _known(paper: SeekerDocument) -> Form:
    return Form.of(
        number=paper.number or "",
        state=paper.state or "",
        transfer_states=paper.transfer_states,
        valid_until=paper.valid_until.isoformat() if paper.valid_until else "",
    )
