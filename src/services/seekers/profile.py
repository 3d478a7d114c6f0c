"""What ranking reads of a person, kept sealed beside the row so that it need not be recomputed."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
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
        "grants": packed_grants(seeker),
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


def packed_grants(seeker: SeekerIn) -> list[list[Any]]:
    return [_packed_grant(grant) for grant in _grants(seeker)]


def _grants(seeker: SeekerIn) -> tuple[Grant, ...]:
    documents = [
        HeldDocument(paper.kind, paper.state, paper.valid_until, paper.transfer_states)
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


@lru_cache(maxsize=20_000)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def seeker_profile(key: int, packed: Packed) -> SeekerProfile:
    """The inverse of `profile_of`, with the row as its key."""
    schooling, available_from = packed["schooling"], packed["available_from"]
    minor_until = packed["minor_until"]
    willing, states, household_size = packed["relocation"]
    return SeekerProfile(
        key,
        packed["municipality"],
        tuple([_grant(it[0], it[1], tuple(it[2]), it[3], it[4]) for it in packed["grants"]]),
        frozenset(packed["skills"]),
        tuple([Experience(*it) for it in packed["experience"]]),
        tuple([_language(*it) for it in packed["languages"]]),
        None if schooling is None else _SCHOOLING[schooling],
        _schedules(tuple(packed["schedules"])),
        packed["wage"],
        packed["commute"],
        _relocation(willing, tuple(states), household_size),
        None if available_from is None else _day(available_from),
        None if minor_until is None else _day(minor_until),
    )


# What many people have in common is made once; at the start of a process 40,000 come by.
_SCHOOLING = tuple(Schooling)


@lru_cache(maxsize=50_000)
def _grant(
    answer: str, code: str, states: tuple[str, ...], until: str | None, since: str | None
) -> Grant:
    last, first = (None if day is None else _day(day) for day in (until, since))
    return Grant(Answer(answer), code, frozenset(states), last, first)


@lru_cache(maxsize=1000)
def _language(code: str, level: int) -> Language:
    return Language(code, Level(level))


@lru_cache(maxsize=1000)
def _schedules(names: tuple[str, ...]) -> frozenset[Schedule]:
    return frozenset(map(Schedule, names))


@lru_cache(maxsize=10_000)
def _relocation(willing: bool, states: tuple[str, ...], household_size: int) -> Relocation:
    return Relocation(willing, frozenset(states), household_size)
