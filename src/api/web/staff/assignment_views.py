"""An assignment as a page shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from api.web.facts import Facts
from api.web.match_views import OpeningView, opening_view
from api.web.staff.views import PersonView, person_view
from models.assignment_run import AssignmentRun
from services.assignments.read import Assigned
from services.assignments.refer import PairResult
from services.calendar import legal_day
from services.errors import N_
from services.wording import words

PERCENT, FULL = 100, 1_000_000


@dataclass(frozen=True, slots=True)
class AssignmentView:
    id: UUID
    title: str
    day: str
    placed: int
    people: int


@dataclass(frozen=True, slots=True)
class AssignedView:
    """`value` names the pair in a form. Scores of 100; `regret` what the person's best one would
    have given more."""

    value: str
    person: PersonView
    score: int
    regret: int


@dataclass(frozen=True, slots=True)
class AssignedGroup:
    """`opening` None: people for whom nothing was left."""

    opening: OpeningView | None
    people: Sequence[AssignedView]


@dataclass(frozen=True, slots=True)
class ResultView:
    person: str
    opening: str
    address: str
    refusal: str


def assignment_view(run: AssignmentRun, lang: str) -> AssignmentView:
    return AssignmentView(
        id=run.public_id,
        title=run.title or words(lang)(N_("Assignment")),
        day=words(lang).day(legal_day(run.made_at)),
        placed=run.summary["placed"],
        people=run.summary["people"],
    )


def summary_facts(run: AssignmentRun, lang: str) -> Facts:
    say, found = words(lang), run.summary
    hand = say(
        N_("%(placed)s people placed, mean regret %(regret)s"),
        placed=say.number(found["greedy_placed"]),
        regret=_points(found["greedy_mean_regret"]),
    )
    return [
        (
            say(N_("People, and those with any option")),
            _two(found, "people", "people_with_options"),
        ),
        (say(N_("Openings, and their free positions")), _two(found, "openings", "positions")),
        (say(N_("People placed")), say.number(found["placed"])),
        (say(N_("Mean regret, in points of 100")), _points(found["mean_regret"])),
        (say(N_("Taking the best pair first instead")), hand),
        (say(N_("Proof")), _proof(run, lang)),
    ]


def groups(rows: Iterable[Assigned], lang: str) -> list[AssignedGroup]:
    return [
        AssignedGroup(
            opening_view(opening, lang) if opening else None, [_person(it) for it in some]
        )
        for opening, some in groupby(rows, key=lambda it: it.opening)
    ]


def result_view(result: PairResult, rows: Sequence[Assigned], lang: str) -> ResultView:
    known = {(it.seeker.public_id, it.opening.public_id): it for it in rows if it.opening}
    found = known.get((result.pair.seeker, result.pair.opening))
    error, made = result.error, result.referral
    return ResultView(
        person=person_view(found.seeker).name if found else "",
        opening=found.opening.title if found and found.opening else "",
        address=f"/staff/referrals/{made.public_id}" if made else "",
        refusal=words(lang)(error.message, **error.subject) if error else "",
    )


def _person(found: Assigned) -> AssignedView:
    row, opening = found.row, found.opening
    return AssignedView(
        value=f"{found.seeker.public_id} {opening.public_id}" if opening else "",
        person=person_view(found.seeker),
        score=row.score * PERCENT // FULL,
        regret=(row.best_score - row.score) * PERCENT // FULL,
    )


def _proof(run: AssignmentRun, lang: str) -> str:
    say, found = words(lang), run.summary
    if found["is_optimal"]:
        return say(N_("no other assignment has a higher sum of scores"))
    below = 100 * (1 - found["score"] / found["bound"])
    return say(N_("at most %(below)s %% below the best there is"), below=f"{below:.2f}")


def _two(found: dict[str, int], one: str, other: str) -> str:
    return f"{found[one]:,} / {found[other]:,}"


def _points(share: float) -> str:
    return f"{100 * share:.1f}"
