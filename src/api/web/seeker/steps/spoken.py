"""In which language the person is spoken and written to: asked where others write for them."""

from collections.abc import Mapping
from dataclasses import replace

from api.web.desk import Desk
from api.web.forms import Choice, Form, one
from api.web.languages import NAMES
from api.web.seeker.answers import Answers
from services.errors import N_


class Spoken:
    name = "spoken"

    def is_needed(self, _answers: Answers) -> bool:
        return True

    def is_done(self, answers: Answers) -> bool:
        return answers.spoken is not None

    def show(self, answers: Answers, _desk: Desk) -> Form:
        return Form.of(spoken=answers.spoken or "")

    def read(self, form: Form, answers: Answers, _desk: Desk) -> Answers:
        chosen = form.among("spoken", NAMES)
        if not chosen:
            raise one("spoken", N_("Choose the language."))
        return replace(answers, spoken=chosen[0])

    def offer(self, _form: Form, _answers: Answers, _desk: Desk) -> Mapping[str, object]:
        return {"tongues": [Choice(code, name) for code, name in NAMES.items()]}
