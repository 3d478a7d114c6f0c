"""The words of every reason, obstacle and permission code, in two voices.

TO_PERSON speaks to the person looking for work; ABOUT_PERSON tells staff and reports. The codes
and what their subjects are stand in `matching.eligibility.reasons`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from matching.catalogs import Catalogs
from matching.eligibility import CODES, Subject
from services.errors import N_
from services.wording.choices import say_choice
from services.wording.labels import brief, occupation_label, skill_label
from services.wording.words import Words, words

TO_PERSON: Mapping[str, str] = {
    "skill_held": N_("You know what they ask for: %(subject)s."),
    "skill_related": N_("You know something close to what they ask for: %(subject)s."),
    "skill_from_work": N_("Your work usually includes what they ask for: %(subject)s."),
    "skill_missing": N_("They also ask for: %(subject)s."),
    "optional_skill_held": N_("You know something they would like: %(subject)s."),
    "occupation_skill_held": N_("You know something this work needs: %(subject)s."),
    "occupation_same": N_("You have done this work: %(subject)s."),
    "occupation_similar": N_("You have done similar work: %(subject)s."),
    "occupation_wished": N_("It is work that you would like: %(subject)s."),
    "occupation_far": N_("You have not yet done this kind of work: %(subject)s."),
    "experience_enough": N_("Your experience is enough: %(subject)s."),
    "experience_short": N_("They ask for more experience: %(subject)s more."),
    "experience_long_ago": N_("Part of your experience was years ago: it counts for less."),
    "language_met": N_("You speak the language they ask for: %(subject)s."),
    "same_municipality": N_("It is where you live: %(subject)s."),
    "within_commute": N_("It is within the distance you chose: about %(subject)s km."),
    "would_relocate": N_("You said that you would move to %(subject)s."),
    "relocation_help": N_("The employer helps with moving."),
    "wage_met": N_("It pays what you are looking for, or more."),
    "wage_below": N_("It pays %(subject)s%% less than you are looking for."),
    "schedule_fits": N_("The schedule is one of those you chose: %(subject)s."),
    "schedule_differs": N_("The schedule is another one: %(subject)s."),
    "available_later": N_("It may start before the day you can: %(subject)s."),
    "schooling_met": N_("You have the schooling they ask for: %(subject)s."),
    "schooling_below": N_("They ask for more schooling: %(subject)s."),
    "permission_conditional": N_("The center will look at your papers first: %(subject)s"),
    "permission_ends_soon": N_("Your permission to work ends in %(subject)s: renew it in time."),
    "no_work_permission": N_("For now your papers do not allow this work: %(subject)s"),
    "language_missing": N_("They need a language that you do not speak: %(subject)s."),
    "language_below": N_("They need a better level of %(subject)s."),
    "under_fifteen": N_("The law does not allow work before the age of fifteen."),
    "minor_not_accepted": N_("This opening is for people of eighteen or more."),
    "wage_below_floor": N_("It pays less than the legal floor: %(subject)s a month."),
    "hours_above_limit": N_("Its week is longer than the law allows: %(subject)s hours."),
    "too_far": N_("It is farther than you can go: about %(subject)s km."),
}
ABOUT_PERSON: Mapping[str, str] = {
    "skill_held": N_("Has the required skill: %(subject)s."),
    "skill_related": N_("Has a skill close to the required one: %(subject)s."),
    "skill_from_work": N_("Past work usually includes the required skill: %(subject)s."),
    "skill_missing": N_("Required skill not stated: %(subject)s."),
    "optional_skill_held": N_("Has the optional skill: %(subject)s."),
    "occupation_skill_held": N_("Has a skill usual in this occupation: %(subject)s."),
    "occupation_same": N_("Has worked in this occupation: %(subject)s."),
    "occupation_similar": N_("Has worked in a similar occupation: %(subject)s."),
    "occupation_wished": N_("Would like this occupation, no time in it stated: %(subject)s."),
    "occupation_far": N_("Has not worked in anything close to: %(subject)s."),
    "experience_enough": N_("Experience is enough: has %(subject)s."),
    "experience_short": N_("Experience short by %(subject)s."),
    "experience_long_ago": N_("Part of the experience was years ago: it counts for less."),
    "language_met": N_("Speaks %(subject)s as asked for."),
    "same_municipality": N_("Lives in the same municipality: %(subject)s."),
    "within_commute": N_("Within the stated commute: about %(subject)s km."),
    "would_relocate": N_("Would move to %(subject)s."),
    "relocation_help": N_("The employer helps with moving."),
    "wage_met": N_("The wage reaches what the person expects."),
    "wage_below": N_("The wage is %(subject)s%% below what the person expects."),
    "schedule_fits": N_("Takes this schedule: %(subject)s."),
    "schedule_differs": N_("Did not name this schedule: %(subject)s."),
    "available_later": N_("Free only from %(subject)s."),
    "schooling_met": N_("Has the schooling asked for: %(subject)s."),
    "schooling_below": N_("Schooling below what is asked for: %(subject)s."),
    "permission_conditional": N_("Papers to be looked at by staff: %(subject)s"),
    "permission_ends_soon": N_("Permission to work ends in %(subject)s."),
    "no_work_permission": N_("May not work there now: %(subject)s"),
    "language_missing": N_("Does not speak %(subject)s."),
    "language_below": N_("Speaks %(subject)s below the level asked for."),
    "under_fifteen": N_("Is under fifteen when the work starts."),
    "minor_not_accepted": N_("Is under eighteen and the opening is not marked for minors."),
    "wage_below_floor": N_("The wage is below the legal floor: %(subject)s a month."),
    "hours_above_limit": N_("The week is longer than the law allows: %(subject)s hours."),
    "too_far": N_("Too far, and would not move there: about %(subject)s km."),
}
WITHOUT_SUBJECT: Mapping[str, str] = {
    "too_far": N_("The distance is not known, and it is too far.")
}
PERMISSION_CODES: Mapping[str, str] = {
    "OK": N_("the papers allow work with any employer."),
    "CONDITIONAL_NO_TVRH": N_("the procedure is open; staff confirm that work is allowed."),
    "OFFER_BOUND": N_("the permission depends on the employer's offer."),
    "STATE_RESTRICTED": N_("the permission counts in another state."),
    "STATE_UNRECORDED": N_("the state of the procedure is not recorded."),
    "NATIONALITY_UNUSUAL": N_("this paper is usually given to other nationalities."),
    "TEMP_CURP_EXPIRED": N_("the temporary CURP has expired and can be extended."),
    "EXPIRED": N_("the paper has expired."),
    "EXPIRED_REGULARISABLE": N_("the paper has expired, but can still be regularised."),
    "NO_WORK_KIND": N_("this paper does not include permission to work."),
    "NO_DOCUMENT": N_("no paper is recorded yet; staff can help to get one."),
    "UNKNOWN_KIND": N_("the paper is not one we know."),
}


def say_reason(
    code: str, subject: str | None, lang: str, catalogs: Catalogs, *, to_person: bool = False
) -> str:
    """The reason as a sentence; the bare code for one nobody gave words to."""
    say = words(lang)
    if subject is None and code in WITHOUT_SUBJECT:
        return say(WITHOUT_SUBJECT[code])
    sentence = (TO_PERSON if to_person else ABOUT_PERSON).get(code)
    if sentence is None:
        return code
    if subject is None:
        return say(sentence)
    return say(sentence, subject=say_subject(code, subject, lang, catalogs))


def say_permission(code: str, lang: str) -> str:
    return words(lang)(PERMISSION_CODES.get(code, code))


def say_subject(code: str, subject: str, lang: str, catalogs: Catalogs) -> str:
    speak = _SPEAKERS.get(CODES[code].subject)
    return speak(subject, words(lang), catalogs) if speak else subject


def _year_month(subject: str, say: Words, _catalogs: Catalogs) -> str:
    return say.month(date.fromisoformat(f"{subject[:7]}-01"))


def _skill(subject: str, say: Words, _catalogs: Catalogs) -> str:
    return skill_label(subject, say.lang) or subject


def _occupation(subject: str, say: Words, _catalogs: Catalogs) -> str:
    label = occupation_label(subject, say.lang)
    return brief(label) if label else subject


def _language(subject: str, say: Words, known: Catalogs) -> str:
    found = known.languages.get(subject)
    return found.name(say.lang) if found else subject


_SPEAKERS: Mapping[Subject, Callable[[str, Words, Catalogs], str]] = {
    Subject.SKILL: _skill,
    Subject.OCCUPATION: _occupation,
    Subject.LANGUAGE: _language,
    Subject.MUNICIPALITY: lambda it, _, known: known.municipalities[it].name,
    Subject.STATE: lambda it, _, known: known.states[it].short_name,
    Subject.SCHEDULE: lambda it, say, _: say_choice("schedule", it, say.lang).lower(),
    Subject.SCHOOLING: lambda it, say, _: say_choice("schooling_asked", it, say.lang),
    Subject.MONTHS: lambda it, say, _: say.months(int(it)),
    Subject.PERCENT: lambda it, *_: str(max(1, int(it))),
    Subject.DAY: lambda it, say, _: say.day(date.fromisoformat(it)),
    Subject.YEAR_MONTH: _year_month,
    Subject.PERMISSION: lambda it, say, _: say_permission(it, say.lang),
    Subject.PESOS: lambda it, say, _: say.money(Decimal(it)),
}
