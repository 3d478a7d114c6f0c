"""Movement files for the institute: checked, made, taken, sent, answered.

The service writes the file; the employer signs and sends it.
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Query, Request, Response

from api.http import paging
from api.http.bodies import IdempotencyKey, RawBody
from api.http.dependencies import Call, PageDep, ReadCall, WriteCall
from api.http.given import given
from api.http.known_names import KnownNames
from api.http.movement_files.schemas import (
    MadeOut,
    MovementFileOut,
    MovementFileWithLines,
    PreflightOut,
    file_out,
    file_with_lines,
    made_out,
    preflight_out,
)
from api.http.schemas import BINARY, Page, problems
from models.filing_lifecycles import MovementFileStatus
from services.enrollment.files import (
    content_of_file,
    discard_file,
    list_files,
    placements_in,
    read_file,
    send_file,
)
from services.enrollment.make_file import How, Mode, check_file, make_file
from services.enrollment.schemas import MovementFileIn, SentIn
from services.idempotency import Answer, OnceRequest, once
from services.paging import cursor_of

router = APIRouter(prefix="/movement-files", tags=["movement-files"], route_class=KnownNames)

ModeAsked = Annotated[
    Mode, Query(description="partial: make the file of the good rows of a mixed list")
]
StatusAsked = Annotated[MovementFileStatus | None, Query()]
CONTENT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Lines of 168 characters, to be signed and sent by the employer",
        "content": {"application/octet-stream": {"schema": BINARY}},
    }
}


@router.post(
    "",
    summary="Make a movement file",
    status_code=201,
    response_model=MadeOut,
    responses=problems(401, 403, 404, 409),
)
def make_one(
    intake: MovementFileIn,
    body: RawBody,
    call: WriteCall,
    mode: ModeAsked = Mode.ALL,
    key: IdempotencyKey = None,
) -> Response:
    def work() -> Answer:
        return Answer.of(201, _made(call, intake, mode))

    if key is None:
        return given(work())
    request = OnceRequest.of(key, f"POST /v1/movement-files?mode={mode}", body)
    return given(once(call.session, call.actor, request, work, now=call.now))


def _made(call: Call, intake: MovementFileIn, mode: Mode) -> MadeOut:
    how = How(mode, call.runtime.settings.movement_format)
    made = make_file(call.session, call.actor, intake, how, call.moment)
    file = read_file(call.session, call.actor, made.file.public_id)
    return made_out(file, made.refused, call.language)


@router.post(
    "/preflight",
    summary="What the institute would refuse, row by row",
    responses=problems(401, 403, 404),
)
def check_one(intake: MovementFileIn, call: WriteCall) -> PreflightOut:
    drafts = check_file(call.session, call.actor, intake, call.moment)
    return preflight_out(drafts, call.language)


@router.get("", summary="List movement files", responses=problems(401, 403))
def list_all(
    request: Request, response: Response, call: ReadCall, page: PageDep, status: StatusAsked = None
) -> Page[MovementFileOut]:
    after = cursor_of(page.cursor)
    rows = list_files(call.session, call.actor, status, after=after, limit=page.limit)
    return paging.answer(request, response, rows, file_out)


@router.get("/{file_id}", summary="Read a movement file", responses=problems(401, 403, 404))
def read_one(file_id: UUID, call: ReadCall) -> MovementFileWithLines:
    return _shown(call, file_id)


@router.get(
    "/{file_id}/content",
    summary="The file itself",
    response_class=Response,
    responses={**CONTENT, **problems(401, 403, 404)},
)
def read_content(file_id: UUID, call: WriteCall) -> Response:
    found = content_of_file(call.session, call.actor, file_id)
    return Response(
        found.content,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{found.name}"',
            "Cache-Control": "no-store",
            "X-Content-SHA256": found.digest,
        },
    )


@router.post(
    "/{file_id}/send",
    summary="The employer sent the file",
    responses=problems(401, 403, 404, 409),
)
def send_one(
    file_id: UUID, call: WriteCall, sent: Annotated[SentIn | None, Body()] = None
) -> MovementFileWithLines:
    send_file(call.session, call.actor, file_id, sent or SentIn(), call.moment)
    return _shown(call, file_id)


@router.post(
    "/{file_id}/discard",
    summary="Throw away a file that was never sent",
    responses=problems(401, 403, 404, 409),
)
def discard_one(file_id: UUID, call: WriteCall) -> MovementFileWithLines:
    discard_file(call.session, call.actor, file_id, call.moment)
    return _shown(call, file_id)


def _shown(call: Call, file_id: UUID) -> MovementFileWithLines:
    file = read_file(call.session, call.actor, file_id)
    return file_with_lines(file, placements_in(call.session, call.actor, file))
