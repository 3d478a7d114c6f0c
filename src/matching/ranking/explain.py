"""One pair, explained: the score, what speaks for it and against it, what rules it out."""

from datetime import date

from matching.eligibility import obstacles, work_permission
from matching.profiles import OpeningProfile, SeekerProfile
from matching.ranking.match import Match
from matching.ranking.reasons import reasons
from matching.scoring import WEIGHTS, Knowledge, Weights, components


def explain(
    seeker: SeekerProfile,
    opening: OpeningProfile,
    on: date,
    knowledge: Knowledge,
    weights: Weights = WEIGHTS,
    *,
    is_eligible: bool = False,
) -> Match:
    """Also for pairs that are ruled out: then `obstacles` says by what. `is_eligible` spares the
    look at what is known to hold."""
    stops = () if is_eligible else obstacles(seeker, opening, on, knowledge.metres)
    parts = components(seeker, opening, on, knowledge)
    permission = work_permission(seeker.grants, state=opening.state, on=opening.starts(on))
    return Match(
        seeker_key=seeker.key,
        opening_key=opening.key,
        score=parts.total(weights),
        components=parts,
        reasons=reasons(seeker, opening, on, knowledge, permission),
        obstacles=stops,
        permission=permission,
    )
