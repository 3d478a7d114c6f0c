"""Errors as RFC 9457 problem bodies, in the reader's language."""

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.http.languages import language_of
from api.http.methods import allowed_methods
from api.statuses import status_of
from models.database_errors import DatabaseBusy, DatabaseUnavailable
from services import errors, wording
from services.field_codes import field_error
from services.validation import field_errors

logger = logging.getLogger(__name__)

TITLES: Mapping[int, str] = {
    400: errors.N_("The request is not complete"),
    401: errors.N_("Who are you?"),
    403: errors.N_("Not allowed"),
    404: errors.N_("Not found"),
    405: errors.N_("Method not allowed"),
    406: errors.N_("That format is not offered"),
    409: errors.N_("Not possible now"),
    413: errors.N_("Too large"),
    415: errors.N_("That content type is not accepted"),
    422: errors.N_("Something in the request has to be mended"),
    429: errors.N_("Too many requests"),
    500: errors.N_("The service failed"),
    503: errors.N_("Unavailable for the moment"),
}

TYPE_PREFIX = "/docs/errors#"


def problem(
    request: Request,
    *,
    status: int,
    code: str,
    detail: str,
    fields: tuple[errors.FieldError, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    language = language_of(request)
    body = {
        "type": f"{TYPE_PREFIX}{code}",
        "title": wording.say(TITLES.get(status, TITLES[500]), language),
        "status": status,
        "detail": detail,
        "code": code,
        "errors": [field_problem(found, language) for found in fields],
        "request_id": getattr(request.state, "request_id", None),
    }
    return JSONResponse(
        body,
        status_code=status,
        media_type="application/problem+json",
        headers={"Content-Language": language, **(headers or {})},
    )


def field_problem(found: errors.FieldError, language: str) -> dict[str, str]:
    message = wording.say(found.message, language, **found.context)
    return {"pointer": found.pointer, "code": found.code, "message": message}


def refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.PuenteError)  # noqa: S101 - FastAPI registers by this type
    headers: dict[str, str] = {}
    if isinstance(error, errors.TooMany):
        headers["Retry-After"] = str(error.seconds)
    if isinstance(error, errors.Unavailable):
        headers["Retry-After"] = "2"
    if isinstance(error, errors.Unauthenticated):
        headers["WWW-Authenticate"] = "Bearer"
    return problem(
        request,
        status=status_of(error),
        code=error.code,
        detail=wording.say(error.message, language_of(request), **error.subject),
        fields=error.errors,
        headers=headers,
    )


def malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - FastAPI registers by this type
    asking = getattr(request.state, "asking", None)
    try:
        if asking is not None:
            # Else looked up with the answer.
            asking.check()
    except errors.PuenteError as refusal:
        return refused(request, refusal)
    if _is_not_json(request, error):
        return http_refused(request, HTTPException(415))
    found = field_errors([_without_source(item) for item in error.errors()])
    return refused(request, errors.Malformed(errors=found))


def _is_not_json(request: Request, error: RequestValidationError) -> bool:
    """The framework hands on, unread, a body that is not declared as JSON."""
    is_unread = any(
        item["loc"] == ("body",) and item["type"] != "missing" for item in error.errors()
    )
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return is_unread and not kind.endswith(("/json", "+json"))


def _without_source(item: Mapping[str, Any]) -> dict[str, Any]:
    """Drop the leading "body" or "query": a pointer goes into what the person sent."""
    if item["type"] == "missing" and item["loc"] == ("body",):
        return {**item, "type": "missing.body", "loc": ()}
    if item["type"] == "json_invalid":
        return {**item, "loc": (), "ctx": {"position": item["loc"][-1]}}
    return {**item, "loc": item["loc"][1:]}


HTTP_DETAILS: Mapping[int, str] = {
    400: errors.N_(
        "This could not be read as HTTP. Look at the method, the headers and the address, of at "
        "most 65,000 characters."
    ),
    404: errors.N_("There is nothing at this address. The API is described at /docs."),
    405: errors.N_("This address does not take that method. The API is described at /docs."),
    413: errors.N_("The body is too large. Split it into several requests."),
    415: errors.N_(
        "Send application/json or, for many rows, application/x-ndjson, not compressed."
    ),
}


INTERNAL = errors.N_("The failure has been recorded. Quote the request id if you ask for help.")


def http_refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - FastAPI registers by this type
    if error.status_code == 400:
        # The framework's answer to a body that its JSON reader gives up on.
        return refused(request, errors.Malformed(errors=[field_error("", "json_invalid.body")]))
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = ", ".join(allowed_methods(request))
    detail = HTTP_DETAILS.get(error.status_code, str(error.detail))
    return problem(
        request,
        status=error.status_code,
        code=f"http_{error.status_code}",
        detail=wording.say(detail, language_of(request)),
        headers=headers,
    )


def unavailable(request: Request, error: Exception) -> Response:
    logger.warning("Database gave no answer", exc_info=error)
    return refused(request, errors.Unavailable())


def failed(request: Request, error: Exception) -> Response:
    logger.error("Request failed", exc_info=error)
    return problem(
        request,
        status=500,
        code="internal",
        detail=wording.say(INTERNAL, language_of(request)),
    )


def install(app: FastAPI) -> None:
    app.add_exception_handler(errors.PuenteError, refused)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(HTTPException, http_refused)
    app.add_exception_handler(DatabaseBusy, unavailable)
    app.add_exception_handler(DatabaseUnavailable, unavailable)
