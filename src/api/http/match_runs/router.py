"""How a kept run treated people: does it send everybody the same few, and is it fair to groups?"""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from api.http.dependencies import ReadCall, WriteCall
from api.http.known_names import KnownNames
from api.http.match_runs.schemas import CongestionOut, FairnessOut, congestion_out, fairness_out
from api.http.schemas import downloads, problems
from services.matches.audits import crowding, keep_audit, make_audit, read_audit
from services.matches.dropping import drop_run
from services.matches.runs import read_run
from services.reports.fairness import fairness_lines, fairness_report
from services.reports.render import MEDIA_TYPES, render

router = APIRouter(prefix="/match-runs", tags=["reports"], route_class=KnownNames)

Sheet = Literal["json", "csv", "xlsx"]


@router.delete(
    "/{run_id}",
    summary="Drop a kept run: its rows, its audit and what it read",
    status_code=204,
    responses=problems(401, 403, 404),
)
def drop_one(run_id: UUID, call: WriteCall) -> None:
    drop_run(call.session, call.actor, run_id)


@router.get(
    "/{run_id}/congestion",
    summary="Whether a run sends everybody the same few",
    responses=problems(401, 403, 404),
)
def read_congestion(run_id: UUID, call: ReadCall) -> CongestionOut:
    return congestion_out(crowding(call.session, call.actor, run_id))


@router.post(
    "/{run_id}/fairness",
    summary="Audit how a run treated groups of people",
    responses=problems(401, 403, 404, 409),
)
def audit_one(run_id: UUID, call: ReadCall) -> FairnessOut:
    made = make_audit(call.session, call.actor, run_id)
    with call.runtime.database.write() as session:
        return fairness_out(run_id, keep_audit(session, call.actor, made, now=call.now))


@router.get(
    "/{run_id}/fairness",
    summary="The audit of a run: sums alone, small cells hidden",
    response_model=FairnessOut,
    responses={
        **downloads(MEDIA_TYPES["csv"], MEDIA_TYPES["xlsx"]),
        **problems(401, 403, 404),
    },
)
def read_fairness(run_id: UUID, call: ReadCall, format: Sheet = "json") -> FairnessOut | Response:
    audit = read_audit(call.session, call.actor, run_id)
    if format == "json":
        return fairness_out(run_id, audit)
    run = read_run(call.session, call.actor, run_id)
    lines = list(fairness_lines(audit, call.language))
    filename = f"fairness-{run.ranked_on.isoformat()}.{format}"
    return StreamingResponse(
        render(fairness_report(run, audit, call.language), lines, format),
        media_type=MEDIA_TYPES[format],
        headers={
            "Content-Disposition": f'attachment; filename="{filename}"',
            "Cache-Control": "no-store",
        },
    )
