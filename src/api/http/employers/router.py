"""Employers, for staff of every center: who waits to be vouched for, and each step of it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query, Request, Response

from api.http import paging
from api.http.dependencies import PageDep, ReadCall, WriteCall
from api.http.employers.schemas import EmployerOut, EmployerReadOut, employer_out, read_out
from api.http.known_names import KnownNames
from api.http.schemas import Page, problems
from models.lifecycles import EmployerStatus
from services.paging import cursor_of
from services.vouching.read import EmployersWanted, counted, list_employers, read_employer
from services.vouching.step import StandingIn, step_employer

router = APIRouter(prefix="/employers", tags=["employers"], route_class=KnownNames)

Statuses = Annotated[list[EmployerStatus] | None, Query()]
Text = Annotated[str, Query(max_length=100, description="Beginning of the RFC, or part of a name")]


@router.get("", summary="List employers", responses=problems(401, 403))
def list_all(
    request: Request,
    response: Response,
    call: ReadCall,
    page: PageDep,
    status: Statuses = None,
    q: Text = "",
) -> Page[EmployerOut]:
    wanted = EmployersWanted(status or (), q)
    after = cursor_of(page.cursor)
    rows = list_employers(call.session, call.actor, wanted, after=after, limit=page.limit)
    return paging.answer(request, response, rows, employer_out)


@router.get("/{employer_id}", summary="Read an employer", responses=problems(401, 403, 404))
def read_one(employer_id: UUID, call: ReadCall) -> EmployerReadOut:
    return read_out(read_employer(call.session, call.actor, employer_id))


@router.post(
    "/{employer_id}/{transition}",
    summary="Verify, suspend or reinstate an employer",
    responses=problems(401, 403, 404, 409),
)
def step_one(
    employer_id: UUID,
    transition: str,
    call: WriteCall,
    given: Annotated[StandingIn | None, Body()] = None,
) -> EmployerOut:
    done = step_employer(call.session, call.actor, employer_id, transition, given, now=call.now)
    return employer_out(counted(call.session, [done])[0])
