"""What ranking reads of an opening."""

from decimal import ROUND_HALF_UP, Decimal

from matching.eligibility.contracts import likely_months
from matching.profiles import Language, Level, OpeningProfile, Schedule, Schooling
from models import vocabulary
from models.opening import Opening
from models.repositories.matchable import OpeningFacts

# What is stored of each kind, as ranking names it: made once, for ten thousand come by at a start.
_LEVEL = {level: Level[level.name] for level in vocabulary.Level}
_SCHOOLING = {schooling: Schooling[schooling.name] for schooling in vocabulary.Schooling}
_SCHEDULE = {schedule: Schedule(schedule.value) for schedule in vocabulary.Schedule}
_NONE: frozenset[str] = frozenset()


def opening_profile(opening: Opening | OpeningFacts) -> OpeningProfile:
    """Needs `skills` and `languages` loaded. Skills that no catalog knows are not ranked by."""
    return OpeningProfile(
        key=opening.id,
        municipality=opening.municipality,
        occupation=opening.occupation,
        required_skills=_skills(opening, required=True) if opening.skills else _NONE,
        optional_skills=_skills(opening, required=False) if opening.skills else _NONE,
        languages=tuple(
            [Language(line.language, _LEVEL[line.level]) for line in opening.languages]
        ),
        schooling=_SCHOOLING[opening.schooling] if opening.schooling else None,
        experience_months=opening.experience_months,
        monthly_wage=whole_pesos(opening.monthly_wage_mxn),
        schedule=_SCHEDULE[opening.schedule] if opening.schedule else None,
        starts_on=opening.starts_on,
        accepts_minors=opening.accepts_minors,
        relocation_help="relocation_help" in opening.offers,
        expected_months=likely_months(opening.contract.value if opening.contract else None),
    )


def _skills(opening: Opening | OpeningFacts, *, required: bool) -> frozenset[str]:
    return frozenset(
        line.skill for line in opening.skills if line.skill and line.is_required is required
    )


def whole_pesos(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
