"""Where the person is now."""

from collections.abc import Mapping
from dataclasses import replace

from api.web.forms import Choice, Form, one
from api.web.seeker.answers import Answers
from api.web.seeker.desk import Desk
from services.errors import N_


class Place:
    name = "place"

    def is_needed(self, answers: Answers) -> bool:
        return True

    def is_done(self, answers: Answers) -> bool:
        return answers.municipality is not None

    def show(self, answers: Answers, desk: Desk) -> Form:
        if answers.municipality is None:
            return Form()
        found = desk.catalogs.municipalities[answers.municipality]
        return Form.of(place=found.name, state=found.state, municipality=found.code)

    def read(self, form: Form, answers: Answers, desk: Desk) -> Answers:
        if not form.text("place"):
            raise one("place", N_("Write the name of the place where you are."))
        options = [option.value for option in self._options(form, desk)]
        if not options:
            raise one("place", N_("We do not know that place. Write the nearest larger town."))
        chosen = form.among("municipality", options) or tuple(options)
        if len(chosen) > 1:
            raise one("municipality", N_("There are several places like that. Choose yours."))
        return replace(answers, municipality=chosen[0])

    def offer(self, form: Form, answers: Answers, desk: Desk) -> Mapping[str, object]:
        options = self._options(form, desk) if form.text("place") else []
        return {"states": desk.states(), "options": options if len(options) > 1 else []}

    def _options(self, form: Form, desk: Desk) -> list[Choice]:
        return desk.places(form.text("place"), form.text("state"))
