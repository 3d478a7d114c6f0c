"""One look of somebody of an employer at a page: who, when, in which session and language."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.dependencies import Now, ReadSession, RuntimeDep
from api.web.dependencies import Today
from api.web.desk import Desk
from api.web.employer.access import EmployerDep, current_employer
from api.web.if_here import if_here
from api.web.languages import language_of
from services.access.actor import Actor


@dataclass(frozen=True, slots=True)
class EmployersLook:
    request: Request
    here: EmployerDep
    runtime: RuntimeDep
    session: ReadSession
    now: Now
    today: Today

    @property
    def actor(self) -> Actor:
        return self.here.actor

    @property
    def lang(self) -> str:
        return language_of(self.request)

    @property
    def desk(self) -> Desk:
        return Desk(self.lang, self.today)


EmployerLook = Annotated[EmployersLook, Depends()]
LookIfHere = Annotated[EmployersLook | None, Depends(if_here(current_employer, EmployersLook))]
