"""What a refusal is about, in words: on pages nobody reads a code or a date of a machine."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from services.errors import N_
from services.wording.choices import CONSENTS
from services.wording.hiring import EVIDENCE, PLACEMENT_STATES, REFERRAL_STATES, STEPS
from services.wording.people import NUMBER_STATES
from services.wording.reasons import PERMISSION_CODES
from services.wording.words import Words, words

WHATS: Mapping[str, str] = {
    "referral": N_("a referral of this person to this opening"),
    "placement": N_("a hire of this person for this opening"),
    "external_id": N_("somebody with this name of yours"),
}
STATES: Mapping[str, str] = {**NUMBER_STATES, **REFERRAL_STATES, **PLACEMENT_STATES}
OBSTACLES: Mapping[str, str] = {
    "no_work_permission": N_("There is no permission to work there"),
    "under_fifteen": N_("Under fifteen nobody may work"),
    "minor_not_accepted": N_("The opening is not for people under eighteen"),
    **PERMISSION_CODES,
}


def in_words(subject: Mapping[str, object], lang: str) -> dict[str, object]:
    """The same names; what has no words stays as it is."""
    say = words(lang)
    return {
        name: SPOKEN[name](str(value), say) if name in SPOKEN else value
        for name, value in subject.items()
    }


def _listed(table: Mapping[str, str]) -> Callable[[str, Words], str]:
    def speak(value: str, say: Words) -> str:
        parts = [part.strip() for part in value.split(",")]
        return ", ".join(f"“{say(table[part])}”" if part in table else part for part in parts)

    return speak


def _day(value: str, say: Words) -> str:
    try:
        return say.day(date.fromisoformat(value))
    except ValueError:
        return value


def _money(value: str, say: Words) -> str:
    try:
        return say.money(Decimal(value))
    except InvalidOperation:
        return value


SPOKEN: Mapping[str, Callable[[str, Words], str]] = {
    "transition": _listed(STEPS),
    "possible": _listed(STEPS),
    "state": _listed(STATES),
    "needed": _listed(EVIDENCE),
    "purpose": _listed(CONSENTS),
    "obstacles": _listed(OBSTACLES),
    "what": _listed(WHATS),
    "day": _day,
    "act_by": _day,
    # The limits of a field, where they are days.
    "ge": _day,
    "le": _day,
    "floor": _money,
}
