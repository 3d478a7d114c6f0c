"""The order of the pages, and where a person goes next."""

from collections.abc import Sequence

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
from api.web.seeker.steps.step import Step
from api.web.seeker.steps.work import WorkKnown

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
BY_NAME = {step.name: step for step in STEPS}
# Asked only of some; they count as part of the page before.
FOLLOW_UPS = frozenset({"closest", "papers"})
START, CHECK = "/", "/check"


def address(step: Step) -> str:
    return f"/form/{step.name}"


def unfinished(answers: Answers) -> Step | None:
    return next(
        (step for step in STEPS if step.is_needed(answers) and not step.is_done(answers)), None
    )


def next_address(answers: Answers) -> str:
    """The first page that still wants an answer; the check page when none does."""
    step = unfinished(answers)
    return address(step) if step else CHECK


def back_address(step: Step, answers: Answers) -> str:
    """To the check page when everything is answered, else to the page before."""
    if unfinished(answers) is None:
        return CHECK
    before = [each for each in STEPS[: STEPS.index(step)] if each.is_needed(answers)]
    return address(before[-1]) if before else START


def position(step: Step) -> tuple[int, int]:
    """Which question of how many."""
    questions = [each.name for each in STEPS if each.name not in FOLLOW_UPS]
    passed = [each.name for each in STEPS[: STEPS.index(step) + 1] if each.name in questions]
    return len(passed), len(questions)
