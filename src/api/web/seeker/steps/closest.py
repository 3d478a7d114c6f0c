"""Which occupation is closest to the person's words, where the linker is not sure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from api.web.desk import Desk
from api.web.forms import Choice, Findings, Form
from api.web.seeker.answers import Answers, Work
from services.errors import N_

NONE_OF_THESE = "none"


@dataclass(frozen=True, slots=True)
class Question:
    name: str
    title: str
    options: list[Choice]


class Closest:
    name = "closest"

    def is_needed(self, answers: Answers) -> bool:
        return any(work.was_asked for work in answers.work or ())

    def is_done(self, answers: Answers) -> bool:
        return all(work.has_answered for work in answers.work or () if work.was_asked)

    def show(self, answers: Answers, _desk: Desk) -> Form:
        values = {
            name: work.occupation or NONE_OF_THESE
            for name, work in _asked(answers)
            if work.has_answered
        }
        return Form.of(**values)

    def read(self, form: Form, answers: Answers, desk: Desk) -> Answers:
        findings = Findings()
        answered: dict[str, Work] = {}
        for question in _questions(answers, desk):
            offered = [option.value for option in question.options]
            chosen = form.among(question.name, offered)
            if not chosen:
                findings.add(
                    question.name,
                    N_("Choose the closest to “%(title)s”, or “none of these”."),
                    title=question.title,
                )
                continue
            answered[question.name] = _answered(dict(_asked(answers))[question.name], chosen[0])
        findings.stop_if_any()
        return replace(answers, work=_replaced(answers, answered))

    def offer(self, _form: Form, answers: Answers, desk: Desk) -> Mapping[str, object]:
        return {"questions": _questions(answers, desk)}


def _asked(answers: Answers) -> list[tuple[str, Work]]:
    works = enumerate(answers.work or (), start=1)
    return [(f"closest-{number}", work) for number, work in works if work.was_asked]


def _questions(answers: Answers, desk: Desk) -> list[Question]:
    none = Choice(NONE_OF_THESE, desk.say(N_("None of these")))
    return [
        Question(name, work.title, [*desk.occupations(work.title), none])
        for name, work in _asked(answers)
    ]


def _answered(work: Work, chosen: str) -> Work:
    occupation = None if chosen == NONE_OF_THESE else chosen
    return replace(work, occupation=occupation, has_answered=True)


def _replaced(answers: Answers, answered: Mapping[str, Work]) -> tuple[Work, ...]:
    works = enumerate(answers.work or (), start=1)
    return tuple(answered.get(f"closest-{number}", work) for number, work in works)
