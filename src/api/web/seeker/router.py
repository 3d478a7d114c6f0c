"""The start, the privacy notice, the way out."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import Now, WriteSession
from api.web.cookies import VISIT, drop_token, read_token
from api.web.render import page
from services.seekers.drafts import end_draft

router = APIRouter()

# A page that gives nothing away, for people who share or may lose their phone.
ELSEWHERE = "https://www.gob.mx/"


@router.get("/")
def start(request: Request) -> Response:
    return page(request, "seeker/start.html")


@router.get("/privacy")
def privacy_notice(request: Request) -> Response:
    return page(request, "seeker/privacy.html")


@router.get("/exit")
def leave(request: Request, session: WriteSession, now: Now) -> Response:
    """Ends the visit, clears the device and leads away from here."""
    token = read_token(request, VISIT)
    if token:
        end_draft(session, token, now=now)
    response = RedirectResponse(ELSEWHERE, 303)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    drop_token(request, response, VISIT)
    return response
