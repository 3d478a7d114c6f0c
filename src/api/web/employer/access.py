"""Who is here for an employer."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.dependencies import Now, RuntimeDep
from api.web.cookies import EMPLOYER, read_token
from models.lifecycles import EmployerStatus
from services.access.actor import Actor
from services.access.employer_members import actor_of_employer_session
from services.errors import Unauthenticated


@dataclass(frozen=True, slots=True)
class Here:
    """`name` is the employer's own, shown on every page."""

    actor: Actor
    name: str
    is_verified: bool


def current_employer(request: Request, runtime: RuntimeDep, now: Now) -> Here:
    """Raises Unauthenticated, which leads to the log-in page."""
    token = read_token(request, EMPLOYER)
    if token is None:
        raise Unauthenticated
    with runtime.database.read() as session:
        actor, employer = actor_of_employer_session(session, token, now=now)
        name = employer.trade_name or employer.legal_name
        return Here(actor, name, employer.status is EmployerStatus.VERIFIED)


EmployerDep = Annotated[Here, Depends(current_employer)]
