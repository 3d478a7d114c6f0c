"""One look of somebody of the staff at a page: who, when, in which session and language."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.dependencies import Now, ReadSession, RuntimeDep
from api.web.dependencies import Today
from api.web.if_here import if_here
from api.web.languages import language_of
from api.web.staff.access import StaffDep, current_staff


@dataclass(frozen=True, slots=True)
class Looking:
    request: Request
    staff: StaffDep
    runtime: RuntimeDep
    session: ReadSession
    now: Now
    today: Today

    @property
    def lang(self) -> str:
        return language_of(self.request)


Look = Annotated[Looking, Depends()]
LookIfHere = Annotated[Looking | None, Depends(if_here(current_staff, Looking))]
