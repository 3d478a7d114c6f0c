"""The movement of a hire: from what the service knows and what the row says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from models.insured_name import InsuredName
from models.placement import Placement
from models.seeker import Seeker
from models.vocabulary import Contract, MovementType, WageIs
from services.enrollment.schemas import MovementRowIn
from services.social_security.contribution_base import PayPeriod, contribution_base, daily_wage
from services.social_security.movements import (
    BaseChange,
    Enrollment,
    Movement,
    Withdrawal,
    Worker,
    WorkerType,
    cause_of,
)
from services.social_security.preflight import NO_FIGURES, Objection
from services.social_security.wages import figures_begin

ORDINARY_CONCEPT = "400"
WORKER_TYPES: Mapping[Contract, WorkerType] = {
    Contract.FIXED_TERM: WorkerType.TEMPORARY_CITY,
    Contract.PROJECT: WorkerType.TEMPORARY_CITY,
    Contract.SEASONAL: WorkerType.TEMPORARY_CITY,
}


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What all lines of a file share; `clinic` is for rows without their own."""

    movement: MovementType
    registration: str
    guide: str
    clinic: str


def movement_of(
    placement: Placement, name: InsuredName | None, row: MovementRowIn, facts: FileFacts
) -> Movement | Objection:
    """An objection where a day or a cause is missing, or no figures of pay are known of the day:
    without them there is no movement."""
    on = row.effective_on or _own_day(placement, facts.movement)
    if on is None:
        return Objection("013", "movement_on")
    same: dict[str, Any] = {
        "registration": facts.registration,
        "worker": worker_of(placement.seeker, name),
        "on": on,
        "guide": facts.guide,
        "worker_key": row.worker_key,
    }
    if facts.movement is MovementType.WITHDRAWAL:
        cause = row.cause or cause_of(placement.end_cause)
        return Withdrawal(**same, cause=cause) if cause else Objection("019", "cause")
    if on < figures_begin():
        return Objection(NO_FIGURES, "movement_on")
    pay: dict[str, Any] = {
        "base": base_of(placement, row, on),
        "wage_type": row.wage_type,
        "reduced_week": row.reduced_week,
    }
    if facts.movement is MovementType.WAGE_CHANGE:
        return BaseChange(**same, **pay)
    return Enrollment(
        **same,
        **pay,
        clinic=row.clinic or facts.clinic,
        worker_type=row.worker_type or worker_type_of(placement),
    )


def worker_of(seeker: Seeker, name: InsuredName | None) -> Worker:
    """By the name that the institute has, where staff have seen that it differs."""
    named: Seeker | InsuredName = name or seeker
    return Worker(
        nss=seeker.social_security_number or "",
        first_surname=named.first_surname or "",
        second_surname=named.second_surname or "",
        given_names=named.given_names or "",
        curp=seeker.curp,
    )


def base_of(placement: Placement, row: MovementRowIn, on: date) -> Decimal:
    """Given, or the wage owed with the least benefits of the law, within its limits."""
    if row.contribution_base_mxn is not None:
        return row.contribution_base_mxn
    wage = placement.monthly_wage_mxn
    if wage is None:
        return Decimal(0)
    daily = daily_wage(wage, PayPeriod.MONTH)
    return contribution_base(daily, municipality=placement.municipality, on=on).amount


def is_from_net(placement: Placement, row: MovementRowIn, kind: MovementType) -> bool:
    is_guessed = row.contribution_base_mxn is None and kind is not MovementType.WITHDRAWAL
    return is_guessed and placement.wage_is is WageIs.NET


def worker_type_of(placement: Placement) -> WorkerType:
    contract = placement.contract
    return WORKER_TYPES.get(contract, WorkerType.PERMANENT) if contract else WorkerType.PERMANENT


def _own_day(placement: Placement, kind: MovementType) -> date | None:
    if kind is MovementType.ENROLLMENT:
        return placement.starts_on
    return placement.ended_on if kind is MovementType.WITHDRAWAL else None
