"""The intake shapes of a placement and of its steps."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import BeforeValidator, StringConstraints, WithJsonSchema, model_validator

from models.vocabulary import AfterTheJob, EvidenceKind
from services.field_codes import unfit
from services.fields import CLEAN, Day, Money, Note, Schema
from services.social_security.movements import WithdrawalCause, cause_of
from services.steps import StepIn

END_CAUSES = tuple(it.word for it in WithdrawalCause)


def _read_cause(value: object) -> str:
    found = cause_of(value) if isinstance(value, str) else None
    if found is None:
        raise unfit("unknown_cause", choices=", ".join(END_CAUSES))
    return found.word


# Why a job ended, by the institute's list: its word or its code is read, the word is kept.
EndCause = Annotated[
    str,
    BeforeValidator(_read_cause, json_schema_input_type=str),
    WithJsonSchema({"type": "string", "enum": list(END_CAUSES)}),
]


class PlacementIn(Schema):
    """A hire: by its referral, or by person and opening. It begins as an offer; with
    `has_accepted` the person already said yes."""

    referral: UUID | None = None
    seeker: UUID | None = None
    opening: UUID | None = None
    starts_on: Day | None = None
    monthly_wage_mxn: Money | None = None
    has_accepted: bool = False
    note: Note = ""

    @model_validator(mode="after")
    def _names_both_sides(self) -> Self:
        if self.referral is None and (self.seeker is None or self.opening is None):
            raise unfit("no_hire_named")
        return self


class PlacementStepIn(StepIn):
    """Beside the evidence: what the step itself tells."""

    starts_on: Day | None = None
    monthly_wage_mxn: Money | None = None
    receipt: Annotated[str, StringConstraints(max_length=60), CLEAN] | None = None
    reply_code: Annotated[str, StringConstraints(max_length=10), CLEAN] | None = None
    cause: EndCause | None = None
    after_end: AfterTheJob | None = None

    @property
    def is_documented(self) -> bool:
        """The number of the institute's receipt can be looked up as well."""
        is_receipt = self.evidence is EvidenceKind.MOVEMENT_RECEIPT and bool(self.receipt)
        return is_receipt or super().is_documented
