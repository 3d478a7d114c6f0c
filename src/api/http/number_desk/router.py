"""The desk for numbers: who lacks an NSS or a CURP, who consented, appointment and result."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Body, Path, Query, Request, Response

from api.http import paging
from api.http.dependencies import PageDep, ReadCall, WriteCall
from api.http.known_names import KnownNames
from api.http.schemas import Out, Page, downloads, problems
from models.filing_lifecycles import NumberRequestStatus
from models.number_request import NumberRequest
from models.vocabulary import MissingNumber
from services.enrollment.number_desk import (
    InsuredNameIn,
    NumberRequestIn,
    NumberStepIn,
    PersonLacking,
    list_requests,
    people_lacking,
    put_insured_name,
    request_number,
    step_request,
)
from services.enrollment.number_list import number_list
from services.paging import cursor_of
from services.reports.render import MEDIA_TYPES
from services.seekers.find import note_listed

router = APIRouter(tags=["number-desk"], route_class=KnownNames)

Form = Literal["csv", "xlsx"]
STEPS = ["appoint", "issue", "refuse", "withdraw"]
Step = Annotated[str, Path(json_schema_extra={"enum": STEPS})]


class PersonOut(Out):
    """`listed`: the numbers for which the person consented and waits."""

    seeker: UUID
    center: str
    missing: list[str]
    listed: list[str]


class NumberRequestOut(Out):
    id: UUID
    seeker: UUID
    center: str
    missing: str
    status: str
    consented_at: datetime
    appointment_at: datetime | None
    place: str | None
    issued_on: date | None
    reason: str | None


def person_out(found: PersonLacking) -> PersonOut:
    return PersonOut(
        seeker=found.seeker.public_id,
        center=found.seeker.center.code,
        missing=[str(name) for name in found.missing],
        listed=[str(request.missing) for request in found.requests],
    )


def request_out(row: NumberRequest) -> NumberRequestOut:
    return NumberRequestOut(
        id=row.public_id,
        seeker=row.seeker.public_id,
        center=row.center.code,
        missing=str(row.missing),
        status=str(row.status),
        consented_at=row.consented_at,
        appointment_at=row.appointment_at,
        place=row.place,
        issued_on=row.issued_on,
        reason=row.reason,
    )


@router.get("/number-desk/people", summary="People who lack a number", responses=problems(401, 403))
def list_people(
    request: Request,
    response: Response,
    call: WriteCall,
    page: PageDep,
    missing: MissingNumber | None = None,
) -> Page[PersonOut]:
    after = cursor_of(page.cursor)
    rows = people_lacking(call.session, call.actor, missing, after=after, limit=page.limit)
    note_listed(call.session, call.actor, len(rows.rows))
    return paging.answer(request, response, rows, person_out)


@router.post(
    "/number-desk/requests",
    summary="Put a person who consented on the list",
    status_code=201,
    responses=problems(401, 403, 404, 409),
)
def request_one(intake: NumberRequestIn, call: WriteCall) -> NumberRequestOut:
    return request_out(request_number(call.session, call.actor, intake, call.moment))


@router.get("/number-desk/requests", summary="Who is on the list", responses=problems(401, 403))
def list_all(
    request: Request,
    response: Response,
    call: ReadCall,
    page: PageDep,
    status: Annotated[list[NumberRequestStatus] | None, Query()] = None,
) -> Page[NumberRequestOut]:
    after = cursor_of(page.cursor)
    rows = list_requests(call.session, call.actor, status or (), after=after, limit=page.limit)
    return paging.answer(request, response, rows, request_out)


@router.post(
    "/number-desk/requests/{request_id}/{transition}",
    summary="Appointment, result or withdrawal",
    responses=problems(401, 403, 404, 409),
)
def step_one(
    request_id: UUID,
    transition: Step,
    call: WriteCall,
    given: Annotated[NumberStepIn | None, Body()] = None,
) -> NumberRequestOut:
    step = given or NumberStepIn()
    row = step_request(call.session, call.actor, request_id, transition, step, call.moment)
    return request_out(row)


@router.get(
    "/number-desk/list",
    summary="The list for the institute's desk, as a sheet",
    response_class=Response,
    responses={
        **downloads(MEDIA_TYPES["csv"], MEDIA_TYPES["xlsx"]),
        **problems(401, 403),
    },
)
def export_list(call: WriteCall, format: Form = "csv") -> Response:
    content = number_list(call.session, call.actor, format, call.moment)
    name = f"numeros-{call.today.isoformat()}.{format}"
    return Response(
        content,
        media_type=MEDIA_TYPES[format],
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


@router.put(
    "/seekers/{seeker_id}/insured-name",
    summary="The name that the institute has on record",
    status_code=204,
    responses=problems(401, 403, 404),
)
def put_name(seeker_id: UUID, given: InsuredNameIn, call: WriteCall) -> None:
    put_insured_name(call.session, call.actor, seeker_id, given)
