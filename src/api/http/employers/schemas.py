"""What the API says of an employer, to staff."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from api.http.schemas import Out
from services.vouching.read import Counts, EmployerListed, EmployerRead, StandingStep


class ContactOut(Out):
    name: str | None
    phone: str | None
    email: str | None


class RegistrationOut(Out):
    number: str
    municipality: str
    is_active: bool


class EmployerOut(Out):
    """`openings`: how many it has in each state; states without any are left out."""

    id: UUID
    rfc: str
    legal_name: str
    trade_name: str | None
    status: str
    verified_at: datetime | None
    municipality: str | None
    openings: dict[str, int]
    is_demo: bool
    created_at: datetime
    updated_at: datetime


class StandingStepOut(Out):
    """`by` is null for an operator's command. `reason` comes with a suspension."""

    at: datetime
    step: str
    by: str | None
    reason: str | None


class EmployerReadOut(EmployerOut):
    """`headcount_foreign` are foreigners among `headcount_total` (LFT 7)."""

    contact: ContactOut | None
    registrations: list[RegistrationOut]
    tags: list[str]
    inm_constancia_no: str | None
    inm_constancia_updated_on: date | None
    headcount_total: int | None
    headcount_foreign: int | None
    steps: list[StandingStepOut]


def employer_out(found: EmployerListed) -> EmployerOut:
    employer = found.employer
    return EmployerOut(
        id=employer.public_id,
        rfc=employer.rfc,
        legal_name=employer.legal_name,
        trade_name=employer.trade_name,
        status=str(employer.status),
        verified_at=employer.verified_at,
        municipality=employer.municipality,
        openings=_told(found.openings),
        is_demo=employer.is_demo,
        created_at=employer.created_at,
        updated_at=employer.updated_at,
    )


def read_out(found: EmployerRead) -> EmployerReadOut:
    employer = found.employer
    shown = employer_out(EmployerListed(employer, found.openings))
    return EmployerReadOut(
        **dict(shown),
        contact=_contact(employer.contact),
        registrations=[RegistrationOut.model_validate(row) for row in employer.registrations],
        tags=employer.tags,
        inm_constancia_no=employer.inm_constancia_no,
        inm_constancia_updated_on=employer.inm_constancia_updated_on,
        headcount_total=employer.headcount_total,
        headcount_foreign=employer.headcount_foreign,
        steps=[_step(step) for step in found.steps],
    )


def _contact(kept: Mapping[str, str | None] | None) -> ContactOut | None:
    return (
        ContactOut(**{name: kept.get(name) for name in ContactOut.model_fields}) if kept else None
    )


def _told(counts: Counts) -> dict[str, int]:
    return {str(status): counts[status] for status in sorted(counts)}


def _step(step: StandingStep) -> StandingStepOut:
    return StandingStepOut(at=step.at, step=step.step, by=step.by, reason=step.reason)
