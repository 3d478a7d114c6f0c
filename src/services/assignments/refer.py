"""Pairs of a proposal become referrals, each by the same rules as one made by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from models.database import savepoint
from models.referral import Referral
from models.repositories import assignments
from services.access.actor import Actor
from services.assignments.read import read_assignment
from services.assignments.schemas import PairIn
from services.errors import N_, Conflict, PuenteError
from services.matches.live import LiveIndex
from services.referrals.refer import refer
from services.referrals.schemas import ReferralIn


class PairNotProposed(Conflict):
    code = "pair_not_proposed"
    message = N_("This pair is not part of the assignment. Refer it with POST /v1/referrals.")


@dataclass(frozen=True, slots=True)
class PairResult:
    """Either the referral or why there is none."""

    pair: PairIn
    referral: Referral | None
    error: PuenteError | None


def refer_pairs(
    session: Session,
    live: LiveIndex,
    actor: Actor,
    run_id: UUID,
    pairs: Sequence[PairIn],
    *,
    now: datetime,
) -> list[PairResult]:
    """In the order asked; what is refused leaves the others as they are. A person who did not
    agree in front of staff is asked first: the employer sees nothing until then."""
    run = read_assignment(session, actor, run_id)
    proposed = assignments.pairs(session, run)
    results: dict[int, PairResult] = {}
    # Two clerks with the same people wait for each other in one order.
    for place, pair in sorted(enumerate(pairs), key=lambda it: it[1].seeker):
        results[place] = _one(session, live, actor, pair, proposed, now)
    return [results[place] for place in range(len(pairs))]


def _one(
    session: Session,
    live: LiveIndex,
    actor: Actor,
    pair: PairIn,
    proposed: set[tuple[UUID, UUID]],
    now: datetime,
) -> PairResult:
    try:
        if (pair.seeker, pair.opening) not in proposed:
            raise PairNotProposed
        with savepoint(session):
            made = refer(session, live, actor, ReferralIn(**pair.model_dump()), now=now)
    except PuenteError as error:
        return PairResult(pair, None, error)
    return PairResult(pair, made, None)
