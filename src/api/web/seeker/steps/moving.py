"""The daily commute, and moving elsewhere for work."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from api.web.desk import Desk
from api.web.forms import Choice, Findings, Form
from api.web.seeker.answers import Answers, Moving
from services.errors import N_

DISTANCES: Mapping[str, str] = {
    "5": N_("Only nearby, up to 5 km"),
    "15": N_("Up to 15 km, about half an hour by bus"),
    "30": N_("Up to 30 km, about an hour"),
    "60": N_("Up to 60 km"),
}
NO, ANYWHERE, SOME = "no", "anywhere", "some"
RELOCATIONS: Mapping[str, str] = {
    NO: N_("No"),
    ANYWHERE: N_("Yes, to any state"),
    SOME: N_("Yes, but only to some states"),
}
LARGEST_HOUSEHOLD = 10


class MovingWanted:
    name = "moving"

    def is_needed(self, _answers: Answers) -> bool:
        return True

    def is_done(self, answers: Answers) -> bool:
        return answers.moving is not None

    def show(self, answers: Answers, _desk: Desk) -> Form:
        moving = answers.moving
        if moving is None:
            return Form.of(household="1")
        return Form.of(
            commute=_nearest(moving.max_commute_km),
            relocation=_relocation(moving),
            states=moving.states,
            household=_shown_size(moving.household_size),
        )

    def read(self, form: Form, answers: Answers, desk: Desk) -> Answers:
        findings = Findings()
        distance = form.among("commute", DISTANCES)
        if not distance:
            findings.add("commute", N_("Choose how far you can travel every day."))
        wish = form.among("relocation", RELOCATIONS)
        if not wish:
            findings.add("relocation", N_("Choose whether you would move."))
        states = form.among("states", list(desk.catalogs.states.codes)) if wish == (SOME,) else ()
        if wish == (SOME,) and not states:
            findings.add("states", N_("Mark the states that you would move to."))
        findings.stop_if_any()
        household = form.among("household", _sizes()) or ("1",)
        known = answers.moving or Moving(0, household_size=0)
        moving = Moving(
            max_commute_km=_as_known(known.max_commute_km, _nearest, distance[0]),
            is_willing=wish != (NO,),
            states=states,
            household_size=_as_known(known.household_size, _shown_size, household[0]),
        )
        return replace(answers, moving=moving)

    def offer(self, _form: Form, _answers: Answers, desk: Desk) -> Mapping[str, object]:
        return {
            "distances": [Choice(km, desk.say(name)) for km, name in DISTANCES.items()],
            "answers_offered": [Choice(key, desk.say(name)) for key, name in RELOCATIONS.items()],
            "states": desk.states(),
            "sizes": [Choice(size, size) for size in _sizes()],
        }


def _as_known(known: int, shown: Callable[[int], str], chosen: str) -> int:
    """What is known, where the answers are too coarse for it and none other was chosen."""
    return known if shown(known) == chosen and known > int(chosen) else int(chosen)


def _shown_size(people: int) -> str:
    return str(min(people, LARGEST_HOUSEHOLD))


def _sizes() -> list[str]:
    return [str(size) for size in range(1, LARGEST_HOUSEHOLD + 1)]


def _relocation(moving: Moving) -> str:
    if not moving.is_willing:
        return NO
    return SOME if moving.states else ANYWHERE


def _nearest(km: int) -> str:
    """The farthest answer that does not say more than `km`."""
    return str(max((int(step) for step in DISTANCES if int(step) <= km), default=5))
