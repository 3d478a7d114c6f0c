"""What the pages ask for by type: the settings, the day in Mexico, what was sent."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Request

from api.dependencies import Now, RuntimeDep, runtime_of
from api.web.forms import Form, sent_form, sent_texts
from services.calendar import Moment, legal_day
from services.settings import Settings


def settings_of(request: Request) -> Settings:
    return runtime_of(request).settings


SettingsDep = Annotated[Settings, Depends(settings_of)]


def today_in_mexico(now: Now) -> date:
    return legal_day(now)


def moment_of(runtime: RuntimeDep, now: Now) -> Moment:
    return Moment(now, frozenset(runtime.settings.extra_holidays))


MomentDep = Annotated[Moment, Depends(moment_of)]
Today = Annotated[date, Depends(today_in_mexico)]
SentForm = Annotated[Form, Depends(sent_form)]
SentTexts = Annotated[Form, Depends(sent_texts)]
