"""People, as the desks of the service and partner organisations take them in."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from api.http import paging
from api.http.bodies import BulkBodyDep, IdempotencyKey, RawBody, bulk_openapi
from api.http.bulk_answers import BulkOut, bulk_out, bulk_status
from api.http.dependencies import AskingDep, PageDep, PageLimit, WriteCall
from api.http.given import given, kept_answer
from api.http.known_names import KnownNames
from api.http.match_answers import openings_answer
from api.http.matches import OpeningMatches
from api.http.schemas import Page, problems
from api.http.seekers.schemas import (
    ErasedOut,
    MergeIn,
    SeekerOut,
    SeekerStored,
    seeker_out,
    seeker_stored,
)
from services.bulk import refuse_all
from services.idempotency import Answer, OnceRequest, once
from services.paging import cursor_of
from services.people.erase import erase_person
from services.people.merge import merge
from services.seekers.bulk import check_people, store_people
from services.seekers.find import note_listed
from services.seekers.register import (
    archive_seeker,
    list_seekers,
    open_seeker,
    prepare_one,
    put_seeker,
    read_seeker,
    register_seeker,
)
from services.seekers.schemas import SeekerIn

router = APIRouter(prefix="/seekers", tags=["seekers"], route_class=KnownNames)

Mode = Annotated[
    Literal["all", "partial"], Query(description="partial: store the good rows of a mixed batch")
]


@router.post(
    "",
    summary="Register a person at a desk",
    status_code=201,
    response_model=SeekerStored,
    responses=problems(401, 403, 404, 409),
)
def register_one(
    intake: SeekerIn,
    body: RawBody,
    call: WriteCall,
    key: IdempotencyKey = None,
) -> Response:
    prepared = prepare_one(intake, now=call.now)

    def work() -> Answer:
        stored = register_seeker(call.session, call.actor, prepared, now=call.now)
        seeker = read_seeker(call.session, call.actor, stored.public_id)
        shown = seeker_stored(seeker, str(stored.outcome), call.language)
        return Answer.of(201, shown)

    if key is None:
        return given(work())
    request = OnceRequest.of(key, "POST /v1/seekers", body)
    return given(once(call.session, call.actor, request, work, now=call.now))


@router.put("/{seeker_id}", summary="Replace what is known", responses=problems(401, 403, 404, 409))
def put_one(
    seeker_id: UUID,
    intake: SeekerIn,
    call: WriteCall,
) -> SeekerStored:
    prepared = prepare_one(intake, now=call.now)
    stored, seeker = put_seeker(call.session, call.actor, seeker_id, prepared, now=call.now)
    return seeker_stored(seeker, str(stored.outcome), call.language)


@router.post(
    "/bulk",
    summary="Register up to 10,000 people",
    response_model=BulkOut,
    responses={
        207: {"model": BulkOut, "description": "Some rows were refused"},
        **problems(400, 401, 403, 409, 413, 415),
    },
    openapi_extra=bulk_openapi("SeekerIn"),
)
def register_bulk(
    body: BulkBodyDep,
    call: WriteCall,
    key: IdempotencyKey = None,
    mode: Mode = "all",
) -> Response:
    request = OnceRequest.of(key, f"POST /v1/seekers/bulk?mode={mode}", body.content)
    if (kept := kept_answer(call, request)) is not None:
        return given(kept)
    people = check_people(body.records(), today=call.today)
    if mode == "all":
        people.refuse_all()

    def work() -> Answer:
        results = store_people(call.session, call.actor, people, now=call.now)
        if mode == "all":
            refuse_all(results)
        return Answer.of(bulk_status(results), bulk_out(results, call.language))

    return given(once(call.session, call.actor, request, work, now=call.now))


@router.get("", summary="List the people in your care", responses=problems(401, 403))
def list_all(
    request: Request,
    response: Response,
    call: WriteCall,
    page: PageDep,
) -> Page[SeekerOut]:
    rows = list_seekers(call.session, call.actor, after=cursor_of(page.cursor), limit=page.limit)
    note_listed(call.session, call.actor, len(rows.rows))
    return paging.answer(request, response, rows, lambda row: seeker_out(row, call.language))


@router.get("/{seeker_id}", summary="Read a person", responses=problems(401, 403, 404))
def read_one(seeker_id: UUID, call: WriteCall) -> SeekerOut:
    return seeker_out(open_seeker(call.session, call.actor, seeker_id), call.language)


@router.post(
    "/{seeker_id}/archive",
    summary="Take a person out of matching",
    responses=problems(401, 403, 404),
)
def archive_one(seeker_id: UUID, call: WriteCall) -> SeekerOut:
    return seeker_out(
        archive_seeker(call.session, call.actor, seeker_id, now=call.now), call.language
    )


@router.post(
    "/{seeker_id}/merge",
    summary="Two registrations are one person's: this one goes on",
    responses=problems(401, 403, 404, 409),
)
def merge_one(seeker_id: UUID, other: MergeIn, call: WriteCall) -> SeekerOut:
    """The same merger again changes nothing. Hires, papers and consents go along."""
    kept = merge(call.session, call.actor, seeker_id, other.other, call.moment)
    return seeker_out(kept, call.language)


@router.post(
    "/{seeker_id}/erase",
    summary="Forget a person who asked for it",
    responses=problems(401, 403, 404),
)
def erase_one(seeker_id: UUID, call: WriteCall) -> ErasedOut:
    """It cannot be undone. Of a job that began the law has names and numbers kept for a time."""
    duty = erase_person(call.session, call.actor, seeker_id, call.moment)
    return ErasedOut(id=seeker_id, keeps_name=duty.is_there, kept_until=duty.until)


@router.get(
    "/{seeker_id}/matches",
    summary="The openings that fit a person best",
    response_model=OpeningMatches,
    responses=problems(401, 403, 404),
)
async def read_matches(
    seeker_id: UUID,
    asking: AskingDep,
    limit: PageLimit = 20,
) -> Response:
    return await asking.answer_at_once(
        lambda call: openings_answer(call, seeker_id, limit), rows=limit
    )
