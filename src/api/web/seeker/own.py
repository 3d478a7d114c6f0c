"""A look of somebody who has registered at a page of their own."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from api.dependencies import Now, RuntimeDep
from api.web.dependencies import MomentDep
from api.web.languages import language_of
from api.web.seeker.visit import Visit, open_visit
from services.access.actor import Actor
from services.errors import Unauthenticated


def registered_visit(request: Request, runtime: RuntimeDep, now: Now) -> Visit:
    """Raises Unauthenticated, which leads to the page that asks for the code."""
    with runtime.database.read() as session:
        visit = open_visit(request, session, now=now)
    if visit.seeker is None:
        raise Unauthenticated
    return visit


@dataclass(frozen=True, slots=True)
class OwnLook:
    request: Request
    runtime: RuntimeDep
    visit: Annotated[Visit, Depends(registered_visit)]
    moment: MomentDep

    @property
    def actor(self) -> Actor:
        return self.visit.actor

    @property
    def seeker(self) -> UUID:
        if self.visit.seeker is None:
            raise Unauthenticated
        return self.visit.seeker

    @property
    def lang(self) -> str:
        return language_of(self.request)


Own = Annotated[OwnLook, Depends()]
