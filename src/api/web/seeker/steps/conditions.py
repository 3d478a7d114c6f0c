"""Schedules, the wage hoped for, and the first free day."""

import re
from collections.abc import Mapping
from dataclasses import replace

from api.web.desk import Desk
from api.web.forms import Choice, Findings, Form, day_values, read_day
from api.web.seeker.answers import Answers, Conditions
from services.errors import N_
from services.wording.choices import SCHEDULES

NOW, LATER = "now", "later"
STARTS = {NOW: N_("As soon as possible"), LATER: N_("Later")}
LOWEST_WAGE, HIGHEST_WAGE = 500, 500_000
# Three digits after a sign are thousands: 10.000 is how Brazil writes them.
CENTS = re.compile(r"[.,]\d{0,2}(?!\d).*$")


class ConditionsWanted:
    name = "conditions"

    def is_needed(self, _answers: Answers) -> bool:
        return True

    def is_done(self, answers: Answers) -> bool:
        return answers.conditions is not None

    def show(self, answers: Answers, _desk: Desk) -> Form:
        wanted = answers.conditions
        if wanted is None:
            return Form()
        return Form.of(
            schedules=wanted.schedules,
            wage=str(wanted.wage or ""),
            start=LATER if wanted.available_from else NOW,
            **day_values("from", wanted.available_from),
        )

    def read(self, form: Form, answers: Answers, desk: Desk) -> Answers:
        findings = Findings()
        schedules = form.among("schedules", SCHEDULES)
        if not schedules:
            findings.add("schedules", N_("Mark at least one schedule that suits you."))
        wage = _wage(form, findings)
        start = form.among("start", STARTS)
        if not start:
            findings.add("start", N_("Choose when you can start."))
        day = read_day(form, "from", findings) if start == (LATER,) else None
        if start == (LATER,) and day is None:
            findings.add("from", N_("Write from which day you can start."))
        findings.stop_if_any()
        later = day if day and day > desk.today else None
        return replace(answers, conditions=Conditions(schedules, wage, later))

    def offer(self, _form: Form, _answers: Answers, desk: Desk) -> Mapping[str, object]:
        return {
            "schedules": [Choice(value, desk.say(name)) for value, name in SCHEDULES.items()],
            "starts": [Choice(value, desk.say(name)) for value, name in STARTS.items()],
            "months": desk.say.month_names(),
        }


def _wage(form: Form, findings: Findings) -> int | None:
    """Whole pesos; `10,000.50`, `10.000,50`, `$ 10 000` and `10000 pesos` are read too."""
    typed = form.text("wage")
    if not typed:
        return None
    kept = "".join(letter for letter in CENTS.sub("", typed) if letter.isdigit())
    if not kept or not LOWEST_WAGE <= int(kept[:9]) <= HIGHEST_WAGE:
        findings.add("wage", N_("Write the pesos a month in digits, such as 10,000."))
        return None
    return int(kept)
