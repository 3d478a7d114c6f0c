"""What the API says of a person, to those who attend them. Numbers of papers are not repeated."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from api.http.matches import PastWorkOut, SeekerShown, seeker_shown
from api.http.schemas import Out
from models.seeker import Seeker
from services.fields import Schema


class ToldWorkOut(PastWorkOut):
    """`last_year`: in which the person last did this work; null: still, or not said."""

    last_year: int | None


class SeekerOut(SeekerShown):
    """For the center that attends the person: the name, never a document's number."""

    occupations: Sequence[ToldWorkOut]
    external_id: str | None
    status: str
    center: str
    is_matchable: bool
    given_names: str | None
    first_surname: str | None
    second_surname: str | None
    preferred_language: str
    max_commute_km: int
    relocation_willing: bool
    relocation_states: list[str]
    household_size: int
    documents: list[str]
    has_curp: bool
    has_social_security_number: bool
    curp_valid_until: date | None
    needs: list[str]
    consents: list[str]
    updated_at: datetime


def seeker_out(seeker: Seeker, language: str) -> SeekerOut:
    return SeekerOut(
        **_shown(seeker, language),
        status=str(seeker.status),
        center=seeker.center.code,
        documents=[paper.kind for paper in seeker.documents if paper.kind],
        has_curp=seeker.curp is not None,
        has_social_security_number=seeker.social_security_number is not None,
        needs=seeker.needs or [],
        consents=sorted(
            {str(line.purpose) for line in seeker.consents if line.withdrawn_at is None}
        ),
        **{name: getattr(seeker, name) for name in SAME_NAMES},
    )


def _shown(seeker: Seeker, language: str) -> dict[str, Any]:
    """Employers are not told the years: they can tell when somebody fled."""
    shown = seeker_shown(seeker, language)
    told = zip(shown.occupations, seeker.occupations, strict=True)
    return {
        **dict(shown),
        "occupations": [ToldWorkOut(**dict(work), last_year=line.last_year) for work, line in told],
    }


SAME_NAMES = (
    "external_id", "is_matchable", "given_names", "first_surname", "second_surname",
    "preferred_language", "max_commute_km", "relocation_willing", "relocation_states",
    "household_size", "curp_valid_until", "updated_at",
)  # fmt: skip


class SeekerStored(SeekerShown):
    """What a create or replace answers: the links, so that they can be checked at the desk."""

    occupations: Sequence[ToldWorkOut]
    external_id: str | None
    outcome: str
    is_matchable: bool


def seeker_stored(seeker: Seeker, outcome: str, language: str) -> SeekerStored:
    return SeekerStored(
        **_shown(seeker, language),
        external_id=seeker.external_id,
        outcome=outcome,
        is_matchable=seeker.is_matchable,
    )


class MergeIn(Schema):
    """`other` is the registration that is emptied and leads to the person from then on."""

    other: UUID


class ErasedOut(Out):
    """`keeps_name`: name, CURP and social security number stay, until `kept_until` or, while that
    is null, until the job has ended."""

    id: UUID
    keeps_name: bool
    kept_until: date | None
