"""The check page: every answer in words, with the page that changes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from phonenumbers import PhoneNumberFormat, format_number, parse

from api.web.desk import Desk, is_name
from api.web.languages import NAMES
from api.web.seeker.answers import Answers, Moving, Paper, Work
from api.web.seeker.journey import ALONE, Journey
from matching.text import fold
from services.errors import N_
from services.wording import say_choice
from services.wording.labels import brief


@dataclass(frozen=True, slots=True)
class Line:
    """`value` may hold line breaks."""

    step: str
    label: str
    value: str


def summary(answers: Answers, desk: Desk, journey: Journey = ALONE) -> Sequence[Line]:
    """A line of each page that the journey has."""
    asked = {step.name for step in journey.steps}
    return [
        Line(step, desk.say(label), speak(answers, desk) or desk.say(N_("Not answered")))
        for step, label, speak in _LINES
        if step in asked
    ]


def _spoken(answers: Answers, _desk: Desk) -> str:
    return NAMES.get(answers.spoken or "", "")


def _place(answers: Answers, desk: Desk) -> str:
    return desk.place_name(answers.municipality) if answers.municipality else ""


def _work(answers: Answers, desk: Desk) -> str:
    return "\n".join(_one_work(work, desk) for work in answers.work or ())


def _one_work(work: Work, desk: Desk) -> str:
    length = _length(work, desk)
    understood = desk.understood_work(work.occupation or work.title)
    if understood is None:
        note = desk.say(N_("We do not know this work yet: somebody at the center looks at it."))
    elif is_name(work.title, understood):
        return f"{work.title}, {length}"
    else:
        note = desk.say(N_("We understood: %(what)s"), what=brief(understood))
    return f"{work.title}, {length}\n{note}"


def _length(work: Work, desk: Desk) -> str:
    length = desk.say.months(work.months) if work.months else desk.say(N_("I am learning"))
    if work.last_year is None:
        return length
    return length + ", " + desk.say(N_("until %(year)s"), year=work.last_year)


def _skills(answers: Answers, desk: Desk) -> str:
    return "\n".join(_one_skill(skill, desk) for skill in answers.skills or ())


def _one_skill(skill: str, desk: Desk) -> str:
    """What was chosen from the list as it is; own words with what was made of them."""
    label = desk.skill_label(skill)
    understood = desk.understood_skill(skill)
    if understood is None or fold(understood) == fold(label):
        return label
    note = desk.say(N_("We understood: %(what)s"), what=understood)
    return f"{label}. {note}"


def _languages(answers: Answers, desk: Desk) -> str:
    return "\n".join(
        f"{desk.language_label(each.language)}: {_choice('level', each.level, desk)}"
        for each in answers.languages or ()
    )


def _schooling(answers: Answers, desk: Desk) -> str:
    return _choice("schooling", answers.schooling, desk) if answers.schooling else ""


def _conditions(answers: Answers, desk: Desk) -> str:
    wanted = answers.conditions
    if wanted is None:
        return ""
    lines = [", ".join(_choice("schedule", schedule, desk) for schedule in wanted.schedules)]
    if wanted.wage:
        lines.append(desk.say(N_("%(amount)s a month"), amount=desk.say.money(wanted.wage)))
    if wanted.available_from:
        lines.append(desk.say(N_("From %(day)s"), day=desk.say.day(wanted.available_from)))
    return "\n".join(lines)


def _moving(answers: Answers, desk: Desk) -> str:
    moving = answers.moving
    if moving is None:
        return ""
    return f"{_commute(moving, desk)}\n{_relocation(moving, desk)}"


def _commute(moving: Moving, desk: Desk) -> str:
    """A registration that came from elsewhere may not tell how far."""
    if not moving.max_commute_km:
        return desk.say(N_("Only where I live"))
    return desk.say(N_("Up to %(km)s km a day"), km=moving.max_commute_km)


def _relocation(moving: Moving, desk: Desk) -> str:
    if not moving.is_willing:
        return desk.say(N_("I would not move"))
    states = ", ".join(desk.catalogs.states[state].short_name for state in moving.states)
    where = states or desk.say(N_("any state"))
    return desk.say.plural(
        "I would move to: %(where)s (%(num)s person)",
        "I would move to: %(where)s (%(num)s people)",
        moving.household_size,
        where=where,
    )


def _documents(answers: Answers, desk: Desk) -> str:
    papers = answers.documents or ()
    if not papers:
        return desk.say(N_("I do not know, or I have none"))
    return "\n".join(_one_paper(paper, desk) for paper in papers)


def _one_paper(paper: Paper, desk: Desk) -> str:
    parts = [_choice("document", paper.kind, desk)]
    if paper.state:
        parts.append(desk.catalogs.states[paper.state].short_name)
    if paper.valid_until:
        parts.append(desk.say(N_("until %(day)s"), day=desk.say.day(paper.valid_until)))
    return ", ".join(parts)


def _name(answers: Answers, desk: Desk) -> str:
    person = answers.person
    if person is None:
        return ""
    name = (person.given_names, person.first_surname, person.second_surname)
    return " ".join(part for part in name if part) + "\n" + desk.say.day(person.born_on)


def _contact(answers: Answers, desk: Desk) -> str:
    contact = answers.contact
    given = (_phone(contact.phone), contact.email) if contact else ()
    return "\n".join(part for part in given if part) or desk.say(N_("None"))


def _phone(number: str | None) -> str:
    if number is None:
        return ""
    return format_number(parse(number), PhoneNumberFormat.INTERNATIONAL)


def _consents(answers: Answers, desk: Desk) -> str:
    return "\n".join(_choice("consent", purpose, desk) for purpose in answers.consents or ())


def _choice(family: str, value: str, desk: Desk) -> str:
    return say_choice(family, value, desk.lang)


_LINES: Sequence[tuple[str, str, Callable[[Answers, Desk], str]]] = (
    ("spoken", N_("The language in which we talk to you"), _spoken),
    ("place", N_("Where you are"), _place),
    ("work", N_("Your work"), _work),
    ("skills", N_("What you can do"), _skills),
    ("languages", N_("Your languages"), _languages),
    ("schooling", N_("Schooling finished"), _schooling),
    ("conditions", N_("The job you look for"), _conditions),
    ("moving", N_("How far you can go"), _moving),
    ("documents", N_("Your papers"), _documents),
    ("person", N_("Name and date of birth"), _name),
    ("contact", N_("Contact"), _contact),
    ("consent", N_("What you agree to"), _consents),
)
