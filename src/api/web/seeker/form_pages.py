"""The pages of the form as they are shown, wherever it is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from api.web.desk import Desk
from api.web.forms import Form
from api.web.render import page
from api.web.seeker.answers import Answers
from api.web.seeker.journey import Journey
from api.web.seeker.risks import leaving_risk
from api.web.seeker.steps.step import Step
from api.web.seeker.summary import summary
from services.errors import N_, FieldError

NO_ERRORS: Mapping[str, str] = MappingProxyType({})
ONCE_MORE = FieldError("form", "stale", N_("Your answers are here. Press Continue once more."))


@dataclass(frozen=True, slots=True)
class FormPages:
    """`layout` is the template of the room that the form stands in; `facts` are the room's own."""

    request: Request
    journey: Journey
    desk: Desk
    layout: str = "seeker/layout.html"
    facts: Mapping[str, Any] = field(default_factory=dict)

    def step(
        self, step: Step, form: Form, answers: Answers, errors: Mapping[str, str] = NO_ERRORS
    ) -> Response:
        number, total = self.journey.position(step)
        return page(
            self.request,
            f"seeker/{step.name}.html",
            status=422 if errors else 200,
            lang=self.desk.lang,
            layout=self.layout,
            form=form,
            errors=errors,
            has_form=True,
            back=self.journey.back_address(step, answers),
            step_number=number,
            step_total=total,
            **dict(step.offer(form, answers, self.desk)),
            **self.facts,
        )

    def check(
        self,
        answers: Answers,
        errors: Mapping[str, str] = NO_ERRORS,
        *,
        back: str,
        is_registered: bool,
    ) -> Response:
        return page(
            self.request,
            "seeker/check.html",
            status=422 if errors else 200,
            layout=self.layout,
            errors=errors,
            back=back,
            journey=self.journey,
            is_registered=is_registered,
            lines=summary(answers, self.desk, self.journey),
            leaving=leaving_risk(answers, self.desk),
            **self.facts,
        )
