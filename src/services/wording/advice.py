"""The words of advice, in two voices: to the person, and about the person to staff.

The codes and what their subjects are stand in `matching.ranking.advice`.
"""

from collections.abc import Callable, Mapping

from matching.catalogs import Catalogs
from matching.ranking import Change, Move, SkillGap, Standing
from services.errors import N_
from services.wording.labels import skill_label
from services.wording.words import Words, words

TO_PERSON: Mapping[str, str] = {
    "gain_skill": N_("With a course or certificate in “%(subject)s”"),
    "gain_language": N_("With the level they ask for in %(subject)s"),
    "accept_move": N_("If you accept to move to %(subject)s"),
    "accept_move_within": N_("If you accept to move within %(subject)s"),
    "accept_commute": N_("If you accept to travel up to %(subject)s km to work"),
}
ABOUT_PERSON: Mapping[str, str] = {
    "gain_skill": N_("With a course or certificate in “%(subject)s”"),
    "gain_language": N_("With the level asked for in %(subject)s"),
    "accept_move": N_("Accepting to move to %(subject)s"),
    "accept_move_within": N_("Accepting to move within %(subject)s"),
    "accept_commute": N_("Accepting to travel up to %(subject)s km to work"),
}
CLIMBS = N_("%(what)s: from place %(before)s to place %(after)s.")
ENTERS = N_("%(what)s: onto the list, at place %(after)s.")
PLACE = N_("place %(rank)s of %(of)s")


def say_change(change: Change, lang: str, catalogs: Catalogs, *, to_person: bool = False) -> str:
    """The advice as a sentence; the bare code for one nobody gave words to."""
    say = words(lang)
    lead = (TO_PERSON if to_person else ABOUT_PERSON).get(change.code)
    if lead is None:
        return change.code
    what = say(lead, subject=_SPEAKERS[change.code](change.subject, say, catalogs))
    after = say.number(change.rank_after)
    if change.rank_before is None:
        return say(ENTERS, what=what, after=after)
    return say(CLIMBS, what=what, before=say.number(change.rank_before), after=after)


def say_move(move: Move, lang: str, catalogs: Catalogs, *, to_person: bool = False) -> str:
    say = words(lang)
    lead = (TO_PERSON if to_person else ABOUT_PERSON)[move.code]
    return say.plural(
        "%(what)s: %(more)s more opening.",
        "%(what)s: %(more)s more openings.",
        move.openings_gained,
        what=say(lead, subject=_state(move.state, say, catalogs)),
        more=say.number(move.openings_gained),
    )


def say_skill_gap(gap: SkillGap, lang: str, catalogs: Catalogs) -> str:
    say = words(lang)
    return say.plural(
        "%(skill)s: it helps in %(num)s good opening.",
        "%(skill)s: it helps in %(num)s good openings.",
        gap.openings,
        skill=_capital(_skill(gap.skill, say, catalogs)),
    )


def say_place(standing: Standing, lang: str) -> str:
    """`place 14 of 212`; empty where something rules the pair out."""
    say = words(lang)
    if standing.rank is None:
        return ""
    return say(PLACE, rank=say.number(standing.rank), of=say.number(standing.eligible))


def _skill(subject: str, say: Words, _known: Catalogs) -> str:
    return skill_label(subject, say.lang) or subject


def _language(subject: str, say: Words, known: Catalogs) -> str:
    found = known.languages.get(subject)
    return found.name(say.lang) if found else subject


def _state(subject: str, _say: Words, known: Catalogs) -> str:
    return known.states[subject].short_name


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_SPEAKERS: Mapping[str, Callable[[str, Words, Catalogs], str]] = {
    "gain_skill": _skill,
    "gain_language": _language,
    "accept_move": _state,
    "accept_move_within": _state,
    "accept_commute": lambda subject, *_: subject,
}
