"""The work the person knows, in their own words, for how long and until when."""

from collections.abc import Mapping
from dataclasses import replace

from api.web.desk import Desk
from api.web.forms import Choice, Findings, Form
from api.web.seeker.answers import Answers, Work
from services.errors import N_
from services.seekers.schemas import EARLIEST_WORK

MOST = 3
LONGEST_TITLE = 200
# Months counted for each answer: the least that it says, so that nobody is said to have more.
LENGTHS: Mapping[str, str] = {
    "0": N_("I am learning"),
    "3": N_("Less than 6 months"),
    "6": N_("6 months to 1 year"),
    "12": N_("1 to 2 years"),
    "24": N_("2 to 3 years"),
    "36": N_("3 to 5 years"),
    "60": N_("5 to 10 years"),
    "120": N_("More than 10 years"),
}


class WorkKnown:
    name = "work"

    def is_needed(self, _answers: Answers) -> bool:
        return True

    def is_done(self, answers: Answers) -> bool:
        return answers.work is not None

    def show(self, answers: Answers, _desk: Desk) -> Form:
        values: dict[str, str] = {}
        for number, work in enumerate(answers.work or (), start=1):
            values |= {f"title-{number}": work.title, f"months-{number}": _nearest(work.months)}
            values[f"year-{number}"] = str(work.last_year or "")
        return Form.of(**values)

    def read(self, form: Form, answers: Answers, desk: Desk) -> Answers:
        findings = Findings()
        numbers = range(1, MOST + 1)
        works = [_read_one(form, number, desk, findings) for number in numbers]
        if not any(form.text(f"title-{number}") for number in numbers):
            findings.add("title-1", N_("Write at least one kind of work that you can do."))
        findings.stop_if_any()
        known = {work.title: work for work in answers.work or ()}
        shown = tuple(_linked(work, known, desk) for work in works if work is not None)
        return replace(answers, work=shown + (answers.work or ())[MOST:])

    def offer(self, _form: Form, _answers: Answers, desk: Desk) -> Mapping[str, object]:
        lengths = [Choice(months, desk.say(label)) for months, label in LENGTHS.items()]
        return {"numbers": range(1, MOST + 1), "lengths": lengths}


def _read_one(form: Form, number: int, desk: Desk, findings: Findings) -> Work | None:
    title, months = form.text(f"title-{number}"), form.text(f"months-{number}")
    if not title:
        if months or form.text(f"year-{number}"):
            findings.add(f"title-{number}", N_("Write which work it was."))
        return None
    if len(title) > LONGEST_TITLE or not any(letter.isalpha() for letter in title):
        findings.add(f"title-{number}", N_("Write the work in a few words, such as “cook”."))
    if months not in LENGTHS:
        findings.add(f"months-{number}", N_("Choose for how long you did this work."))
    last_year = _read_year(form, f"year-{number}", desk, findings)
    return Work(title, int(months), last_year=last_year) if months in LENGTHS else None


def _read_year(form: Form, name: str, desk: Desk, findings: Findings) -> int | None:
    typed = form.text(name)
    if not typed:
        return None
    year = int(typed) if typed.isdecimal() and len(typed) == 4 else 0
    if not EARLIEST_WORK <= year <= desk.today.year:
        findings.add(
            name,
            N_("Write the year with four digits, from %(first)s to %(last)s, or leave it empty."),
            first=EARLIEST_WORK,
            last=desk.today.year,
        )
        return None
    return year


def _linked(work: Work, known: Mapping[str, Work], desk: Desk) -> Work:
    """With its occupation, as answered before or as the linker is sure of."""
    if work.title in known:
        before = known[work.title]
        is_as_shown = _nearest(before.months) == str(work.months)
        months = before.months if is_as_shown else work.months
        return replace(before, months=months, last_year=work.last_year)
    found = desk.occupations(work.title)
    if len(found) == 1:
        return replace(work, occupation=found[0].value)
    return replace(work, was_asked=bool(found))


def _nearest(months: int) -> str:
    """The longest answer that does not say more than `months`."""
    return str(max((int(step) for step in LENGTHS if int(step) <= months), default=0))
