"""A look at a page by somebody whose session may have ended: where much is written nothing of it
may be lost."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from fastapi import Request

from api.dependencies import Now, ReadSession, RuntimeDep
from api.web.dependencies import Today
from services.errors import Unauthenticated
from services.runtime import Runtime

Somebody = TypeVar("Somebody")
Look = TypeVar("Look")


def if_here(
    current: Callable[[Request, Runtime, datetime], Somebody], look: Callable[..., Look]
) -> Callable[..., Look | None]:
    """A dependency: `look` with whom `current` finds; None once the session has ended."""

    def found(
        request: Request, runtime: RuntimeDep, session: ReadSession, now: Now, today: Today
    ) -> Look | None:
        try:
            somebody = current(request, runtime, now)
        except Unauthenticated:
            return None
        return look(request, somebody, runtime, session, now, today)

    return found
