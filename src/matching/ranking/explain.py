"""One pair, explained: the score, what speaks for it and against it, what rules it out."""

from datetime import date

from matching.eligibility import Reason, obstacles
from matching.profiles import OpeningProfile, SeekerProfile
from matching.ranking.match import Match
from matching.ranking.reasons import permission, reasons
from matching.scoring import WEIGHTS, Knowledge, Weights
from matching.scoring.pair import compare, components_of
from matching.scoring.sides import Asked, Brought, asked, brought


def explain(
    seeker: SeekerProfile,
    opening: OpeningProfile,
    on: date,
    knowledge: Knowledge,
    weights: Weights = WEIGHTS,
) -> Match:
    """Also for pairs that are ruled out: then `obstacles` says by what."""
    stops = obstacles(seeker, opening, on, knowledge.metres)
    return explained(brought(seeker, knowledge), asked(opening, on, knowledge), weights, stops)


def explained(
    has: Brought, wants: Asked, weights: Weights, stops: tuple[Reason, ...] = ()
) -> Match:
    """Of two sides that are looked up already; `stops` spares the look at what is known to hold."""
    seeker, opening = has.seeker, wants.opening
    facts = compare(has, wants)
    parts = components_of(facts, has, wants)
    allowed, notes = permission(seeker.grants, wants.state, wants.start, opening.expected_months)
    return Match(
        seeker.key,
        opening.key,
        parts.total(weights),
        parts,
        reasons(facts, has, wants, notes),
        stops,
        allowed,
    )
