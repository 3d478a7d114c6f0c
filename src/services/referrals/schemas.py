"""The intake shapes of a referral and of its steps."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from models.vocabulary import EvidenceGrade, EvidenceKind
from services.fields import Day, LongText, Schema

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class ReferralIn(Schema):
    """`has_consented`: the person agreed, in front of whoever records it, to this employer
    seeing their name and contact."""

    seeker: UUID
    opening: UUID
    has_consented: bool = False
    note: Annotated[LongText, Field(max_length=1000)] = ""


class StepIn(Schema):
    """What comes with a step. Documents are not kept: `evidence_hash` is their SHA-256."""

    happened_on: Day | None = None
    evidence: EvidenceKind | None = None
    evidence_grade: EvidenceGrade | None = None
    evidence_hash: Hash | None = None
    note: Annotated[str, StringConstraints(max_length=1000)] = ""
