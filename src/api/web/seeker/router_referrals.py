"""Where the center sends me: what each employer knows, my yes or no, and the way out."""

from collections.abc import Mapping
from functools import partial
from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from api.web.csrf import require_own_form
from api.web.dependencies import SentForm
from api.web.forms import Findings, Form
from api.web.languages import switched
from api.web.render import page
from api.web.seeker.own import Own, OwnLook
from api.web.seeker.questions import NO_ERRORS, chosen_answer, question_page, taken
from api.web.seeker.referral_views import ANSWERS, asked_view, referral_view
from services.referrals.own import ReferralOver, own_referral, own_referrals, step_own
from services.wording import PERSON_LANGUAGES

router = APIRouter(prefix="/referrals")

WayOut = Literal["withdraw", "hired_elsewhere"]
THANKS = "/referrals?thanks=1"


@router.get("")
def where_i_am_sent(own: Own, thanks: bool = False) -> Response:
    with own.runtime.database.read() as session:
        shown = [referral_view(it, own.lang) for it in own_referrals(session, own.actor)]
    return page(own.request, "seeker/referrals.html", referrals=shown, thanks=thanks)


@router.get("/{referral_id}")
def ask(referral_id: UUID, own: Own) -> Response:
    """Where nothing is asked the list says why."""
    try:
        return _question(own, referral_id, Form())
    except ReferralOver:
        return RedirectResponse("/referrals", 303)


@router.post("/{referral_id}")
def answer(referral_id: UUID, own: Own, form: SentForm) -> Response:
    def take() -> None:
        findings = Findings()
        chosen = chosen_answer(own, form, _answers(own, referral_id), findings)
        findings.stop_if_any()
        _step(own, referral_id, chosen, form)

    return taken(own, form, take, partial(_question, own, referral_id), THANKS)


@router.post("/{referral_id}/{way_out}")
def leave(referral_id: UUID, way_out: WayOut, own: Own, form: SentForm) -> Response:
    require_own_form(own.request, form)
    _step(own, referral_id, way_out, form)
    return RedirectResponse(THANKS, 303)


def _step(own: OwnLook, referral_id: UUID, transition: str, form: Form) -> None:
    read_in = next(iter(form.among("read_in", PERSON_LANGUAGES)), own.lang)
    now = own.moment.now
    with own.runtime.database.write() as session:
        step_own(session, own.actor, referral_id, transition, read_in=read_in, now=now)


def _answers(own: OwnLook, referral_id: UUID) -> list[str]:
    """Every answer that was ever offered: one that came too late is told so, not asked again."""
    with own.runtime.database.read() as session:
        asked = own_referral(session, own.actor, referral_id).asked
    return list(ANSWERS[asked]) if asked else [name for each in ANSWERS.values() for name in each]


def _question(
    own: OwnLook, referral_id: UUID, form: Form, errors: Mapping[str, str] = NO_ERRORS
) -> Response:
    lang = switched(form) or own.lang
    with own.runtime.database.read() as session:
        found = own_referral(session, own.actor, referral_id)
        if found.asked is None:
            raise ReferralOver
        shown = asked_view(found, found.asked, lang)
    facts = {"asked": shown}
    return question_page(own, "seeker/referral_question.html", form, errors, facts)
