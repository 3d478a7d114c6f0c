"""The words of a person's record: where it stands, what two records share, how consent came."""

from collections.abc import Mapping

from services.errors import N_
from services.wording.words import words

STATUSES: Mapping[str, str] = {
    "registered": N_("Registered, papers not seen yet"),
    "document_verified": N_("Papers seen"),
    "archived": N_("Withdrawn"),
}
AGREES: Mapping[str, str] = {
    "curp": N_("the same CURP"),
    "social_security_number": N_("the same social security number"),
    "document": N_("a paper with the same number"),
    "name_and_birth": N_("the same name and date of birth"),
}
CHANNELS: Mapping[str, str] = {
    "web": N_("in the form"),
    "desk": N_("at the desk"),
    "phone": N_("by telephone"),
    "paper": N_("on paper"),
    "partner": N_("at an organization"),
}
NUMBER_STATES: Mapping[str, str] = {
    "listed": N_("On the list"),
    "appointed": N_("With an appointment"),
    "issued": N_("Issued"),
    "refused": N_("Not issued"),
    "withdrawn": N_("Taken off the list"),
}
MISSING: Mapping[str, str] = {
    "social_security_number": N_("Social security number"),
    "curp": N_("CURP"),
}
FOLLOW_UP_ANSWERS: Mapping[str, str] = {
    "still_working": N_("Still in the job"),
    "ended": N_("The job ended"),
    "not_reached": N_("Could not be reached"),
}
AFTER: Mapping[str, str] = {
    "another_employer": N_("Moved to another employer"),
    "independent": N_("Works independently"),
    "out_of_formal_work": N_("Without formal work"),
    "unknown": N_("Not known"),
}
# By the institute's code for a withdrawal.
END_CAUSES: Mapping[str, str] = {
    "1": N_("The contract ended"),
    "2": N_("The person left"),
    "3": N_("The person stopped coming"),
    "4": N_("Death"),
    "5": N_("The employer closed"),
    "7": N_("Absences"),
    "8": N_("Dismissal with cause"),
    "9": N_("Retirement"),
    "A": N_("Pension"),
    "6": N_("Another reason"),
}
NAMED_CAUSES: Mapping[str, str] = {
    "end_of_contract": END_CAUSES["1"],
    "voluntary": END_CAUSES["2"],
    "abandonment": END_CAUSES["3"],
    "death": END_CAUSES["4"],
    "closure": END_CAUSES["5"],
    "other": END_CAUSES["6"],
    "absence": END_CAUSES["7"],
    "rescission": END_CAUSES["8"],
    "retirement": END_CAUSES["9"],
    "pension": END_CAUSES["A"],
}
TABLES: Mapping[str, Mapping[str, str]] = {
    "status": STATUSES,
    "agrees": AGREES,
    "channel": CHANNELS,
    "number": NUMBER_STATES,
    "missing": MISSING,
    "follow_up": FOLLOW_UP_ANSWERS,
    "after": AFTER,
    "cause": {**END_CAUSES, **NAMED_CAUSES},
}


def say_person(family: str, value: str, lang: str) -> str:
    """`family` is a key of TABLES; a value without words is given back as it is."""
    return words(lang)(TABLES[family].get(value, value))
