"""What the pages ask for by type: the runtime, a session, the time, the day in Mexico."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from api.web.forms import Form, sent_form
from models.types import utc_now
from services.calendar import Moment, legal_day
from services.runtime import Runtime
from services.settings import Settings


def runtime_of(request: Request) -> Runtime:
    return cast(Runtime, request.app.state.runtime)


def settings_of(request: Request) -> Settings:
    return runtime_of(request).settings


RuntimeDep = Annotated[Runtime, Depends(runtime_of)]
SettingsDep = Annotated[Settings, Depends(settings_of)]


def open_write_session(runtime: RuntimeDep) -> Iterator[Session]:
    with runtime.database.write() as session:
        yield session


def open_read_session(runtime: RuntimeDep) -> Iterator[Session]:
    with runtime.database.read() as session:
        yield session


# Function scope: the commit comes before the answer, so "saved" means saved.
WriteSession = Annotated[Session, Depends(open_write_session, scope="function")]
ReadSession = Annotated[Session, Depends(open_read_session, scope="function")]


def now_utc() -> datetime:
    return utc_now()


Now = Annotated[datetime, Depends(now_utc)]


def today_in_mexico(now: Now) -> date:
    return legal_day(now)


def moment_of(runtime: RuntimeDep, now: Now) -> Moment:
    return Moment(now, frozenset(runtime.settings.extra_holidays))


MomentDep = Annotated[Moment, Depends(moment_of)]
Today = Annotated[date, Depends(today_in_mexico)]
SentForm = Annotated[Form, Depends(sent_form)]
