"""Refusals and failures as pages, in the visitor's language."""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import Match

from api.dependencies import runtime_of
from api.statuses import status_of
from api.web.employer.access import current_employer
from api.web.languages import ROOMS, language_of
from api.web.render import page
from api.web.staff.access import LED_BACK, current_staff
from models.database_errors import DatabaseBusy, DatabaseUnavailable
from models.types import utc_now
from services import errors
from services.errors import N_
from services.runtime import Runtime
from services.wording import say
from services.wording.subjects import in_words

Who = TypeVar("Who")
logger = logging.getLogger(__name__)

HEADINGS: Mapping[int, str] = {
    403: N_("That is not allowed"),
    404: N_("There is no such page"),
    405: N_("That is not possible now"),
    409: N_("That is not possible now"),
    413: N_("That is too large"),
    422: N_("Something has to be corrected"),
    429: N_("One moment, please"),
    503: N_("One moment, please"),
}
FAILED = N_("Something failed here")
TEXTS: Mapping[int, str] = {
    404: N_("The address may be mistyped, or what it showed is gone."),
    405: N_("Go back and use the buttons of the page."),
    413: N_("Send less text or a smaller file."),
}
FAILURE = N_("It is not your fault, and nothing that you saved is lost. Try again in a moment.")


def install(app: FastAPI) -> None:
    app.add_exception_handler(errors.PuenteError, _refused)
    app.add_exception_handler(RequestValidationError, _misaddressed)
    app.add_exception_handler(HTTPException, _http_refused)
    app.add_exception_handler(DatabaseBusy, _unavailable)
    app.add_exception_handler(DatabaseUnavailable, _unavailable)
    app.add_exception_handler(Exception, _failed)


def refusal(request: Request, status: int, text: str, **subject: object) -> Response:
    """A page that says what happened and leads back to where the person works."""
    lang = language_of(request)
    start, template = _room(request.url.path)
    return page(
        request,
        template,
        status=status,
        heading=say(HEADINGS.get(status, FAILED), lang),
        text=say(text, lang, **in_words(subject, lang)),
        link=start,
        link_label=say(N_("Go to the start"), lang),
        staff=_here(request, status, current_staff) if start == "/staff" else None,
        employer=_here(request, status, current_employer) if start == "/employer" else None,
    )


def _here(
    request: Request, status: int, find: Callable[[Request, Runtime, datetime], Who]
) -> Who | None:
    """Whoever is logged in keeps the menu; where the service itself fails nobody is looked up."""
    if status >= 500:
        return None
    with suppress(errors.PuenteError, DatabaseBusy, DatabaseUnavailable):
        return find(request, runtime_of(request), utc_now())
    return None


def _room(path: str) -> tuple[str, str]:
    """Where whoever is here starts from, and the template that speaks to them."""
    room = next((each for each in ROOMS if path.startswith(each)), "")
    return room or "/", f"{room.strip('/') or 'seeker'}/message.html"


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.PuenteError)  # noqa: S101 - FastAPI registers by this type
    room, _ = _room(request.url.path)
    if isinstance(error, errors.Unauthenticated):
        return RedirectResponse("/return" if room == "/" else _log_in_address(request, room), 303)
    return refusal(request, status_of(error), error.message, **error.subject)


def _log_in_address(request: Request, room: str) -> str:
    """Where whoever works in `room` logs in, to be led back to the page where they were."""
    page = _nearest_page(request) if room == LED_BACK else ""
    is_start = page in {"", room}
    return f"{room}/login" if is_start else f"{room}/login?{urlencode({'next': page})}"


def _unavailable(request: Request, error: Exception) -> Response:
    logger.warning("Database gave no answer", exc_info=error)
    return _refused(request, errors.Unavailable())


def _misaddressed(request: Request, _error: Exception) -> Response:
    return refusal(request, 404, TEXTS[404])


def _http_refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - FastAPI registers by this type
    is_form = error.status_code == 405 and request.method == "GET"
    above = _nearest_page(request) if is_form else ""
    if above:
        return RedirectResponse(above, 303)
    return refusal(request, error.status_code, TEXTS.get(error.status_code, FAILURE))


def _nearest_page(request: Request) -> str:
    """This page, or the one whose form is sent to this address: a form that was refused leaves its
    address in the browser, where it is opened anew or in another language. Empty where there is
    none."""
    path = request.url.path
    while path:
        asked = {**request.scope, "path": path, "method": "GET"}
        if any(route.matches(asked)[0] is Match.FULL for route in request.app.routes):
            query = request.url.query
            return f"{path}?{query}" if query else path
        path = path.rpartition("/")[0]
    return ""


def _failed(request: Request, error: Exception) -> Response:
    logger.error("Page failed", exc_info=error)
    return refusal(request, 500, FAILURE)
