"""Openings: employers post and manage them, staff read and review them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Depends, Path, Query, Request, Response
from starlette.convertors import StringConvertor, register_url_convertor

from api.http import paging
from api.http.bodies import BulkBodyDep, IdempotencyKey, RawBody, bulk_openapi
from api.http.bulk_answers import OpeningBulkOut, bulk_status, opening_bulk_out
from api.http.dependencies import AskingDep, Call, PageDep, PageLimit, ReadCall, WriteCall
from api.http.given import given, kept_answer
from api.http.known_names import KnownNames
from api.http.match_answers import people_answer
from api.http.matches import SeekerMatches
from api.http.opening_shape import OpeningOut, opening_out
from api.http.opening_texts import opening_texts
from api.http.schemas import Page, problems
from models.lifecycles import OpeningStatus
from services.errors import Malformed
from services.field_codes import field_error
from services.fields import Identifier, State, Time
from services.idempotency import Answer, OnceRequest, once
from services.openings.bulk import check_rows, store_rows
from services.openings.post_opening import (
    OpeningsWanted,
    acting_employer,
    opening_id_of,
    page_of_openings,
    post_opening,
    prepare_one,
    put_opening,
    read_opening,
)
from services.openings.publish import RejectionIn, move_opening
from services.openings.schemas import OpeningIn, OpeningPut, OwnName
from services.paging import cursor_of


class OwnNameConvertor(StringConvertor):
    """A name as employers give them, slashes too, whether they come encoded or not. The end of a
    line is refused as such, not taken for another address."""

    regex = r"[\s\S]+"


register_url_convertor("own_name", OwnNameConvertor())
router = APIRouter(prefix="/openings", tags=["openings"], route_class=KnownNames)

ExternalId = Annotated[OwnName, Path(description="Your own name for it")]
OpeningName = Annotated[Identifier, Path(description="The id, or your own external id")]
STEPS = ["publish", "pause", "close", "submit", "reopen"]
Step = Annotated[str, Path(json_schema_extra={"enum": STEPS})]
Mode = Annotated[
    Literal["all", "partial"], Query(description="partial: store the good rows of a mixed batch")
]


@router.put(
    "/{external_id:own_name}",
    summary="Create or replace an opening",
    responses={201: {"model": OpeningOut, "description": "Created"}, **problems(401, 403, 409)},
)
def put_one(
    external_id: ExternalId,
    fields: OpeningPut,
    call: WriteCall,
    response: Response,
) -> OpeningOut:
    if fields.external_id not in (None, external_id):
        raise Malformed(errors=[field_error("/external_id", "other_name")])
    prepared = prepare_one(external_id, fields, now=call.now)
    opening, is_new = put_opening(call.session, call.actor, prepared, now=call.now)
    response.status_code = 201 if is_new else 200
    return opening_out(opening, call.language)


@router.post(
    "",
    summary="Create an opening",
    status_code=201,
    response_model=OpeningOut,
    responses=problems(400, 401, 403, 409),
)
def post_one(
    fields: OpeningIn,
    body: RawBody,
    call: WriteCall,
    key: IdempotencyKey = None,
) -> Response:
    request = OnceRequest.of(key, "POST /v1/openings", body)
    prepared = prepare_one(fields.external_id, fields, now=call.now)

    def work() -> Answer:
        opening = post_opening(call.session, call.actor, prepared, now=call.now)
        return Answer.of(201, opening_out(opening, call.language))

    return given(once(call.session, call.actor, request, work, now=call.now))


@router.post(
    "/bulk",
    summary="Create or replace up to 10,000 openings",
    response_model=OpeningBulkOut,
    responses={
        207: {"model": OpeningBulkOut, "description": "Some rows were refused"},
        **problems(400, 401, 403, 409, 413, 415),
    },
    openapi_extra=bulk_openapi("OpeningIn"),
)
def post_bulk(
    body: BulkBodyDep,
    call: WriteCall,
    key: IdempotencyKey = None,
    mode: Mode = "all",
) -> Response:
    request = OnceRequest.of(key, f"POST /v1/openings/bulk?mode={mode}", body.content)
    if (kept := kept_answer(call, request)) is not None:
        return given(kept)
    rows = check_rows(body.records(), today=call.today)
    if mode == "all":
        rows.refuse_all()

    def work() -> Answer:
        employer = acting_employer(call.session, call.actor)
        results = store_rows(call.session, call.actor, employer, rows, now=call.now)
        return Answer.of(bulk_status(results), opening_bulk_out(results, call.language))

    return given(once(call.session, call.actor, request, work, now=call.now))


@dataclass(frozen=True, slots=True)
class OpeningsAsked:
    """With `updated_since` closed and rejected ones are listed too: remove them on your side."""

    updated_since: Time | None = None
    status: OpeningStatus | None = None
    state: State | None = None


@router.get(
    "", summary="List openings", response_model=Page[OpeningOut], responses=problems(401, 403)
)
async def list_all(
    request: Request,
    asking: AskingDep,
    page: PageDep,
    asked: Annotated[OpeningsAsked, Depends()],
) -> Response:
    def work(call: Call) -> Response:
        wanted = OpeningsWanted(aware(asked.updated_since), asked.status, asked.state)
        after = cursor_of(page.cursor)
        rows = page_of_openings(call.session, call.actor, wanted, after=after, limit=page.limit)
        return paging.written(request, rows.next, opening_texts(call, rows.rows))

    return await asking.answer(work)


def aware(moment: datetime | None) -> datetime | None:
    """In UTC; Malformed without a zone, or where the zone leads out of the calendar."""
    if moment is None:
        return None
    try:
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except OverflowError:
        pass
    raise Malformed(errors=[field_error("/updated_since", "naive_time")])


@router.get(
    "/{opening:own_name}/matches",
    summary="The people who fit an opening best",
    response_model=SeekerMatches,
    responses=problems(401, 403, 404, 409),
)
async def read_matches(
    opening: OpeningName,
    asking: AskingDep,
    limit: PageLimit = 20,
) -> Response:
    return await asking.answer_at_once(lambda call: people_answer(call, opening, limit), rows=limit)


@router.post(
    "/{opening:own_name}/reject",
    summary="Do not publish an opening, and say why",
    responses=problems(401, 403, 404, 409),
)
def reject_one(
    opening: OpeningName,
    call: WriteCall,
    given: Annotated[RejectionIn | None, Body()] = None,
) -> OpeningOut:
    opening_id = opening_id_of(call.session, call.actor, opening)
    moved = move_opening(call.session, call.actor, opening_id, "reject", given, now=call.now)
    return opening_out(read_opening(call.session, call.actor, str(moved.public_id)), call.language)


@router.post(
    "/{opening:own_name}/{transition}",
    summary="Publish, pause or close an opening",
    responses=problems(401, 403, 404, 409),
)
def move_one(
    opening: OpeningName,
    transition: Step,
    call: WriteCall,
) -> OpeningOut:
    opening_id = opening_id_of(call.session, call.actor, opening)
    moved = move_opening(call.session, call.actor, opening_id, transition, now=call.now)
    return opening_out(read_opening(call.session, call.actor, str(moved.public_id)), call.language)


# After its sub-addresses: it takes every name that is left.
@router.get("/{opening:own_name}", summary="Read an opening", responses=problems(401, 403, 404))
def read_one(opening: OpeningName, call: ReadCall) -> OpeningOut:
    return opening_out(read_opening(call.session, call.actor, opening), call.language)
