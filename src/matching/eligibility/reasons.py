"""Every code an explanation can hold, what its subject is, and what it means.

Words live in the message catalogues; the meaning here is for the person who writes them.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Subject(StrEnum):
    """What `Reason.subject` is to be read as."""

    NOTHING = "nothing"
    SKILL = "skill"
    OCCUPATION = "occupation"
    LANGUAGE = "language"
    MUNICIPALITY = "municipality"
    STATE = "state"
    SCHEDULE = "schedule"
    SCHOOLING = "schooling"
    MONTHS = "months"
    KILOMETRES = "kilometres"
    PERCENT = "percent"
    DAY = "day"
    YEAR_MONTH = "year_month"
    PERMISSION = "permission"
    PESOS = "pesos"
    HOURS = "hours"


class Tone(StrEnum):
    """Does it speak for the match, against it, is it only to know, or does it rule it out?"""

    FOR = "for"
    AGAINST = "against"
    NOTE = "note"
    OBSTACLE = "obstacle"


class Reason(NamedTuple):
    code: str
    subject: str | None = None


# The same few thousand are told over and over.
reason = lru_cache(maxsize=2**16)(Reason)


@dataclass(frozen=True, slots=True)
class CodeMeaning:
    subject: Subject
    tone: Tone
    meaning: str


_FOR, _AGAINST, _NOTE, _STOP = Tone.FOR, Tone.AGAINST, Tone.NOTE, Tone.OBSTACLE

CODES: dict[str, CodeMeaning] = {
    "skill_held": CodeMeaning(Subject.SKILL, _FOR, "has a required skill"),
    "skill_related": CodeMeaning(Subject.SKILL, _FOR, "has a skill near this required one"),
    "skill_from_work": CodeMeaning(
        Subject.SKILL, _FOR, "has worked in an occupation that needs this required skill"
    ),
    "skill_missing": CodeMeaning(Subject.SKILL, _AGAINST, "does not have this required skill"),
    "optional_skill_held": CodeMeaning(Subject.SKILL, _FOR, "has a skill that is welcome"),
    "occupation_skill_held": CodeMeaning(
        Subject.SKILL, _FOR, "has a skill usual in the opening's occupation, which lists none"
    ),
    "occupation_same": CodeMeaning(Subject.OCCUPATION, _FOR, "has held this same occupation"),
    "occupation_similar": CodeMeaning(
        Subject.OCCUPATION, _FOR, "has held this occupation, close to the opening's"
    ),
    "occupation_wished": CodeMeaning(
        Subject.OCCUPATION, _FOR, "names this occupation, with no month in it yet"
    ),
    "occupation_far": CodeMeaning(
        Subject.OCCUPATION, _AGAINST, "has held nothing close to this occupation of the opening"
    ),
    "experience_enough": CodeMeaning(
        Subject.MONTHS, _FOR, "has the experience asked for; all months in this work and alike"
    ),
    "experience_short": CodeMeaning(Subject.MONTHS, _AGAINST, "months of experience missing"),
    "experience_long_ago": CodeMeaning(
        Subject.NOTHING, _NOTE, "is short of experience because part of it was years ago"
    ),
    "language_met": CodeMeaning(Subject.LANGUAGE, _FOR, "speaks the language as asked"),
    "same_municipality": CodeMeaning(Subject.MUNICIPALITY, _FOR, "lives where the work is"),
    "within_commute": CodeMeaning(
        Subject.KILOMETRES, _FOR, "straight-line distance between head towns, within reach"
    ),
    "would_relocate": CodeMeaning(Subject.STATE, _FOR, "would move to this state"),
    "relocation_help": CodeMeaning(Subject.NOTHING, _FOR, "the employer helps with the move"),
    "wage_met": CodeMeaning(Subject.NOTHING, _FOR, "pays what the person expects, or more"),
    "wage_below": CodeMeaning(
        Subject.PERCENT, _AGAINST, "pays this many percent less than the person expects"
    ),
    "schedule_fits": CodeMeaning(Subject.SCHEDULE, _FOR, "the schedule is one the person takes"),
    "schedule_differs": CodeMeaning(
        Subject.SCHEDULE, _AGAINST, "the opening's schedule is none the person named"
    ),
    "available_later": CodeMeaning(Subject.DAY, _AGAINST, "is free only from this day (ISO date)"),
    "schooling_met": CodeMeaning(Subject.SCHOOLING, _FOR, "has the schooling asked for"),
    "schooling_below": CodeMeaning(
        Subject.SCHOOLING, _AGAINST, "the opening asks for this schooling; the person has less"
    ),
    "permission_conditional": CodeMeaning(
        Subject.PERMISSION, _NOTE, "may work once staff have looked at the papers: why"
    ),
    "permission_ends_soon": CodeMeaning(
        Subject.YEAR_MONTH, _NOTE, "the permission ends within the work's likely life"
    ),
    "no_work_permission": CodeMeaning(
        Subject.PERMISSION, _STOP, "may not work there on the day it starts: why"
    ),
    "language_missing": CodeMeaning(Subject.LANGUAGE, _STOP, "does not speak this language"),
    "language_below": CodeMeaning(
        Subject.LANGUAGE, _STOP, "speaks this language below the level asked for"
    ),
    "under_fifteen": CodeMeaning(Subject.NOTHING, _STOP, "is under fifteen when the work starts"),
    "minor_not_accepted": CodeMeaning(
        Subject.NOTHING, _STOP, "is under eighteen and the opening is not marked for minors"
    ),
    "wage_below_floor": CodeMeaning(
        Subject.PESOS, _NOTE, "the opening's own: it pays less than this legal floor a month"
    ),
    "hours_above_limit": CodeMeaning(
        Subject.HOURS, _NOTE, "the opening's own: its week is longer than these lawful hours"
    ),
    "too_far": CodeMeaning(
        Subject.KILOMETRES, _STOP, "beyond the person's commute and no wish to move to that state"
    ),
}
