"""Referrals (vinculación): staff send a person to an opening, each side takes its steps."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Request, Response

from api.http import paging
from api.http.dependencies import PageDep, ReadCall, WriteCall
from api.http.known_names import KnownNames
from api.http.referrals.schemas import (
    ReferralOut,
    ReferralWithEvents,
    referral_out,
    referral_with_events,
)
from api.http.schemas import Page, problems
from models.hiring_lifecycles import ReferralStatus
from services.paging import cursor_of
from services.referrals.refer import refer
from services.referrals.schemas import ReferralIn
from services.referrals.step import list_referrals, read_referral, step_referral
from services.steps import StepIn

router = APIRouter(prefix="/referrals", tags=["referrals"], route_class=KnownNames)


@router.post(
    "",
    summary="Refer a person to an opening",
    status_code=201,
    responses=problems(401, 403, 404, 409),
)
def refer_one(intake: ReferralIn, call: WriteCall) -> ReferralWithEvents:
    referral = refer(call.session, call.runtime.live, call.actor, intake, now=call.now)
    call.session.expire_all()
    shown = read_referral(call.session, call.actor, referral.public_id)
    return referral_with_events(shown, call.actor)


@router.get("", summary="List referrals", responses=problems(401, 403))
def list_all(
    request: Request,
    response: Response,
    call: ReadCall,
    page: PageDep,
    status: ReferralStatus | None = None,
) -> Page[ReferralOut]:
    after = cursor_of(page.cursor)
    rows = list_referrals(call.session, call.actor, status, after=after, limit=page.limit)
    return paging.answer(request, response, rows, lambda row: referral_out(row, call.actor))


@router.get("/{referral_id}", summary="Read a referral", responses=problems(401, 403, 404))
def read_one(referral_id: UUID, call: ReadCall) -> ReferralWithEvents:
    return referral_with_events(read_referral(call.session, call.actor, referral_id), call.actor)


@router.post(
    "/{referral_id}/{transition}",
    summary="Take a step of a referral",
    responses=problems(401, 403, 404, 409),
)
def step_one(
    referral_id: UUID,
    transition: str,
    call: WriteCall,
    step: Annotated[StepIn | None, Body()] = None,
) -> ReferralWithEvents:
    given = step or StepIn()
    step_referral(call.session, call.actor, referral_id, transition, given, now=call.now)
    call.session.expire_all()
    return referral_with_events(read_referral(call.session, call.actor, referral_id), call.actor)
