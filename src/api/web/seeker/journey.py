"""The order of the pages, and where a person goes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.web.seeker.answers import Answers
from api.web.seeker.steps.closest import Closest
from api.web.seeker.steps.conditions import ConditionsWanted
from api.web.seeker.steps.consent import ConsentGiven
from api.web.seeker.steps.contact import ContactGiven
from api.web.seeker.steps.documents import Documents
from api.web.seeker.steps.languages import Languages
from api.web.seeker.steps.moving import MovingWanted
from api.web.seeker.steps.papers import Papers
from api.web.seeker.steps.person import PersonNamed
from api.web.seeker.steps.place import Place
from api.web.seeker.steps.schooling import SchoolingFinished
from api.web.seeker.steps.skills import Skills
from api.web.seeker.steps.spoken import Spoken
from api.web.seeker.steps.step import Step
from api.web.seeker.steps.work import WorkKnown
from services.errors import NotFound

STEPS: Sequence[Step] = (
    Place(),
    WorkKnown(),
    Closest(),
    Skills(),
    Languages(),
    SchoolingFinished(),
    ConditionsWanted(),
    MovingWanted(),
    Documents(),
    Papers(),
    PersonNamed(),
    ContactGiven(),
    ConsentGiven(),
)
SPOKEN = Spoken()
BY_NAME = {step.name: step for step in STEPS}
# Asked only of some; they count as part of the page before.
FOLLOW_UPS = frozenset({"closest", "papers"})
# Of a person who is known, these pages stand in their record, with what staff have seen.
OF_THE_RECORD = frozenset({"documents", "papers"})


@dataclass(frozen=True, slots=True)
class Journey:
    """`room` is the address that pages stand under. `is_known`: of a person who is stored, so that
    what they left open may stay so; else every page wants its answer."""

    room: str
    start: str
    check: str
    steps: Sequence[Step] = STEPS
    is_known: bool = False

    def named(self, name: str) -> Step:
        """Raises NotFound."""
        step = next((step for step in self.steps if step.name == name), None)
        if step is None:
            raise NotFound
        return step

    def address(self, name: str) -> str:
        return f"{self.room}/{name}"

    def unfinished(self, answers: Answers) -> Step | None:
        wanted = (step for step in self.steps if not self.is_known or step.name in FOLLOW_UPS)
        return next(
            (step for step in wanted if step.is_needed(answers) and not step.is_done(answers)), None
        )

    def next_address(self, answers: Answers) -> str:
        """The first page that still wants an answer; the check page when none does."""
        step = self.unfinished(answers)
        return self.address(step.name) if step else self.check

    def back_address(self, step: Step, answers: Answers) -> str:
        """To the check page when everything is answered, else to the page before."""
        if self.unfinished(answers) is None:
            return self.check
        steps = self.steps[: self.steps.index(step)]
        before = [each.name for each in steps if each.is_needed(answers)]
        return self.address(before[-1]) if before else self.start

    def position(self, step: Step) -> tuple[int, int]:
        """Which question of how many."""
        questions = [each.name for each in self.steps if each.name not in FOLLOW_UPS]
        reached = [each.name for each in self.steps[: self.steps.index(step) + 1]]
        return len([name for name in reached if name in questions]), len(questions)


ALONE = Journey(room="/form", start="/", check="/check")


def at_desk(room: str, start: str, *, is_known: bool) -> Journey:
    """The same pages, which staff fill in for the person who sits before them."""
    asked: tuple[Step, ...] = (SPOKEN, *STEPS)
    if is_known:
        asked = tuple(step for step in asked if step.name not in OF_THE_RECORD)
    return Journey(room, start, f"{room}/check", asked, is_known)
