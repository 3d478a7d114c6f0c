"""Placements: a hire, its legal clock, and each step to six months in the job."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query, Request, Response

from api.http import paging
from api.http.dependencies import PageDep, ReadCall, WriteCall
from api.http.known_names import KnownNames
from api.http.placements.schemas import (
    PlacementOut,
    PlacementWithEvents,
    placement_out,
    placement_with_events,
)
from api.http.schemas import Page, problems
from services.enrollment.correct import CorrectionIn, correct_event
from services.enrollment.take_step import take_step
from services.paging import cursor_of
from services.placements.hire import hire
from services.placements.listing import Due, list_placements
from services.placements.schemas import PlacementIn, PlacementStepIn
from services.placements.step import read_placement

router = APIRouter(prefix="/placements", tags=["placements"], route_class=KnownNames)

DueAsked = Annotated[
    Due | None, Query(description="Started hires whose enrollment has not been filed")
]


@router.post("", summary="Record a hire", status_code=201, responses=problems(401, 403, 404, 409))
def hire_one(intake: PlacementIn, call: WriteCall) -> PlacementWithEvents:
    placement = hire(call.session, call.actor, intake, call.moment)
    call.session.expire_all()
    shown = read_placement(call.session, call.actor, placement.public_id)
    return placement_with_events(shown, call.actor, call.today)


@router.get("", summary="List hires, or those that are due", responses=problems(401, 403))
def list_all(
    request: Request, response: Response, call: ReadCall, page: PageDep, due: DueAsked = None
) -> Page[PlacementOut]:
    after = cursor_of(page.cursor)
    rows = list_placements(
        call.session, call.actor, due, today=call.today, after=after, limit=page.limit
    )
    return paging.answer(
        request, response, rows, lambda row: placement_out(row, call.actor, call.today)
    )


@router.get("/{placement_id}", summary="Read a hire", responses=problems(401, 403, 404))
def read_one(placement_id: UUID, call: ReadCall) -> PlacementWithEvents:
    found = read_placement(call.session, call.actor, placement_id)
    return placement_with_events(found, call.actor, call.today)


@router.post(
    "/{placement_id}/corrections",
    summary="Put right an entry of a hire's timeline",
    responses=problems(401, 403, 404, 409),
)
def correct_one(placement_id: UUID, given: CorrectionIn, call: WriteCall) -> PlacementWithEvents:
    correct_event(call.session, call.actor, placement_id, given, call.moment)
    call.session.expire_all()
    found = read_placement(call.session, call.actor, placement_id)
    return placement_with_events(found, call.actor, call.today)


@router.post(
    "/{placement_id}/{transition}",
    summary="Take a step of a hire",
    responses=problems(401, 403, 404, 409),
)
def step_one(
    placement_id: UUID,
    transition: str,
    call: WriteCall,
    step: Annotated[PlacementStepIn | None, Body()] = None,
) -> PlacementWithEvents:
    given = step or PlacementStepIn()
    take_step(call.session, call.actor, placement_id, transition, given, call.moment)
    call.session.expire_all()
    found = read_placement(call.session, call.actor, placement_id)
    return placement_with_events(found, call.actor, call.today)
