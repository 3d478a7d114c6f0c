"""One look of somebody of the staff at a page: who, when, in which session and language."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.dependencies import Now, ReadSession, RuntimeDep
from api.web.dependencies import Today
from api.web.languages import language_of
from api.web.staff.access import StaffDep, current_staff
from services.errors import Unauthenticated


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


def look_if_here(
    request: Request, runtime: RuntimeDep, session: ReadSession, now: Now, today: Today
) -> Looking | None:
    try:
        staff = current_staff(request, runtime, now)
    except Unauthenticated:
        return None
    return Looking(request, staff, runtime, session, now, today)


# None once the session has ended: where much is written nothing of it may be lost.
LookIfHere = Annotated[Looking | None, Depends(look_if_here)]
