"""The last level of school that was finished."""

from collections.abc import Mapping
from dataclasses import replace

from api.web.desk import Desk
from api.web.forms import Choice, Form, one
from api.web.seeker.answers import Answers
from services.errors import N_
from services.wording.choices import SCHOOLING


class SchoolingFinished:
    name = "schooling"

    def is_needed(self, _answers: Answers) -> bool:
        return True

    def is_done(self, answers: Answers) -> bool:
        return answers.schooling is not None

    def show(self, answers: Answers, _desk: Desk) -> Form:
        return Form.of(schooling=answers.schooling) if answers.schooling else Form()

    def read(self, form: Form, answers: Answers, _desk: Desk) -> Answers:
        chosen = form.among("schooling", SCHOOLING)
        if not chosen:
            raise one("schooling", N_("Choose the last level that you finished."))
        return replace(answers, schooling=chosen[0])

    def offer(self, _form: Form, _answers: Answers, desk: Desk) -> Mapping[str, object]:
        return {"schooling": [Choice(level, desk.say(name)) for level, name in SCHOOLING.items()]}
