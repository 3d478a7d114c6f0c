"""One pair, scored and not explained."""

from dataclasses import dataclass
from datetime import date

from matching.eligibility import failed_gates
from matching.profiles import OpeningProfile, SeekerProfile
from matching.scoring import Knowledge, Weights, components


@dataclass(frozen=True, slots=True)
class Fit:
    """`failed`: of GATES, those that rule the pair out, which then has no score."""

    failed: tuple[str, ...]
    score: int | None


def fit(
    seeker: SeekerProfile, opening: OpeningProfile, on: date, knowledge: Knowledge, weights: Weights
) -> Fit:
    failed = failed_gates(seeker, opening, on, knowledge.metres)
    if failed:
        return Fit(failed, None)
    return Fit((), components(seeker, opening, on, knowledge).total(weights))
