"""Staff log in over HTTP for a bearer of a few hours; the pages have their own cookie."""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import StringConstraints

from api.dependencies import Now, RuntimeDep
from api.http.dependencies import ActorDep
from api.http.known_names import KnownNames
from api.http.schemas import Out, problems
from models.vocabulary import ActorKind
from services.access.log_in import log_in
from services.access.sessions import STAFF_TOKEN_PREFIX, log_out
from services.errors import LogInFailed
from services.fields import CLEAN, Schema

router = APIRouter(prefix="/sessions", tags=["sessions"], route_class=KnownNames)


class Credentials(Schema):
    email: Annotated[str, StringConstraints(max_length=254), CLEAN]
    password: Annotated[str, StringConstraints(max_length=200)]


class SessionOut(Out):
    token: str
    expires_at: datetime
    role: str
    center: str | None


@router.post("", summary="Log in as staff", status_code=201, responses=problems(401, 429))
def open_session(request: Request, given: Credentials, runtime: RuntimeDep, now: Now) -> SessionOut:
    hours = runtime.settings.session_hours
    address = request.client.host if request.client else ""
    # The failed try is counted, so it is committed before the refusal is raised.
    with runtime.database.write() as session:
        found = log_in(session, given.email, given.password, now=now, hours=hours, address=address)
    if found is None:
        raise LogInFailed
    actor, token = found
    return SessionOut(
        token=STAFF_TOKEN_PREFIX + token,
        expires_at=now + timedelta(hours=hours),
        role=str(actor.role),
        center=actor.center_code,
    )


@router.delete(
    "/current",
    summary="Log out",
    status_code=204,
    response_class=Response,
    responses=problems(401, 403),
)
def close_session(request: Request, actor: ActorDep, runtime: RuntimeDep, now: Now) -> None:
    actor.require(ActorKind.STAFF)
    bearer = request.headers.get("authorization", "").partition(" ")[2].strip()
    with runtime.database.write() as session:
        log_out(session, bearer.removeprefix(STAFF_TOKEN_PREFIX), now=now)
