"""The institute's replies to a file: as JSON or as the sheet copied from the receipt."""

from typing import Annotated, Any
from uuid import UUID

import pydantic_core
from fastapi import APIRouter, Depends, HTTPException, Request
from pydantic import ValidationError

from api.http.bodies import RawBody
from api.http.dependencies import ReadCall, WriteCall
from api.http.known_names import KnownNames
from api.http.languages import LanguageDep
from api.http.movement_files.schemas import (
    RegistrationOut,
    RepliesOut,
    ReplyCodeOut,
    code_out,
    file_out,
    registration_out,
    reply_out,
)
from api.http.schemas import Page, problems, whole
from services.employers.schemas import RegistrationIn
from services.enrollment.files import read_file
from services.enrollment.registrations import (
    RegistrationPut,
    list_registrations,
    put_registration,
)
from services.enrollment.replies import enter_replies
from services.enrollment.reply_sheets import read_sheet
from services.enrollment.schemas import RepliesIn
from services.errors import Malformed
from services.field_codes import field_error
from services.repeated_fields import readable_repeats
from services.social_security.reply_codes import reply_codes
from services.validation import from_validation

router = APIRouter(tags=["movement-files"], route_class=KnownNames)

SHEETS = frozenset({"text/csv", "application/csv", "application/vnd.ms-excel"})


def _inlined() -> dict[str, Any]:
    """The body is read by hand, so its shape is no component that could be named."""
    schema = RepliesIn.model_json_schema()
    schema["properties"]["replies"]["items"] = schema.pop("$defs")["ReplyIn"]
    return schema


BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": _inlined()},
            "text/csv": {"schema": {"type": "string"}, "example": "line,result,code\n1,ok,\n"},
        },
    }
}


def replies_sent(request: Request, content: RawBody) -> RepliesIn:
    """Raises Malformed with a pointer to what has to be mended."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in SHEETS:
        return read_sheet(content)
    if kind not in {"application/json", ""}:
        raise HTTPException(415, "Send application/json or text/csv.")
    if twice := readable_repeats(content):
        raise Malformed(errors=[field_error(it, "repeated_field") for it in twice])
    try:
        return RepliesIn.model_validate(pydantic_core.from_json(content))
    except ValidationError as error:
        raise Malformed(errors=from_validation(error)) from error
    except ValueError as error:
        raise Malformed(errors=[field_error("", "json_invalid.body")]) from error


@router.post(
    "/movement-files/{file_id}/replies",
    summary="Enter the institute's replies",
    openapi_extra=BODY,
    responses=problems(401, 403, 404, 409, 413),
)
def enter_all(
    file_id: UUID, call: WriteCall, replies: Annotated[RepliesIn, Depends(replies_sent)]
) -> RepliesOut:
    entered = enter_replies(call.session, call.actor, file_id, replies, call.moment)
    file = read_file(call.session, call.actor, file_id)
    rows = [reply_out(result, call.language) for result in entered.results]
    return RepliesOut(file=file_out(file), data=rows)


@router.get("/reply-codes", summary="Every code the institute answers", responses=problems())
def list_codes(language: LanguageDep) -> Page[ReplyCodeOut]:
    return whole(code_out(reply, language) for reply in reply_codes())


@router.get(
    "/employer-registrations",
    summary="An employer's registrations at the institute",
    responses=problems(401, 403, 404),
)
def list_all_registrations(call: ReadCall, employer: UUID | None = None) -> Page[RegistrationOut]:
    return whole(map(registration_out, list_registrations(call.session, call.actor, employer)))


@router.put(
    "/employer-registrations/{number}",
    summary="Add or correct a registration",
    responses=problems(401, 403, 404, 409),
)
def put_one_registration(number: str, put: RegistrationPut, call: WriteCall) -> RegistrationOut:
    try:
        intake = RegistrationIn(
            number=number, municipality=put.municipality, subdelegation=put.subdelegation
        )
    except ValidationError as error:
        raise Malformed(errors=from_validation(error)) from error
    return registration_out(put_registration(call.session, call.actor, intake, put))
