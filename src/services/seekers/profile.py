"""What ranking reads of a person, kept sealed beside the row so that it need not be recomputed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from matching.eligibility import HeldDocument, grants_of
from matching.profiles import (
    Answer,
    Experience,
    Grant,
    Language,
    Level,
    Relocation,
    Schedule,
    Schooling,
    SeekerProfile,
)
from services.linking import Link
from services.openings.profile import whole_pesos
from services.seekers.ages import eighteenth_birthday
from services.seekers.schemas import CurpKind, PastWorkIn, SeekerIn

Packed = dict[str, Any]


def profile_of(
    seeker: SeekerIn, occupations: Iterable[Link], skills: Iterable[Link], *, today: date
) -> Packed:
    """The profile without its key, as JSON. `occupations` are in the order of the person's."""
    linked = zip(seeker.occupations, occupations, strict=True)
    minor_until = eighteenth_birthday(seeker.born_on)
    return {
        "municipality": seeker.municipality,
        "grants": [_packed_grant(grant) for grant in _grants(seeker)],
        "skills": sorted({link.id for link in skills if link.id}),
        "experience": [_packed_work(link.id, past) for past, link in linked if link.id],
        "languages": [[line.language, int(line.level)] for line in seeker.languages],
        "schooling": None if seeker.schooling is None else int(seeker.schooling),
        "schedules": sorted(seeker.schedules),
        "wage": whole_pesos(seeker.expected_monthly_wage_mxn),
        "commute": seeker.max_commute_km,
        "relocation": [
            seeker.relocation.willing,
            sorted(seeker.relocation.states),
            seeker.relocation.household_size,
        ],
        "available_from": _iso(seeker.available_from),
        "minor_until": _iso(minor_until if minor_until > today else None),
    }


def _grants(seeker: SeekerIn) -> tuple[Grant, ...]:
    documents = [
        HeldDocument(kind=paper.kind, state=paper.state, valid_until=paper.valid_until)
        for paper in seeker.documents
    ]
    is_temporary = seeker.curp_kind is CurpKind.TEMPORARY
    return grants_of(
        documents,
        nationality=seeker.nationality,
        temporary_curp_until=seeker.curp_valid_until if is_temporary else None,
    )


def _packed_work(occupation: str, past: PastWorkIn) -> list[Any]:
    """Without a year as every row was before there were years."""
    packed: list[Any] = [occupation, past.months]
    return packed if past.last_year is None else [*packed, past.last_year]


def _packed_grant(grant: Grant) -> list[Any]:
    since, until = _iso(grant.since), _iso(grant.until)
    return [grant.answer.value, grant.code, sorted(grant.states), until, since]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def seeker_profile(key: int, packed: Packed) -> SeekerProfile:
    """The inverse of `profile_of`, with the row as its key."""
    willing, states, household_size = packed["relocation"]
    schooling = packed["schooling"]
    return SeekerProfile(
        key=key,
        municipality=packed["municipality"],
        grants=tuple(_grant(*grant) for grant in packed["grants"]),
        skills=frozenset(packed["skills"]),
        experience=tuple(Experience(*work) for work in packed["experience"]),
        languages=tuple(Language(code, Level(level)) for code, level in packed["languages"]),
        schooling=None if schooling is None else Schooling(schooling),
        schedules=frozenset(map(Schedule, packed["schedules"])),
        expected_monthly_wage=packed["wage"],
        max_commute_km=packed["commute"],
        relocation=Relocation(willing, frozenset(states), household_size),
        available_from=_day(packed["available_from"]),
        minor_until=_day(packed["minor_until"]),
    )


def _grant(
    answer: str, code: str, states: list[str], until: str | None, since: str | None
) -> Grant:
    return Grant(Answer(answer), code, frozenset(states), _day(until), _day(since))
