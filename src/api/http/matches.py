"""What the API says of a match. An employer sees less: the first rung of the disclosure ladder."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from api.http.opening_shape import LanguageOut, OpeningOut, skill_label
from api.http.schemas import Out
from matching.catalogs import load
from matching.eligibility import Subject
from matching.ranking import CODES, ENGINE_VERSION, WEIGHTS, Match, Reason, WorkPermission
from models.seeker import Seeker
from models.shown import PersonShown
from services.access.actor import Actor
from services.matches.find import OpeningsForPerson, PeopleForOpening
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
    seeker: UUID
    data: list[OpeningMatchOut]


@cache
def engine_out() -> EngineOut:
    return EngineOut(version=ENGINE_VERSION, weights=WEIGHTS.name, catalogs=load().version)


def match_fields(match: Match, language: str, *, to_person: bool = False) -> dict[str, Any]:
    return {
        "score": match.score / 1_000_000,
        "components": {name: value / 1000 for name, value in components(match).items()},
        "reasons": _reasons(match.reasons, language, to_person=to_person),
        "obstacles": _reasons(match.obstacles, language, to_person=to_person),
        "work_permission": _permission(match.permission),
        "engine": engine_out(),
    }


@lru_cache(maxsize=1000)
def _permission(permission: WorkPermission) -> WorkPermissionOut:
    return WorkPermissionOut(
        answer=permission.answer.value, until=permission.until, codes=list(permission.codes)
    )


def components(match: Match) -> dict[str, int]:
    names = type(match.components).__dataclass_fields__
    return dict(zip(names, match.components.parts, strict=True))


def _reasons(found: Sequence[Reason], language: str, *, to_person: bool) -> list[ReasonOut]:
    return [_reason(reason, language, to_person=to_person) for reason in found]


# The same few reasons come back in every answer; one has half a kilobyte.
@lru_cache(maxsize=20_000)
def _reason(reason: Reason, language: str, *, to_person: bool) -> ReasonOut:
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


def for_employer(shown: dict[str, Any]) -> dict[str, Any]:
    """Facts 7: "may work: yes or under review, until a month"; which papers, never."""
    permission = shown["work_permission"]
    return {
        **shown,
        "reasons": [reason for reason in shown["reasons"] if reason.code not in NOT_FOR_EMPLOYERS],
        "work_permission": permission.model_copy(update={"codes": []}),
    }


def seeker_matches(
    found: PeopleForOpening, people: Mapping[int, SeekerShown], actor: Actor, language: str
) -> SeekerMatches:
    """`people` by row; whoever is absent is left out."""
    return SeekerMatches(
        opening=found.opening.public_id,
        obstacles=_reasons(found.obstacles, language, to_person=False),
        data=[
            _seeker_match(match, people[match.seeker_key], actor, language)
            for match in found.matches
            if match.seeker_key in people
        ],
        considered=found.exclusions.total,
        eligible=found.exclusions.eligible,
        excluded={} if actor.is_employer else found.exclusions.ruled_out,
    )


def _seeker_match(match: Match, seeker: SeekerShown, actor: Actor, language: str) -> SeekerMatchOut:
    shown = match_fields(match, language)
    if actor.is_employer:
        shown = for_employer(shown)
    return SeekerMatchOut(seeker=seeker, **shown)


def seeker_shown(seeker: Seeker | PersonShown, language: str) -> SeekerShown:
    """Needs the details loaded."""
    return SeekerShown(
        id=seeker.public_id,
        municipality=seeker.municipality,
        occupations=[
            PastWorkOut(
                occupation=line.occupation,
                label=_occupation_label(line.occupation, language) or line.title,
                months=line.months,
            )
            for line in seeker.occupations
        ],
        skills=[skill_label(line.skill, language) or line.text for line in seeker.skills],
        languages=[
            LanguageOut(language=line.language, level=str(line.level)) for line in seeker.languages
        ],
        schooling=seeker.schooling,
        schedules=seeker.schedules,
        available_from=seeker.available_from,
        expected_monthly_wage_mxn=seeker.expected_monthly_wage_mxn,
    )


def _occupation_label(occupation: str | None, language: str) -> str | None:
    known = load().occupations.get(occupation) if occupation else None
    return known.label(language) if known else None


def opening_matches(
    found: OpeningsForPerson, openings: Mapping[int, OpeningOut], language: str
) -> OpeningMatches:
    """`openings` by row; what is absent is left out."""
    return OpeningMatches(
        seeker=found.seeker.public_id,
        data=[
            OpeningMatchOut(
                opening=openings[match.opening_key],
                **match_fields(match, language, to_person=True),
            )
            for match in found.matches
            if match.opening_key in openings
        ],
    )
