"""Name and date of birth. One surname is enough; any script and sign is taken."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from pydantic import TypeAdapter, ValidationError

from api.web.desk import Desk
from api.web.forms import Findings, Form, day_values, read_day
from api.web.seeker.answers import Answers, Person
from services.errors import N_
from services.fields import PersonName

_NAME: TypeAdapter[str] = TypeAdapter(PersonName)
LONGEST_NAME = 80
YOUNGEST, OLDEST = 15, 110


class PersonNamed:
    name = "person"

    def is_needed(self, _answers: Answers) -> bool:
        return True

    def is_done(self, answers: Answers) -> bool:
        return answers.person is not None

    def show(self, answers: Answers, _desk: Desk) -> Form:
        person = answers.person
        if person is None:
            return Form()
        return Form.of(
            given_names=person.given_names,
            first_surname=person.first_surname,
            second_surname=person.second_surname or "",
            **day_values("born", person.born_on),
        )

    def read(self, form: Form, answers: Answers, desk: Desk) -> Answers:
        findings = Findings()
        given = _name(form, "given_names", N_("Write your first name or names."), findings)
        first = _name(form, "first_surname", N_("Write your first surname."), findings)
        second = _name(form, "second_surname", "", findings)
        born = read_day(form, "born", findings)
        if born is None:
            findings.add("born", N_("Write your date of birth: day, month and year."))
        elif not YOUNGEST <= _age(born, desk.today) <= OLDEST:
            findings.add("born", N_("You can register from the age of fifteen. Check the year."))
        findings.stop_if_any()
        assert born is not None  # noqa: S101 - a missing one was found above
        return replace(answers, person=Person(given, first, second or None, born))

    def offer(self, _form: Form, _answers: Answers, desk: Desk) -> Mapping[str, object]:
        return {"months": desk.say.month_names()}


def _name(form: Form, name: str, missing: str, findings: Findings) -> str:
    typed = " ".join(form.text(name).split())
    if not typed and missing:
        findings.add(name, missing)
    if len(typed) > LONGEST_NAME:
        findings.add(name, N_("Write at most 80 letters."))
    elif typed and not _is_name(typed):
        findings.add(name, N_("Write the name in letters, as it is on your papers."))
    return typed


def _is_name(typed: str) -> bool:
    try:
        _NAME.validate_python(typed)
    except ValidationError:
        return False
    return True


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
