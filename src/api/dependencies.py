"""What endpoints and pages ask for by type alike: the runtime, a session, the time."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from models.types import utc_now
from services.runtime import Runtime


def runtime_of(request: Request) -> Runtime:
    return cast(Runtime, request.app.state.runtime)


# What waits for nothing is async: FastAPI hands anything else to a thread, which costs more.
async def _runtime(request: Request) -> Runtime:
    return runtime_of(request)


RuntimeDep = Annotated[Runtime, Depends(_runtime)]


def open_write_session(runtime: RuntimeDep) -> Iterator[Session]:
    with runtime.database.write() as session:
        yield session


def open_read_session(runtime: RuntimeDep) -> Iterator[Session]:
    with runtime.database.read() as session:
        yield session


# Function scope: the commit comes before the answer, so an acknowledged write is a stored one.
WriteSession = Annotated[Session, Depends(open_write_session, scope="function")]
ReadSession = Annotated[Session, Depends(open_read_session, scope="function")]


async def now_utc() -> datetime:
    return utc_now()


Now = Annotated[datetime, Depends(now_utc)]
