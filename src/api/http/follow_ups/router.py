"""Follow-ups at 30, 90 and 180 days, and evidence of an enrollment whenever it is seen."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from api.http import paging
from api.http.dependencies import PageDep, ReadCall, WriteCall
from api.http.known_names import KnownNames
from api.http.placements.schemas import PlacementWithEvents, placement_with_events
from api.http.schemas import Out, Page, problems
from models.filing_lifecycles import FollowUpStatus
from models.follow_up import FollowUp
from services.enrollment.evidence import EvidenceIn, record_evidence, wage_difference
from services.enrollment.follow_ups import (
    AnswerIn,
    answer_follow_up,
    list_follow_ups,
    read_follow_up,
)
from services.paging import cursor_of
from services.placements.step import read_placement

router = APIRouter(tags=["follow-ups"], route_class=KnownNames)

StatusAsked = Annotated[FollowUpStatus | None, Query()]


class FollowUpOut(Out):
    """`grade` A: a certificate proves it; C: somebody's word."""

    id: UUID
    placement: UUID
    seeker: UUID
    day: int
    due_on: date
    is_overdue: bool
    status: str
    answer: str | None
    grade: str | None
    answered_by_kind: str | None
    answered_at: datetime | None


class WageDifferenceOut(Out):
    """Pesos a day. `is_lower_bound`: the offer was net, so at least this much is short."""

    expected_base: Decimal
    registered_base: Decimal
    short_daily: Decimal
    falls_short: bool
    is_lower_bound: bool


class EvidenceOut(Out):
    placement: PlacementWithEvents
    wage: WageDifferenceOut | None


def follow_up_out(asked: FollowUp, today: date) -> FollowUpOut:
    return FollowUpOut(
        id=asked.public_id,
        placement=asked.placement.public_id,
        seeker=asked.placement.seeker.public_id,
        day=asked.day,
        due_on=asked.due_on,
        is_overdue=asked.status is FollowUpStatus.OPEN and asked.due_on < today,
        status=str(asked.status),
        answer=asked.answer,
        grade=asked.grade,
        answered_by_kind=asked.answered_by_kind,
        answered_at=asked.answered_at,
    )


@router.get("/follow-ups", summary="List follow-ups", responses=problems(401, 403))
def list_all(
    request: Request,
    response: Response,
    call: ReadCall,
    page: PageDep,
    status: StatusAsked = FollowUpStatus.OPEN,
) -> Page[FollowUpOut]:
    after = cursor_of(page.cursor)
    rows = list_follow_ups(call.session, call.actor, status, after=after, limit=page.limit)
    return paging.answer(request, response, rows, lambda row: follow_up_out(row, call.today))


@router.get(
    "/follow-ups/{follow_up_id}", summary="Read a follow-up", responses=problems(401, 403, 404)
)
def read_one(follow_up_id: UUID, call: ReadCall) -> FollowUpOut:
    return follow_up_out(read_follow_up(call.session, call.actor, follow_up_id), call.today)


@router.post(
    "/follow-ups/{follow_up_id}/answer",
    summary="Is the person still in the job?",
    responses=problems(401, 403, 404, 409),
)
def answer_one(follow_up_id: UUID, given: AnswerIn, call: WriteCall) -> FollowUpOut:
    answer_follow_up(call.session, call.actor, follow_up_id, given, call.moment)
    return follow_up_out(read_follow_up(call.session, call.actor, follow_up_id), call.today)


@router.post(
    "/placements/{placement_id}/evidence",
    summary="Evidence of the enrollment was seen",
    responses=problems(401, 403, 404, 409),
)
def see_evidence(placement_id: UUID, given: EvidenceIn, call: WriteCall) -> EvidenceOut:
    placement = record_evidence(call.session, call.actor, placement_id, given, call.moment)
    wage = wage_difference(placement, call.moment)
    call.session.expire_all()
    found = read_placement(call.session, call.actor, placement_id)
    return EvidenceOut(
        placement=placement_with_events(found, call.actor, call.today),
        wage=WageDifferenceOut.model_validate(wage) if wage else None,
    )
