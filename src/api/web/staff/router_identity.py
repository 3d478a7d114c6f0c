"""Who is who: registrations that may be one person's, and forgetting a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import ReadSession, RuntimeDep
from api.web.csrf import require_own_form
from api.web.dependencies import MomentDep, SentForm, Today
from api.web.forms import Choice, Form, Mend, one
from api.web.languages import language_of
from api.web.render import page, said
from api.web.staff.access import StaffDep
from api.web.staff.people_views import agreement, found_view, side_by_side
from api.web.staff.steps import NO_ERRORS, refusals
from api.web.staff.views import person_view
from services.access.actor import Actor
from services.errors import N_, PuenteError
from services.people.erase import duty_of, erase_person
from services.people.merge import both_sides, merge, say_different
from services.runtime import Runtime
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
def list_pairs(request: Request, staff: StaffDep, session: ReadSession) -> Response:
    lang = language_of(request)
    pairs = [
        (found_view(pair.first, lang), found_view(pair.second, lang), agreement(pair.agrees, lang))
        for pair in all_pairs(session, staff)
    ]
    return page(request, "staff/doubles.html", staff=staff, pairs=pairs)


@router.get("/people/{one}/same/{other}")
def compare(
    request: Request,
    at: Annotated[PairAddress, Depends(pair_address)],
    staff: StaffDep,
    runtime: RuntimeDep,
) -> Response:
    return _pair_page(request, staff, runtime, at, Form())


@router.post("/people/{one}/same/{other}")
def decide(
    request: Request,
    at: Annotated[PairAddress, Depends(pair_address)],
    form: SentForm,
    staff: StaffDep,
    runtime: RuntimeDep,
    moment: MomentDep,
) -> Response:
    require_own_form(request, form)
    lang = language_of(request)
    try:
        verdict = _verdict(form)
        with runtime.database.write() as session:
            if verdict == TWO:
                say_different(session, staff, at.one, at.other)
                kept = at.one
            else:
                pair = (at.one, at.other) if verdict == FIRST else (at.other, at.one)
                kept = merge(session, staff, *pair, moment).public_id
    except Mend as mend:
        return _pair_page(request, staff, runtime, at, form, said(mend.errors, lang))
    except PuenteError as error:
        found = refusals(error, lang, general="verdict")
        return _pair_page(request, staff, runtime, at, form, found)
    return RedirectResponse(f"/staff/people/{kept}", 303)


@router.get("/people/{seeker_id}/erase")
def ask_erasure(
    request: Request, seeker_id: UUID, staff: StaffDep, session: ReadSession, today: Today
) -> Response:
    return _erasure_page(request, staff, session, seeker_id, today)


@router.post("/people/{seeker_id}/erase")
def erase(
    request: Request,
    seeker_id: UUID,
    form: SentForm,
    staff: StaffDep,
    runtime: RuntimeDep,
    moment: MomentDep,
) -> Response:
    require_own_form(request, form)
    lang = language_of(request)
    if not form.text("sure"):
        errors = said(one("sure", N_("Mark that the person asked for it.")).errors, lang)
        with runtime.database.read() as session:
            return _erasure_page(request, staff, session, seeker_id, moment.today, errors)
    with runtime.database.write() as session:
        duty = erase_person(session, staff, seeker_id, moment)
    return page(
        request,
        "staff/message.html",
        staff=staff,
        heading=words(lang)(N_("The person's data are deleted")),
        text=say_duty(duty.until, lang, is_there=duty.is_there),
        link="/staff/people",
        link_label=words(lang)(N_("People")),
    )


def _verdict(form: Form) -> str:
    chosen = next(iter(form.among("verdict", VERDICTS)), "")
    if not chosen:
        raise one("verdict", N_("Choose what you decide."))
    if chosen != TWO and not form.text("seen"):
        raise one("seen", N_("Look at the papers of the person first, then mark it."))
    return chosen


def _pair_page(
    request: Request,
    staff: Actor,
    runtime: Runtime,
    at: PairAddress,
    form: Form,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    lang = language_of(request)
    with runtime.database.read() as session:
        sides = both_sides(session, staff, at.one, at.other)
        people: Sequence[object] = [found_view(row, lang) for row in (sides.kept, sides.other)]
        rows = side_by_side(sides.kept, sides.other, lang)
    return page(
        request,
        "staff/same.html",
        status=422 if errors else 200,
        staff=staff,
        form=form,
        errors=errors,
        people=people,
        rows=rows,
        verdicts=[Choice(name, words(lang)(label)) for name, label in VERDICTS.items()],
        back=f"/staff/people/{at.one}",
    )


def _erasure_page(
    request: Request,
    staff: Actor,
    session: ReadSession,
    seeker_id: UUID,
    today: Today,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response:
    lang = language_of(request)
    duty = duty_of(session, staff, seeker_id, today)
    return page(
        request,
        "staff/erase.html",
        status=422 if errors else 200,
        staff=staff,
        errors=errors,
        person=person_view(read_seeker(session, staff, seeker_id)),
        duty=say_duty(duty.until, lang, is_there=duty.is_there),
    )
