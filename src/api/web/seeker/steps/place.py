"""Where the person is now."""

from collections.abc import Mapping
from dataclasses import replace

from api.web.desk import Desk, Places
from api.web.forms import Form, Mend, one
from api.web.seeker.answers import Answers
from services.errors import N_


class Place:
    name = "place"

    def is_needed(self, _answers: Answers) -> bool:
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
        found = self._places(form, desk)
        if not found.options:
            raise self._unknown(form, desk)
        codes = [option.value for option in found.options]
        chosen = form.among("municipality", codes) or (codes if found.is_sure else ())
        if not chosen:
            raise one("municipality", N_("Choose your place in the list, or write it another way."))
        return replace(answers, municipality=chosen[0])

    def offer(self, form: Form, _answers: Answers, desk: Desk) -> Mapping[str, object]:
        found = self._places(form, desk)
        return {"states": desk.states(), "options": [] if found.is_sure else found.options}

    def _unknown(self, form: Form, desk: Desk) -> Mend:
        if form.text("state") and desk.places(form.text("place"), "").options:
            return one("state", N_("That place is in another state. Choose that one, or none."))
        return one("place", N_("We do not know that place. Write the nearest larger town."))

    def _places(self, form: Form, desk: Desk) -> Places:
        return desk.places(form.text("place"), form.text("state"))
