"""The intake shapes of movement files, of their sending and of the institute's replies."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from models.vocabulary import MovementType
from services.field_codes import unfit
from services.fields import CLEAN, Day, Money, Schema
from services.social_security.movements import (
    ReducedWeek,
    WageType,
    WithdrawalCause,
    WorkerType,
    cause_of,
)
from services.social_security.wages import figures_begin
from services.steps import Hash

# A file is made in one transaction, which others wait for: a few seconds at most.
MOST_LINES = 2_000

# Wide on purpose: the preflight says what the institute would refuse, with its code.
Short = Annotated[str, StringConstraints(max_length=20), CLEAN]


def _with_figures(day: date) -> date:
    if day < figures_begin():
        raise unfit("no_figures")
    return day


def _by_word(value: object) -> object:
    return (cause_of(value) or value) if isinstance(value, str) else value


CauseOfEnd = Annotated[WithdrawalCause, BeforeValidator(_by_word)]
DayOfMovement = Annotated[Day, AfterValidator(_with_figures)]
Receipt = Annotated[str, StringConstraints(max_length=60), CLEAN]


class MovementRowIn(Schema):
    """One person's movement. What is left out comes from the hire: the start or the last day, the
    base from the wage offered, the worker type from the contract."""

    placement: UUID
    effective_on: DayOfMovement | None = None
    contribution_base_mxn: Money | None = None
    clinic: Short | None = None
    worker_type: WorkerType | None = None
    wage_type: WageType = WageType.FIXED
    reduced_week: ReducedWeek = ReducedWeek.NORMAL
    worker_key: Short = ""
    cause: CauseOfEnd | None = None


Rows = Annotated[tuple[MovementRowIn, ...], Field(min_length=1, max_length=MOST_LINES)]


class MovementFileIn(Schema):
    """Movements of one kind and one employer registration.

    Without `rows`: every hire that is due (08), or every job that ended (02), up to 2,000; the
    others go into the next file. `clinic` is for the rows without their own. `registration` may be
    left out by an employer who has only one.
    """

    movement: MovementType = MovementType.ENROLLMENT
    employer: UUID | None = None
    registration: Short | None = None
    guide: Short | None = None
    clinic: Short | None = None
    rows: (
        Annotated[tuple[MovementRowIn, ...], Field(min_length=1, max_length=MOST_LINES)] | None
    ) = None

    @model_validator(mode="after")
    def _wage_changes_say_whose(self) -> Self:
        if self.movement is MovementType.WAGE_CHANGE and self.rows is None:
            raise unfit("rows_needed")
        return self


class SentIn(Schema):
    """The employer sent the file. `receipt` is the lot number of the institute's receipt, and
    `evidence_hash` the SHA-256 of the receipt, which is not kept."""

    sent_on: Day | None = None
    receipt: Receipt | None = None
    evidence_hash: Hash | None = None


class ReplyIn(Schema):
    """The institute's answer to one line, named by its number, the person's number or the hire."""

    line: Annotated[int, Field(ge=1, le=MOST_LINES)] | None = None
    social_security_number: Short | None = None
    placement: UUID | None = None
    is_accepted: bool = False
    code: Annotated[str, StringConstraints(max_length=10), CLEAN] | None = None

    @model_validator(mode="after")
    def _says_what_about_which(self) -> Self:
        if self.line is None and self.placement is None and not self.social_security_number:
            raise unfit("no_line_named")
        if self.is_accepted == bool(self.code):
            raise unfit("no_answer")
        return self


class RepliesIn(Schema):
    received_on: Day | None = None
    receipt: Receipt | None = None
    evidence_hash: Hash | None = None
    replies: Annotated[tuple[ReplyIn, ...], Field(min_length=1, max_length=2 * MOST_LINES)]
