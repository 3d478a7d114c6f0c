"""The words of tasks and of what happens to a movement at the institute."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from services.errors import N_
from services.wording.words import Words, words

TASKS: Mapping[str, str] = {
    "enrollment_overdue": N_("The employer has not filed the registration in time"),
    "reply_overdue": N_("The institute's answer is missing"),
    "identity": N_("The institute has another name or number: settle it with the person"),
    "check_identity": N_("Check the number and the name with the person"),
    "wage_check": N_("The wage registered is lower than the one offered"),
    "wage_below_offer": N_("The wage at the start is lower than the one the person accepted"),
    "unknown_reply": N_("The institute answered with an unknown code: ask at its office"),
    "conflicting_reply": N_("The institute gave two different answers"),
    "unknown_line": N_("The institute answered a line that is not in the file"),
    "enrolled_without_job": N_("Registered, but the job never began: the employer has to undo it"),
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


def _other_wage(found: Mapping[str, Any], say: Words) -> str:
    now, before = say.money(Decimal(found["wage"])), found.get("wage_before")
    if before is None:
        return say(N_("%(amount)s a month"), amount=now)
    offered = say.money(Decimal(before))
    return say(N_("Paid %(now)s a month; %(before)s was offered"), now=now, before=offered)


def _day(written: str | None, lang: str) -> str:
    return words(lang).day(date.fromisoformat(written)) if written else "–"
