"""The words of "where the center sends you": what a referral is to the person it is about."""

from collections.abc import Mapping

from services.errors import N_
from services.wording.words import words

STATES: Mapping[str, str] = {
    "proposed": N_("The center wants to send you to this employer"),
    "consented": N_("You said yes; the center has not sent you yet"),
    "sent": N_("The center sent you to this employer"),
    "interview": N_("There was an interview"),
    "offered": N_("You were offered the job"),
    "accepted": N_("You accepted the job"),
    "hired": N_("It is written down that they hire you"),
    "declined_by_person": N_("You said no"),
    "not_selected": N_("The employer chose somebody else"),
    "no_show": N_("It is written down that you did not come"),
    "opening_cancelled": N_("The opening was cancelled"),
    "hired_elsewhere": N_("You took another job"),
    "withdrawn": N_("It was taken back"),
    "expired": N_("Nobody moved it on, and its time is over"),
}
NEXT: Mapping[str, str] = {
    "proposed": N_("Your turn: say yes or no."),
    "consented": N_("It is the center’s turn. You do not have to do anything."),
    "sent": N_("The employer may call or write to you. If you hear nothing, ask at the center."),
    "interview": N_("It is the employer’s turn: they say if they want you."),
    "offered": N_("Your turn: say here, or at the center, if you accept."),
    "accepted": N_("It is the employer’s turn: agree on the first day and ask for a contract."),
    "hired": N_("Each step of it is in “My job”."),
    "no_show": N_("If that is not so, tell the center."),
}
OVER = N_("Nothing is pending here.")
# What the employer knows at each rung of the ladder.
KNOWN: Mapping[str, str] = {
    "pseudonym": N_("Nothing that says who you are: no name, no phone."),
    "contact": N_("Your name, and the phone or e-mail that you gave."),
    "interview": N_("Your name, the phone or e-mail that you gave, and what you told them."),
    "hire": N_(
        "Your name and how to reach you. Once you accept the job also your CURP, your social "
        "security number (NSS) and your RFC, to register you."
    ),
}
# Of one that ended without a hire, where the employer had learned who the person is.
KNOWN_BEFORE = N_(
    "Your name. While it lasted also the phone or e-mail that you gave: this service does not show "
    "it to them any more."
)
NEVER = N_("Never your papers, your story or where you sleep.")
EVENTS: Mapping[str, str] = {
    "create_proposed": N_("The center proposed this opening to you"),
    "create_consented": N_("The center wrote down that you said yes"),
    "consent": N_("You said yes to being sent"),
    "send": N_("The center sent you: the employer got your name"),
    "offer": N_("You were offered the job"),
    "accept": N_("You accepted"),
    "person_merged": N_("Your two registrations became one"),
}
ACTORS: Mapping[str, str] = {
    "employer": N_("said by the employer"),
    "staff": N_("said by the center"),
    "partner": N_("said by an organization"),
    "seeker": N_("said by you"),
    "system": "",
}
SHARING_ANSWERS: Mapping[str, tuple[str, str]] = {
    "consent": (
        N_("Yes, the center may send me"),
        N_(
            "The employer gets your name, and the phone or e-mail that you gave, when the center "
            "sends you. Until then you can take your yes back; after that, not any more."
        ),
    ),
    "decline": (
        N_("No, do not send me"),
        N_(
            "The employer learns nothing about you, and your other openings stay as they are. "
            "Only the center can propose this one again."
        ),
    ),
}
OFFER_ANSWERS: Mapping[str, tuple[str, str]] = {
    "accept": (N_("Yes, I accept the job"), ""),
    "decline": (N_("No, I do not take it"), ""),
    "hired_elsewhere": (N_("No, I took another job"), ""),
}
# The ways out without a question: what opens, and what presses.
WAYS_OUT: Mapping[str, str] = {
    "withdraw": N_("I do not want this any more"),
    "hired_elsewhere": N_("I took another job"),
}
LOST_BEFORE = N_(
    "The center does not send you, and the employer does not learn who you are. "
    "It cannot be undone here: only the center can propose it to you again."
)
LOST_AFTER = N_(
    "The employer sees that you do not go on, and does not see your phone or e-mail here any more. "
    "What they wrote down before cannot be taken back. Only the center can send you there again."
)
TABLES: Mapping[str, Mapping[str, str]] = {
    "state": STATES,
    "next": NEXT,
    "known": KNOWN,
    "actor": ACTORS,
    "way_out": WAYS_OUT,
}


def say_own_referral(family: str, value: str, lang: str) -> str:
    """`family` is a key of TABLES. Empty where a value has no words for the person."""
    return words(lang)(TABLES[family].get(value, ""))


def say_own_event(transition: str, to_status: str, lang: str) -> str:
    """What happened; where it went where the step has no words of its own."""
    said = EVENTS.get(transition) or EVENTS.get(f"{transition}_{to_status}")
    return words(lang)(said or STATES.get(to_status, ""))
