"""What the API says of an assignment and of the referrals made from it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from api.http.schemas import Out
from models.assignment_run import AssignmentRun
from services.assignments.refer import PairResult
from services.wording import say


class SummaryOut(Out):
    """Scores are sums of match scores from 0 to 1. `bound`: no assignment can reach more;
    `greedy_…`: what taking the best pair first would reach; `mean_regret`: what a person with
    options gives up against their own best one, on average."""

    people: int
    people_with_options: int
    openings: int
    positions: int
    options: int
    households: int
    placed: int
    score: float
    bound: float
    is_optimal: bool
    mean_regret: float
    greedy_placed: int
    greedy_score: float
    greedy_mean_regret: float


class AssignmentOut(Out):
    id: UUID
    title: str
    planned_on: date
    made_at: datetime
    parameters: dict[str, Any]
    summary: SummaryOut
    engine_version: str
    catalogs_version: str


class PairOut(Out):
    """`status` created or refused; `code` and `detail` say why one was refused."""

    seeker: UUID
    opening: UUID
    status: str
    referral: UUID | None
    code: str | None
    detail: str | None


class PairsOut(Out):
    results: list[PairOut]


def assignment_out(run: AssignmentRun) -> AssignmentOut:
    return AssignmentOut(
        id=run.public_id,
        title=run.title,
        planned_on=run.planned_on,
        made_at=run.made_at,
        parameters=run.parameters,
        summary=SummaryOut(**run.summary),
        engine_version=run.engine_version,
        catalogs_version=run.catalogs_version,
    )


def pairs_out(results: Sequence[PairResult], language: str) -> PairsOut:
    return PairsOut(results=[_pair(it, language) for it in results])


def _pair(result: PairResult, language: str) -> PairOut:
    error = result.error
    return PairOut(
        seeker=result.pair.seeker,
        opening=result.pair.opening,
        status="refused" if error else "created",
        referral=result.referral.public_id if result.referral else None,
        code=error.code if error else None,
        detail=say(error.message, language, **error.subject) if error else None,
    )
