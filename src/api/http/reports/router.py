"""Reports for staff: what there is, each in several formats, streamed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse

from api.http.dependencies import ActorDep, Call, ReadCall
from api.http.known_names import KnownNames
from api.http.languages import AskedLanguage, LanguageDep
from api.http.schemas import Out, Page, downloads, problems, whole
from models.match_run import MatchRun
from services.errors import Malformed
from services.field_codes import field_error
from services.fields import State
from services.matches.runs import RunParameters, keep_run, rank_run, read_run, replay
from services.reports.catalogue import listed, reports_for
from services.reports.render import MEDIA_TYPES
from services.reports.streams import Spoken, stream_match_report
from services.wording import say

router = APIRouter(tags=["reports"], route_class=KnownNames)


class ReportOut(Out):
    name: str
    about: str
    formats: list[str]


@router.get("/reports", summary="The reports there are", responses=problems(401, 403))
def list_reports(actor: ActorDep, language: LanguageDep) -> Page[ReportOut]:
    return whole(
        ReportOut(name=it.name, about=say(it.about, language), formats=list(it.formats))
        for it in reports_for(actor)
    )


@dataclass(frozen=True, slots=True)
class MatchesAsked:
    """Everything open when neither state nor opening is given."""

    k: Annotated[int, Query(ge=1, le=100, description="People for each opening")] = 10
    state: Annotated[State | None, Query(description="Openings there")] = None
    opening: UUID | None = None
    run: Annotated[UUID | None, Query(description="A kept run, as it was, not a new one")] = None
    lang: Annotated[
        Literal["es", "en"] | None,
        Query(description="Of the words and headings; else Accept-Language says"),
    ] = None


# What says which openings and people: never two of a pair.
NOT_BOTH = (("k", "run"), ("state", "run"), ("opening", "run"), ("state", "opening"))


def _matches_asked(request: Request, asked: Annotated[MatchesAsked, Depends()]) -> MatchesAsked:
    """Raises Malformed for two that say different things."""
    sent = request.query_params.keys()
    if found := [
        field_error(f"/{one}", "not_both", other=other)
        for one, other in NOT_BOTH
        if sent >= {one, other}
    ]:
        raise Malformed(errors=found)
    return asked


Format = Literal["json", "csv", "xlsx", "ndjson", "pdf"]


@router.get(
    "/reports/{name}",
    summary="A report, ranked now and kept as a run",
    response_class=StreamingResponse,
    responses={**downloads(*MEDIA_TYPES.values()), **problems(401, 403, 404)},
)
def read_report(
    name: str,
    call: ReadCall,
    asked: Annotated[MatchesAsked, Depends(_matches_asked)],
    headings: AskedLanguage,
    format: Format = "json",
) -> StreamingResponse:
    listed(name)
    run_id = _kept(call, asked.run) if asked.run else _ranked_now(call, asked)
    spoken = Spoken(call.language, headings)
    body = stream_match_report(call.runtime, call.actor, run_id, format, spoken)
    filename = f"{name}-{call.today.isoformat()}.{format}"
    return StreamingResponse(
        body,
        media_type=MEDIA_TYPES[format],
        headers={
            "Content-Disposition": f'attachment; filename="{filename}"',
            "Cache-Control": "no-store",
            "Content-Language": call.language,
            "X-Match-Run": str(run_id),
        },
    )


def _kept(call: Call, run: UUID) -> UUID:
    """Refuses here: once the stream has begun, the answer is a success."""
    return read_run(call.session, call.actor, run).public_id


def _ranked_now(call: Call, asked: MatchesAsked) -> UUID:
    parameters = RunParameters(asked.k, asked.state, asked.opening)
    ranked = rank_run(call.session, call.actor, parameters, on=call.today)
    with call.runtime.database.write() as session:
        return keep_run(session, call.actor, ranked).public_id


class RunOut(Out):
    id: UUID
    ranked_on: str
    parameters: dict[str, Any]
    engine_version: str
    weights: dict[str, Any]
    catalogs_version: str
    input_digest: str | None
    result_digest: str | None
    openings: int
    seekers: int
    matches: int
    started_at: datetime
    finished_at: datetime | None


class ReplayOut(Out):
    """`is_equal`: the kept inputs gave the same result under today's engine and catalogs."""

    run: RunOut
    is_equal: bool
    result_digest: str


def run_out(run: MatchRun) -> RunOut:
    names = [name for name in RunOut.model_fields if name not in {"id", "ranked_on"}]
    return RunOut(
        id=run.public_id,
        ranked_on=run.ranked_on.isoformat(),
        **{name: getattr(run, name) for name in names},
    )


@router.get("/match-runs/{run_id}", summary="A kept run", responses=problems(401, 403, 404))
def read_one(run_id: UUID, call: ReadCall) -> RunOut:
    return run_out(read_run(call.session, call.actor, run_id))


@router.post(
    "/match-runs/{run_id}/replay",
    summary="Repeat a kept run and compare",
    responses=problems(401, 403, 404, 409),
)
def replay_one(run_id: UUID, call: ReadCall) -> ReplayOut:
    done = replay(call.session, call.actor, run_id)
    return ReplayOut(
        run=run_out(done.run), is_equal=done.is_equal, result_digest=done.result_digest
    )
