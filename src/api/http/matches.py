"""What the API says of a match. An employer sees less: the first rung of the disclosure ladder."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from pydantic_core import to_json

from api.http.opening_shape import LanguageOut, OpeningOut
from api.http.schemas import Out
from matching.catalogs import load
from matching.eligibility import Subject
from matching.ranking import (
    CODES,
    ENGINE_VERSION,
    WEIGHTS,
    Match,
    Reason,
    WorkPermission,
)
from matching.scoring import COMPONENTS
from models.seeker import Seeker
from models.shown import PersonShown
from services.wording.reasons import say_reason


class ReasonOut(Out):
    """`text` is the reason in words, in the language asked for."""

    code: str
    subject: str | None
    text: str


class WorkPermissionOut(Out):
    """`until` is a year and month, null when indefinite or a year away or more."""

    answer: str
    until: str | None
    codes: list[str]


class EngineOut(Out):
    version: str
    weights: str
    catalogs: str


class MatchOut(Out):
    score: float
    components: dict[str, float]
    reasons: list[ReasonOut]
    obstacles: list[ReasonOut]
    work_permission: WorkPermissionOut
    engine: EngineOut


class PastWorkOut(Out):
    occupation: str | None
    label: str
    months: int


class SeekerShown(Out):
    """Pseudonymous: nothing here says who the person is or which papers they hold."""

    id: UUID
    municipality: str
    occupations: Sequence[PastWorkOut]
    skills: list[str]
    languages: list[LanguageOut]
    schooling: str | None
    schedules: list[str]
    available_from: date | None
    expected_monthly_wage_mxn: Decimal | None


class SeekerMatchOut(MatchOut):
    seeker: SeekerShown


class SeekerMatches(Out):
    """`excluded` counts, for each gate, whom it alone or with others rules out; `obstacles` are the
    opening's own, whoever fits it: pay below the legal floor, a week longer than the law's."""

    opening: UUID
    obstacles: list[ReasonOut]
    data: list[SeekerMatchOut]
    considered: int
    eligible: int
    excluded: dict[str, int]


class OpeningMatchOut(MatchOut):
    opening: OpeningOut


class OpeningMatches(Out):
    """Without `is_matchable` the list is empty: the person takes no part in matching, without a
    consent, at work or archived."""

    seeker: UUID
    is_matchable: bool
    data: list[OpeningMatchOut]


@cache
def engine_out() -> EngineOut:
    return EngineOut(version=ENGINE_VERSION, weights=WEIGHTS.name, catalogs=load().version)


def match_fields(match: Match, language: str, *, to_person: bool = False) -> dict[str, Any]:
    thousandths = (part / 1000 for part in match.components.parts)
    return {
        "score": match.score / 1_000_000,
        "components": dict(zip(COMPONENTS, thousandths, strict=True)),
        "reasons": _reasons(match.reasons, language, to_person=to_person),
        "obstacles": _reasons(match.obstacles, language, to_person=to_person),
        "work_permission": permission_out(match.permission),
        "engine": engine_out(),
    }


def permission_out(permission: WorkPermission, *, for_employer: bool = False) -> WorkPermissionOut:
    """Facts 7, for an employer: "may work: yes or under review, until a month"; which papers,
    never."""
    return WorkPermissionOut(
        answer=permission.answer.value,
        until=permission.until,
        codes=[] if for_employer else list(permission.codes),
    )


def _reasons(found: Sequence[Reason], language: str, *, to_person: bool) -> list[ReasonOut]:
    return [reason_out(reason, language, to_person=to_person) for reason in found]


def reason_out(reason: Reason, language: str, *, to_person: bool) -> ReasonOut:
    return ReasonOut(
        code=reason.code,
        subject=reason.subject,
        text=say_reason(reason.code, reason.subject, language, load(), to_person=to_person),
    )


# Shown to an employer these would name the kind of paper, and so the person's status; or when the
# person left their work behind, which can be when they fled.
NOT_FOR_EMPLOYERS = frozenset(
    code for code, meaning in CODES.items() if meaning.subject is Subject.PERMISSION
) | {"experience_long_ago"}


def seeker_shown(seeker: Seeker | PersonShown, language: str) -> SeekerShown:
    """Needs the details loaded."""
    return SeekerShown.model_validate(_seeker_fields(seeker, language))


def seeker_text(seeker: PersonShown, language: str) -> str:
    """`SeekerShown` as JSON, without making the model: half of the time."""
    return to_json(_seeker_fields(seeker, language)).decode()


def _seeker_fields(seeker: Seeker | PersonShown, language: str) -> dict[str, Any]:
    occupations, skills = load().occupations.label_of, load().skills.label_of
    return {
        "id": seeker.public_id,
        "municipality": seeker.municipality,
        "occupations": [
            {
                "occupation": line.occupation,
                "label": occupations(line.occupation, language) or line.title,
                "months": line.months,
            }
            for line in seeker.occupations
        ],
        "skills": [skills(line.skill, language) or line.text for line in seeker.skills],
        "languages": [
            {"language": line.language, "level": str(line.level)} for line in seeker.languages
        ],
        "schooling": seeker.schooling,
        "schedules": seeker.schedules,
        "available_from": seeker.available_from,
        "expected_monthly_wage_mxn": seeker.expected_monthly_wage_mxn,
    }
