"""What an employer tells the institute about a worker: the three movements and their codes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from models.vocabulary import MovementType


class WorkerType(StrEnum):
    PERMANENT = "1"
    TEMPORARY_CITY = "2"
    TEMPORARY_CONSTRUCTION = "3"
    TEMPORARY_FIELD = "4"


class WageType(StrEnum):
    FIXED = "0"
    VARIABLE = "1"
    MIXED = "2"


class ReducedWeek(StrEnum):
    """Days worked a week where fewer than all, or a day of fewer hours."""

    NORMAL = "0"
    ONE_DAY = "1"
    TWO_DAYS = "2"
    THREE_DAYS = "3"
    FOUR_DAYS = "4"
    FIVE_DAYS = "5"
    SHORT_HOURS = "6"


class WithdrawalCause(StrEnum):
    END_OF_CONTRACT = "1"
    VOLUNTARY = "2"
    ABANDONMENT = "3"
    DEATH = "4"
    CLOSURE = "5"
    OTHER = "6"
    ABSENCE = "7"
    RESCISSION = "8"
    RETIREMENT = "9"
    PENSION = "A"

    @property
    def word(self) -> str:
        """As a step names it."""
        return self.name.lower()


def cause_of(text: str | None) -> WithdrawalCause | None:
    """From the institute's code or its word, such as "voluntary"."""
    wanted = (text or "").strip().lower()
    return next((it for it in WithdrawalCause if wanted in (it.value.lower(), it.word)), None)


@dataclass(frozen=True, slots=True)
class Worker:
    """Names as the institute has them on record, which may not be as the person writes them.

    `second_surname` empty: the person has one surname. `curp` None: not issued yet.
    """

    nss: str
    first_surname: str
    second_surname: str
    given_names: str
    curp: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """`guide` is two digits of the subdelegation and three of the concept (ordinarily 400);
    `worker_key` the employer's own key for the worker, at most ten letters and digits."""

    kind: ClassVar[MovementType]

    registration: str
    worker: Worker
    on: date
    guide: str
    worker_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrollment(Movement):
    """`on` is the first day of work; `clinic` the number of the family medicine unit."""

    kind: ClassVar[MovementType] = MovementType.ENROLLMENT

    base: Decimal
    clinic: str
    worker_type: WorkerType = WorkerType.PERMANENT
    wage_type: WageType = WageType.FIXED
    reduced_week: ReducedWeek = ReducedWeek.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseChange(Movement):
    """`on` is the day from which the new base holds."""

    kind: ClassVar[MovementType] = MovementType.WAGE_CHANGE

    base: Decimal
    wage_type: WageType = WageType.FIXED
    reduced_week: ReducedWeek = ReducedWeek.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Movement):
    """`on` is the last day of work."""

    kind: ClassVar[MovementType] = MovementType.WITHDRAWAL

    cause: WithdrawalCause
