"""After registering: the code, the openings, coming back, withdrawing."""

from datetime import datetime
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api.dependencies import Now, ReadSession, RuntimeDep, WriteSession
from api.web.advice_views import advice_view
from api.web.cookies import VISIT, drop_token, give_token
from api.web.csrf import ForeignForm, is_from_here, require_own_form
from api.web.dependencies import SentForm, Today, settings_of
from api.web.forms import Findings, Form, Mend, one
from api.web.languages import has_chosen, language_of, remember_language, switched
from api.web.match_views import match_view, opening_view
from api.web.render import page, said
from api.web.seeker.answers import kept
from api.web.seeker.referral_views import sent_already
from api.web.seeker.returned import answers_of_intake
from api.web.seeker.visit import open_visit
from models.vocabulary import ActorKind
from services.access.actor import Actor
from services.enrollment.own_job import has_hires
from services.errors import N_
from services.matches.advice import advice_to
from services.matches.find import openings_for, openings_once_allowed, worth_showing
from services.referrals.own import own_standing
from services.seekers.drafts import open_draft, save_draft
from services.seekers.self_service import come_back, withdraw

router = APIRouter()

SHOWN = 10
# To whoever asks for more, also what fits worse.
SHOWN_OF_MORE = 40
# So many of them say what would raise the person: each takes a look at everybody in its list.
ADVISED = 3
WRONG = N_("The code and the year do not go together, or the code rests for a while.")


@router.get("/done")
def done(request: Request, session: ReadSession, now: Now) -> Response:
    visit = open_visit(request, session, now=now)
    if visit.code is None:
        return RedirectResponse("/form", 303)
    return page(request, "seeker/done.html", code=f"{visit.code[:4]} {visit.code[4:]}")


@router.get("/matches")
def matches(
    request: Request,
    runtime: RuntimeDep,
    session: ReadSession,
    now: Now,
    today: Today,
    more: str = "",
) -> Response:
    visit = open_visit(request, session, now=now)
    if visit.seeker is None:
        return RedirectResponse("/form", 303)
    live, k = runtime.live, SHOWN_OF_MORE if more else SHOWN + 1
    seeker, found = openings_for(session, live, visit.actor, visit.seeker, k=k, on=today)
    waiting = openings_once_allowed(session, live, seeker, k=k, on=today)
    listed = found or waiting
    shown = listed if more else worth_showing(listed[:SHOWN])
    lang = language_of(request)
    near = [each.opening for each in found[:ADVISED]]
    advice = advice_to(session, live, seeker, near, on=today)
    sent = own_standing(session, visit.actor)
    return page(
        request,
        "seeker/matches.html",
        advice=advice_view(advice, near, lang),
        openings=[
            (opening_view(each.opening, lang), match_view(each.match, lang, to_person=True))
            for each in shown
        ],
        has_more=len(shown) < len(listed),
        needs_papers=bool(waiting),
        has_job=has_hires(session, visit.actor),
        sent=sent,
        sent_already=partial(sent_already, sent, lang=lang),
    )


@router.get("/return")
def ask_code(request: Request) -> Response:
    return page(request, "seeker/return.html", has_form=True)


@router.post("/return")
def read_code(request: Request, form: SentForm, session: WriteSession, now: Now) -> Response:
    if not is_from_here(request):
        raise ForeignForm
    lang = language_of(request)
    if other := switched(form):
        return page(request, "seeker/return.html", lang=other, form=form, has_form=True)
    try:
        code, year = _typed(form)
    except Mend as mend:
        return _again(request, form, mend, lang)
    address = request.client.host if request.client else ""
    back = come_back(session, code, year, address=address, language=lang, now=now)
    if back is None:
        return _again(request, form, one("code", WRONG), lang)
    answers = kept(answers_of_intake(back.intake))
    save_draft(session, back.token, answers, language=lang, now=now)
    response = RedirectResponse(_first_look(session, back.token, now), 303)
    give_token(request, response, VISIT, back.token)
    if not has_chosen(request):
        preferred = back.intake.preferred_language.value
        remember_language(response, preferred, secure=settings_of(request).is_https)
    return response


@router.get("/withdraw")
def ask_withdrawal(request: Request, session: ReadSession, now: Now) -> Response:
    if open_visit(request, session, now=now).seeker is None:
        return RedirectResponse("/", 303)
    return page(request, "seeker/withdraw.html")


@router.post("/withdraw")
def leave_for_good(request: Request, form: SentForm, session: WriteSession, now: Now) -> Response:
    require_own_form(request, form)
    visit = open_visit(request, session, now=now)
    if visit.token is not None:
        withdraw(session, visit.token, now=now)
    response = page(request, "seeker/withdrawn.html")
    drop_token(request, response, VISIT)
    return response


def _first_look(session: Session, token: str, now: datetime) -> str:
    """Whoever has a job, or is asked something, wants to know about it; the others look for one."""
    draft = open_draft(session, token, now=now)
    actor = Actor(kind=ActorKind.SEEKER, id=draft.seeker_id if draft else 0)
    if has_hires(session, actor):
        return "/job"
    return "/referrals" if own_standing(session, actor).is_asked else "/matches"


def _typed(form: Form) -> tuple[str, int]:
    findings, year = Findings(), form.text("year")
    if not form.text("code"):
        findings.add("code", N_("Write the code that you were given."))
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        findings.add("year", N_("Write your year of birth with four digits, such as 1992."))
    findings.stop_if_any()
    return form.text("code"), int(year)


def _again(request: Request, form: Form, mend: Mend, lang: str) -> Response:
    errors = said(mend.errors, lang)
    return page(request, "seeker/return.html", status=422, form=form, errors=errors, has_form=True)
