"""The words of "my job: where things stand", and of what stays of whoever is forgotten."""

from collections.abc import Mapping
from datetime import date

from services.errors import N_
from services.wording.words import words

STATES: Mapping[str, str] = {
    "offered": N_("You were offered the job"),
    "accepted": N_("You accepted the job"),
    "started": N_("You are working; your registration with social security is missing"),
    "enrollment_filed": N_("Your employer sent your registration to social security"),
    "enrollment_refused": N_("Social security asked for a correction"),
    "enrollment_confirmed": N_("You are registered with social security"),
    "retained_30": N_("You are registered, with 30 days in the job"),
    "retained_90": N_("You are registered, with 90 days in the job"),
    "retained_180": N_("You are registered, with 180 days in the job"),
    "ended": N_("This job ended"),
    "no_show": N_("The employer says that you did not come"),
    "not_accepted": N_("The employer did not go on with the hire"),
    "offer_declined": N_("You said no to this job"),
    "hired_elsewhere": N_("You took another job"),
    "self_employed": N_("You work on your own, with insurance as an independent worker"),
    "opening_cancelled": N_("The opening was cancelled"),
    "document_expired": N_("This stopped because a paper of yours expired"),
}
NEXT: Mapping[str, str] = {
    "accept": N_("Your turn: say here, or at the center, if you accept."),
    "start": N_("You begin on %(day)s. Ask for your contract in writing before that."),
    "begun": N_(
        "Your first day was %(day)s. If you work already, ask the employer to write it down here, "
        "and ask for your contract in writing."
    ),
    "start_unknown": N_("Agree on the first day with the employer. Ask for a written contract."),
    "employer_files": N_(
        "The employer has to register you with social security (IMSS) by %(day)s at the latest. "
        "You do not have to do anything."
    ),
    "employer_files_unknown": N_(
        "The employer has to register you with social security (IMSS) within five working days."
    ),
    "alone": N_(
        "The employer is late: the last day was %(day)s. You may register alone; below is how."
    ),
    "institute_answers": N_("Social security (IMSS) should answer by %(day)s."),
    "institute_answers_unknown": N_("Social security (IMSS) has to answer. It takes some days."),
    "employer_corrects": N_(
        "The employer has to correct it by %(day)s. You go on working and keep your rights."
    ),
    "employer_corrects_unknown": N_(
        "The employer has to correct it. You go on working and keep your rights."
    ),
    "staff_correct": N_(
        "The center has to clear it up by %(day)s, with you. Take the paper with your number (NSS)."
    ),
    "staff_correct_unknown": N_(
        "The center has to clear it up with you. Take the paper with your number (NSS)."
    ),
    "proof": N_("Nothing is missing. You can see it for yourself; below is how."),
    "nothing": N_("Nothing is pending here."),
}
EVENTS: Mapping[str, str] = {
    "create": N_("The center wrote down that this employer wants you"),
    "accept": N_("You accepted"),
    "start": N_("You began to work"),
    "prepare": N_("Your employer prepared your registration"),
    "send_movement": N_("Your employer sent your registration to social security"),
    "take_back": N_("Your employer took the registration back before sending it"),
    "file_enrollment": N_("Your employer sent your registration to social security"),
    "refuse_enrollment": N_("Social security asked for a correction"),
    "movement_refused": N_("Social security asked for a correction"),
    "reply_unclear": N_("Social security answered; the center is finding out what it means"),
    "movement_accepted": N_("Social security accepted the registration"),
    "movement_proved": N_("Social security says that you are already registered"),
    "confirm_enrollment": N_("Your registration with social security is confirmed"),
    "see_evidence": N_("The center looked at a paper about your registration"),
    "follow_up": N_("Somebody answered if you are still in the job"),
    "conflicting_answer": N_("There are two different answers; the center asks about it"),
    "retain_30": N_("30 days in the job"),
    "retain_90": N_("90 days in the job"),
    "retain_180": N_("180 days in the job"),
    "end": N_("The job ended"),
    "person_merged": N_("Your two registrations became one"),
}
ACTORS: Mapping[str, str] = {
    "employer": N_("said by the employer"),
    "staff": N_("said by the center"),
    "partner": N_("said by an organization"),
    "seeker": N_("said by you"),
    "system": "",
}
OFFER_ANSWERS: Mapping[str, str] = {
    "accept": N_("Yes, I accept the job"),
    "decline": N_("No, I do not take it"),
}
ANSWERS: Mapping[str, str] = {
    "still": N_("Yes, I still work there"),
    "another": N_("No, I moved to another employer"),
    "own": N_("No, I work on my own"),
    "left": N_("No, and I have no job with social security now"),
}
TABLES: Mapping[str, Mapping[str, str]] = {
    "state": STATES,
    "event": EVENTS,
    "actor": ACTORS,
    "answer": ANSWERS,
}


def say_own(family: str, value: str, lang: str) -> str:
    """Empty where a value has no words for the person."""
    return words(lang)(TABLES[family].get(value, ""))


def say_next(waits_for: str, day: str | None, lang: str) -> str:
    """`day` in words; another sentence where it is not known."""
    if day is None:
        return words(lang)(NEXT.get(f"{waits_for}_unknown", NEXT.get(waits_for, "")), day="")
    return words(lang)(NEXT[waits_for], day=day)


def say_duty(until: date | None, lang: str, *, is_there: bool) -> str:
    """What the law has kept of a person who is forgotten; `until` None: while the job goes on."""
    say = words(lang)
    if not is_there:
        return say(N_("Nothing that names the person stays."))
    if until is None:
        return say(
            N_(
                "There is a job: name, CURP and social security number stay while it lasts and "
                "five years after it. Nobody uses them for anything else."
            )
        )
    return say(
        N_(
            "There was a job: name, CURP and social security number stay until %(day)s. "
            "Nobody uses them for anything else."
        ),
        day=say.day(until),
    )
