"""Many people and many openings at once: propose who goes where, read it, refer the pairs."""

from typing import Literal, get_args
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from api.http.assignments.schemas import (
    AssignmentOut,
    PairsOut,
    assignment_out,
    pairs_out,
)
from api.http.dependencies import ReadCall, WriteCall
from api.http.known_names import KnownNames
from api.http.schemas import Page, downloads, problems, whole
from services.assignments.propose import keep_proposal, propose
from services.assignments.read import every_assigned, read_assignment, recent_assignments
from services.assignments.refer import refer_pairs
from services.assignments.schemas import AssignmentIn, PairsIn
from services.reports.assignment import assignment_report
from services.reports.render import MEDIA_TYPES, render

router = APIRouter(prefix="/assignments", tags=["assignments"], route_class=KnownNames)

Sheet = Literal["json", "csv", "xlsx", "ndjson"]


@router.post(
    "",
    summary="Propose who goes where",
    status_code=201,
    responses=problems(401, 403, 404),
)
def propose_one(asked: AssignmentIn, call: ReadCall) -> AssignmentOut:
    proposal = propose(call.session, call.actor, asked, on=call.today)
    with call.runtime.database.write() as session:
        return assignment_out(keep_proposal(session, call.actor, proposal, now=call.now))


@router.get("", summary="The newest thirty assignments", responses=problems(401, 403))
def list_all(call: ReadCall) -> Page[AssignmentOut]:
    return whole(map(assignment_out, recent_assignments(call.session, call.actor)))


@router.get("/{assignment_id}", summary="One assignment", responses=problems(401, 403, 404))
def read_one(assignment_id: UUID, call: ReadCall) -> AssignmentOut:
    return assignment_out(read_assignment(call.session, call.actor, assignment_id))


@router.get(
    "/{assignment_id}/pairs",
    summary="Who goes where, with score and regret",
    response_class=StreamingResponse,
    responses={
        **downloads(*(MEDIA_TYPES[each] for each in get_args(Sheet))),
        **problems(401, 403, 404),
    },
)
def read_pairs(assignment_id: UUID, call: ReadCall, format: Sheet = "json") -> StreamingResponse:
    run = read_assignment(call.session, call.actor, assignment_id)
    lines = list(every_assigned(call.session, call.actor, run))
    filename = f"assignment-{run.planned_on.isoformat()}.{format}"
    return StreamingResponse(
        render(assignment_report(run), lines, format),
        media_type=MEDIA_TYPES[format],
        headers={
            "Content-Disposition": f'attachment; filename="{filename}"',
            "Cache-Control": "no-store",
        },
    )


@router.post(
    "/{assignment_id}/referrals",
    summary="Turn chosen pairs into referrals",
    responses=problems(401, 403, 404),
)
def refer_some(assignment_id: UUID, chosen: PairsIn, call: WriteCall) -> PairsOut:
    results = refer_pairs(
        call.session, call.runtime.live, call.actor, assignment_id, chosen.pairs, now=call.now
    )
    return pairs_out(results, call.language)
