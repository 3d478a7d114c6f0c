"""Who of the staff is looking."""

from typing import Annotated

from fastapi import Depends, Request

from api.dependencies import Now, RuntimeDep
from api.web.cookies import STAFF, read_token
from services.access.actor import Actor
from services.access.sessions import actor_of_session
from services.errors import Unauthenticated

# Whoever logs in again is led back to the page of this room where they were.
LED_BACK = "/staff"
FORMS = f"{LED_BACK}/people/form/"


def page_before(request: Request) -> str:
    """Where whoever logs in was; the start where that is no page of this room."""
    page = request.query_params.get("next", "")
    is_here = page.startswith((f"{LED_BACK}/", f"{LED_BACK}?"))
    return page if is_here and not page.startswith(f"{LED_BACK}/log") else LED_BACK


def current_staff(request: Request, runtime: RuntimeDep, now: Now) -> Actor:
    """Raises Unauthenticated, which leads to the log-in page."""
    token = read_token(request, STAFF)
    if token is None:
        raise Unauthenticated
    with runtime.database.read() as session:
        return actor_of_session(session, token, now=now)


StaffDep = Annotated[Actor, Depends(current_staff)]
