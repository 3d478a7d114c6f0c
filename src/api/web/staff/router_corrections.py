"""Staff mend a person's record: a paper that is missing or not theirs, official numbers."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api.web.desk import Desk
from api.web.forms import Choice, Form
from api.web.render import page
from api.web.staff.looking import Look, Looking
from api.web.staff.router_numbers import KINDS
from api.web.staff.sending import Sent
from api.web.staff.steps import NO_ERRORS, read_as, typed, typed_paper
from api.web.staff.views import person_view
from models.seeker import Seeker
from services.errors import N_, FieldError, Malformed
from services.seekers.corrections import (
    NewPaperIn,
    NumbersIn,
    add_paper,
    correct_numbers,
    remove_paper,
)
from services.seekers.register import read_seeker
from services.wording import words
from services.wording.choices import DOCUMENTS

router = APIRouter(prefix="/staff/people/{seeker_id}")

NO_PAPER = FieldError("/kind", "missing", N_("Choose which paper it is."))
NUMBERS = ("curp", "curp_kind", "curp_valid_until", "social_security_number", "rfc")


@router.get("/papers/new")
def ask_for_paper(seeker_id: UUID, look: Look) -> Response:
    return _paper_page(seeker_id, look, Form())


@router.post("/papers/new")
def take_paper(seeker_id: UUID, sent: Sent) -> Response:
    def store(session: Session) -> str:
        if not sent.form.text("kind"):
            raise Malformed(errors=[NO_PAPER])
        given = read_as(NewPaperIn, typed_paper(sent.form))
        add_paper(session, sent.look.staff, seeker_id, given, sent.moment.now)
        return f"/staff/people/{seeker_id}#papers"

    return sent.stored(store, partial(_paper_page, seeker_id), about="kind")


@router.post("/papers/{paper_id}/remove")
def drop_paper(seeker_id: UUID, paper_id: UUID, sent: Sent) -> Response:
    with sent.look.runtime.database.write() as session:
        remove_paper(session, sent.look.staff, seeker_id, paper_id, sent.moment.now)
    return RedirectResponse(f"/staff/people/{seeker_id}#papers", 303)


@router.get("/identifiers")
def ask_for_numbers(seeker_id: UUID, look: Look) -> Response:
    return _numbers_page(seeker_id, look)


@router.post("/identifiers")
def take_numbers(seeker_id: UUID, sent: Sent) -> Response:
    def store(session: Session) -> str:
        given = read_as(NumbersIn, typed(sent.form, *NUMBERS))
        correct_numbers(session, sent.look.staff, seeker_id, given, sent.moment.now)
        return f"/staff/people/{seeker_id}"

    return sent.stored(store, partial(_numbers_page, seeker_id), about="curp")


def _paper_page(
    seeker_id: UUID, look: Looking, form: Form, errors: Mapping[str, str] = NO_ERRORS
) -> Response:
    desk = Desk(look.lang, look.today)
    return page(
        look.request,
        "staff/paper_new.html",
        status=422 if errors else 200,
        staff=look.staff,
        person=person_view(read_seeker(look.session, look.staff, seeker_id)),
        form=form,
        errors=errors,
        kinds=[Choice(kind, desk.say(label)) for kind, label in DOCUMENTS.items()],
        states=desk.states(),
    )


def _numbers_page(
    seeker_id: UUID,
    look: Looking,
    form: Form | None = None,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    """`form` None: with the numbers that are known."""
    seeker, say = read_seeker(look.session, look.staff, seeker_id), words(look.lang)
    return page(
        look.request,
        "staff/identifiers.html",
        status=422 if errors else 200,
        staff=look.staff,
        person=person_view(seeker),
        form=form or _known(seeker),
        errors={name: _named(name, text, look.lang) for name, text in errors.items()},
        kinds=[Choice(kind, say(label)) for kind, label in KINDS.items()],
    )


NAMES: Mapping[str, str] = {
    "curp": N_("CURP"),
    "social_security_number": N_("Social security number"),
    "rfc": N_("RFC"),
}


def _named(name: str, text: str, lang: str) -> str:
    """What is wrong with a number is said alike of all three, and stands in one list."""
    if name not in NAMES:
        return text
    return f"{words(lang)(NAMES[name])}: {text[:1].lower()}{text[1:]}"


def _known(seeker: Seeker) -> Form:
    return Form.of(**{name: str(getattr(seeker, name) or "") for name in NUMBERS})
