"""Who is who: registrations that may be one person's, and forgetting a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from sqlalchemy.orm import Session

from api.web.forms import Choice, Form
from api.web.render import page
from api.web.staff.looking import Look, Looking
from api.web.staff.people_views import agreement, found_view, side_by_side
from api.web.staff.sending import Sending, Sent
from api.web.staff.steps import NO_ERRORS
from api.web.staff.views import person_view
from services.errors import N_, FieldError, Malformed
from services.people.erase import duty_of, erase_person
from services.people.merge import both_sides, merge, say_different
from services.seekers.doubles import all_pairs
from services.seekers.register import read_seeker
from services.wording import words
from services.wording.own_job import say_duty

router = APIRouter(prefix="/staff")

FIRST, SECOND, TWO = "first", "second", "different"
VERDICTS: Mapping[str, str] = {
    FIRST: N_("One person: go on with the registration on the left"),
    SECOND: N_("One person: go on with the registration on the right"),
    TWO: N_("Two different people"),
}


@dataclass(frozen=True, slots=True)
class PairAddress:
    one: UUID
    other: UUID


def pair_address(one: UUID, other: UUID) -> PairAddress:
    return PairAddress(one, other)


@router.get("/doubles")
def list_pairs(look: Look) -> Response:
    lang = look.lang
    pairs = [
        (found_view(pair.first, lang), found_view(pair.second, lang), agreement(pair.agrees, lang))
        for pair in all_pairs(look.session, look.staff)
    ]
    return page(look.request, "staff/doubles.html", staff=look.staff, pairs=pairs)


@router.get("/people/{one}/same/{other}")
def compare(at: Annotated[PairAddress, Depends(pair_address)], look: Look) -> Response:
    return _pair_page(at, look, Form())


@router.post("/people/{one}/same/{other}")
def decide(at: Annotated[PairAddress, Depends(pair_address)], sent: Sent) -> Response:
    return sent.stored(partial(_decided, at, sent), partial(_pair_page, at), about="verdict")


def _decided(at: PairAddress, sent: Sending, session: Session) -> str:
    verdict, staff = _verdict(sent.form), sent.look.staff
    if verdict == TWO:
        say_different(session, staff, at.one, at.other)
        return f"/staff/people/{at.one}"
    pair = (at.one, at.other) if verdict == FIRST else (at.other, at.one)
    return f"/staff/people/{merge(session, staff, *pair, sent.moment).public_id}"


@router.get("/people/{seeker_id}/erase")
def ask_erasure(seeker_id: UUID, look: Look) -> Response:
    return _erasure_page(seeker_id, look)


@router.post("/people/{seeker_id}/erase")
def erase(seeker_id: UUID, sent: Sent) -> Response:
    look, say = sent.look, words(sent.look.lang)
    if not sent.form.text("sure"):
        return _erasure_page(seeker_id, look, {"sure": say(NOT_SURE)})
    with look.runtime.database.write() as session:
        duty = erase_person(session, look.staff, seeker_id, sent.moment)
    return page(
        look.request,
        "staff/message.html",
        staff=look.staff,
        heading=say(N_("The person's data are deleted")),
        text=say_duty(duty.until, look.lang, is_there=duty.is_there),
        link="/staff/people",
        link_label=say(N_("People")),
    )


NOT_SURE = N_("Mark that the person asked for it.")


def _verdict(form: Form) -> str:
    """Raises Malformed where nothing was chosen, or nobody looked at the papers."""
    chosen = next(iter(form.among("verdict", VERDICTS)), "")
    if not chosen:
        raise _lacking("verdict", N_("Choose what you decide."))
    if chosen != TWO and not form.text("seen"):
        raise _lacking("seen", N_("Look at the papers of the person first, then mark it."))
    return chosen


def _lacking(name: str, message: str) -> Malformed:
    return Malformed(errors=[FieldError(f"/{name}", "missing", message)])


def _pair_page(
    at: PairAddress, look: Looking, form: Form, errors: Mapping[str, str] = NO_ERRORS
) -> Response:
    sides = both_sides(look.session, look.staff, at.one, at.other)
    say = words(look.lang)
    return page(
        look.request,
        "staff/same.html",
        status=422 if errors else 200,
        staff=look.staff,
        form=form,
        errors=errors,
        people=[found_view(row, look.lang) for row in (sides.kept, sides.other)],
        rows=side_by_side(sides.kept, sides.other, look.lang),
        verdicts=[Choice(name, say(label)) for name, label in VERDICTS.items()],
        back=f"/staff/people/{at.one}",
    )


def _erasure_page(
    seeker_id: UUID, look: Looking, errors: Mapping[str, str] = NO_ERRORS
) -> Response:
    duty = duty_of(look.session, look.staff, seeker_id, look.today)
    return page(
        look.request,
        "staff/erase.html",
        status=422 if errors else 200,
        staff=look.staff,
        errors=errors,
        person=person_view(read_seeker(look.session, look.staff, seeker_id)),
        duty=say_duty(duty.until, look.lang, is_there=duty.is_there),
    )
