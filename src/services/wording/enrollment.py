"""The words of tasks and of what happens to a movement at the institute."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from services.errors import N_
from services.wording.people import FOLLOW_UP_ANSWERS
from services.wording.words import Words, words

TASKS: Mapping[str, str] = {
    "enrollment_overdue": N_("The employer has not filed the enrollment in time"),
    "reply_overdue": N_("The institute's answer is missing"),
    "identity": N_("The institute has another name or number: settle it with the person"),
    "check_identity": N_("Check the number and the name with the person"),
    "wage_check": N_("The wage registered is lower than the one offered"),
    "wage_below_offer": N_("The wage at the start is lower than the one the person accepted"),
    "unknown_reply": N_("The institute answered with an unknown code: ask at its office"),
    "conflicting_reply": N_("The institute gave two different answers"),
    "unknown_line": N_("The institute answered a line that is not in the file"),
    "enrolled_without_job": N_("Enrolled, but the job never began: the employer has to undo it"),
    "document_expired": N_("The person's papers have expired"),
    "follow_up_overdue": N_("Nobody said if the person is still in the job"),
    "conflicting_answer": N_("Employer and person say different things"),
    "does_not_agree": N_("Something in the records does not agree: tell the operator"),
}
EVENTS: Mapping[str, str] = {
    "prepare": N_("Written into a file for the institute"),
    "send_movement": N_("Sent to the institute"),
    "take_back": N_("Taken out of a file that was not sent"),
    "movement_accepted": N_("Accepted by the institute"),
    "movement_proved": N_("The institute says that it is already so"),
    "movement_refused": N_("Refused by the institute"),
    "reply_unclear": N_("The institute's answer is not clear yet"),
    "see_evidence": N_("Evidence was seen"),
    "follow_up": N_("Asked if the person is still in the job"),
    "conflicting_answer": N_("One side said something else"),
    "correct": N_("An entry was corrected"),
}
TURNS: Mapping[str, str] = {
    "employer": N_("The employer has to act by %(day)s"),
    "staff": N_("Staff have to act by %(day)s"),
}


def say_task(kind: str, lang: str) -> str:
    return words(lang)(TASKS.get(kind, kind))


def say_event(transition: str, lang: str) -> str | None:
    """None where the step itself says what happened."""
    known = EVENTS.get(transition)
    return words(lang)(known) if known else None


def say_details(details: Mapping[str, Any] | None, lang: str) -> list[str]:
    """File and line, whose turn it is: what an event has of them."""
    say, found = words(lang), details or {}
    parts = []
    if "number" in found:
        place = {"number": found["number"], "line": found.get("line")}
        parts.append(say(N_("File %(number)s, line %(line)s"), **place))
    if "wage" in found:
        parts.append(_other_wage(found, say))
    if found.get("turn") in TURNS:
        parts.append(say(TURNS[found["turn"]], day=_day(found.get("act_by"), lang)))
    return parts


def say_cause(details: Mapping[str, Any] | None, code: str | None, lang: str) -> list[str]:
    """What calls for a task, as far as its kind does not say it: which file, what was answered."""
    say, found = words(lang), details or {}
    parts = _in_file(found, say)
    if code is not None:
        parts.append(_answered(code, found.get("stands"), say))
    for name, sentence in OF_A_CAUSE.items():
        if name in found and not (name == "stands" and code):
            parts.append(say(sentence, **{name: _value(name, found[name], lang)}))
    return parts


def _in_file(found: Mapping[str, Any], say: Words) -> list[str]:
    if "number" not in found:
        return []
    if found.get("line") is None:
        return [say(N_("File %(number)s"), number=found["number"])]
    return [say(N_("File %(number)s, line %(line)s"), number=found["number"], line=found["line"])]


OF_A_CAUSE: Mapping[str, str] = {
    "filed_on": N_("Filed on %(filed_on)s"),
    "due_on": N_("It was due on %(due_on)s"),
    "papers": N_("What has expired: %(papers)s"),
    "day": N_("After %(day)s days of work"),
    "said": N_("Said now: %(said)s"),
    "stands": N_("said before: %(stands)s"),
    "registered_base": N_("Contribution base a day registered: %(registered_base)s"),
    "expected_base": N_("at least expected: %(expected_base)s"),
    "offered_monthly_wage_mxn": N_("Accepted: %(offered_monthly_wage_mxn)s a month"),
    "starting_monthly_wage_mxn": N_("paid at the start: %(starting_monthly_wage_mxn)s a month"),
    "finding": "%(finding)s",
}
PAPERS: Mapping[str, str] = {"documents": N_("the papers"), "curp": N_("the temporary CURP")}
AMOUNTS = frozenset(
    {
        "registered_base", "expected_base", "offered_monthly_wage_mxn",
        "starting_monthly_wage_mxn",
    }
)  # fmt: skip


def _value(name: str, value: Any, lang: str) -> str:
    say = words(lang)
    if name in ("filed_on", "due_on"):
        return _day(str(value), lang)
    if name in AMOUNTS:
        # A base without its cents is another base.
        return f"${Decimal(str(value)):,.2f}"
    known = {"papers": PAPERS, "said": FOLLOW_UP_ANSWERS, "stands": FOLLOW_UP_ANSWERS}.get(name, {})
    return say(known[value]) if value in known else str(value)


def _answered(code: str, stands: str | None, say: Words) -> str:
    now = say(N_("accepted")) if code == "accepted" else code
    if stands is None:
        return say(N_("Answered: %(code)s"), code=now)
    before = say(ANSWERS[stands]) if stands in ANSWERS else stands
    return say(N_("Answered now: %(code)s; before: %(before)s"), code=now, before=before)


# How a line stands that had an answer already.
ANSWERS: Mapping[str, str] = {
    "accepted": N_("accepted"),
    "proved": N_("it was already so"),
    "refused": N_("refused"),
    "unclear": N_("not clear"),
    "withdrawn": N_("taken out of the file"),
}


def _other_wage(found: Mapping[str, Any], say: Words) -> str:
    now, before = say.money(Decimal(found["wage"])), found.get("wage_before")
    if before is None:
        return say(N_("%(amount)s a month"), amount=now)
    offered = say.money(Decimal(before))
    return say(N_("Paid %(now)s a month; %(before)s was offered"), now=now, before=offered)


def _day(written: str | None, lang: str) -> str:
    return words(lang).day(date.fromisoformat(written)) if written else "–"
